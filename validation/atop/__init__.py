"""Comparison of our treaties with the alliances in outside files."""
