"""Validation: comparison of the engine with documented cases, experts' codings and ATOP."""
