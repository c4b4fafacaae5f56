"""Verdicts: status, rows and the solution, computed from supports, as values."""
