"""Analyses of an answer: supports, firebreaks, odds, comparisons, conflicts, claims."""
