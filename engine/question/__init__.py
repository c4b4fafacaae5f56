"""A question: the value that every door makes, and the grammar that reads one in words."""
