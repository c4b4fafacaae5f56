"""Pictures in a notebook, under the name it had before: see `engine.forms.page`."""

from engine.forms.page import Picture

__all__ = ["Picture"]
