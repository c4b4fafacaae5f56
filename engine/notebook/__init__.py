"""How results show themselves in a notebook: a static picture, tables, and plain text beside."""

from engine.notebook.page import Picture

__all__ = ["Picture"]
