"""Odds: exact probabilities on the user's own numbers, and the methods that reckon them."""
