"""Vocabulary: the words in which the law is written, and errors. It imports nothing from packages above it."""
