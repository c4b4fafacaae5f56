"""The ruling: what a question is answered, as values without words."""
