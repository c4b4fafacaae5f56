"""Browsing the law: lists, one treaty told, and what a state owed in time."""
