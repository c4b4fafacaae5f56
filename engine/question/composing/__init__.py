"""Questions composed from what was recognised in a sentence that could not be read as a whole."""
