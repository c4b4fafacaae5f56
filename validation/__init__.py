"""The engine held against what is known: documented cases, experts' codings, ATOP."""
