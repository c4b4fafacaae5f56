"""Whole questions composed of what was recognised in a sentence that is not read."""
