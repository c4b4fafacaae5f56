"""What an answer turns on, under the name it had before: see `engine.analysis`.

>>> from engine.reasoning import supports
>>> supports.__module__
'engine.analysis.supports_list'
"""

from engine.analysis.public import *  # noqa: F403
