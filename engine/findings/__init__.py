"""Findings: the statements of an answer as values, chosen once and rendered by every output form."""
