"""What an answer turns on, under the name it had before: see `engine.turning`.

>>> from engine.reasoning import supports
>>> supports.__module__
'engine.turning.supports_list'
"""

from engine.turning.public_turning import *  # noqa: F403
