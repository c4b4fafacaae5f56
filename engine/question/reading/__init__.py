"""Parsing a sentence: a lattice of words, a chart of all their parses, and the fields of a question."""
