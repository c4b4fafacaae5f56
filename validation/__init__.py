"""Validation: the engine compared with documented cases, experts' codings and ATOP."""
