"""Browsing the law: lists, one treaty in full, and what a state owed in time."""
