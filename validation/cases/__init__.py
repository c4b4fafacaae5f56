"""Documented crises: expected and derived duties compared."""
