"""Verdicts: status, rows and the solution, from supports. Values without a form."""
