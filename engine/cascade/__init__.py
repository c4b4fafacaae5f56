"""Cascade: which duties arise, which are due, and who fights, derived from the law and the setting of a day."""
