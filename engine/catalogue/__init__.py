"""Catalogue of the law: lists, one treaty in full, and the duties of a state over time."""
