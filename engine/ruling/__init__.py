"""Ruling: the answer to the question asked, as values without words."""
