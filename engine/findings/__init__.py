"""Findings: what is said of an answer, chosen once for every form."""
