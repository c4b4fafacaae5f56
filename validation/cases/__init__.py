"""Documented crises: the duties expected and the duties derived."""
