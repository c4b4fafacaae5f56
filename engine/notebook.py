"""Pictures in a notebook, under the name it had before: see `engine.output.page`."""

from engine.output.page import Picture

__all__ = ["Picture"]
