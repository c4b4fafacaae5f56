"""Odds: exact probabilities from the user's own numbers."""
