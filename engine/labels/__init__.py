"""The minimal supports of a derivation record: the fewest answers under which each fact holds."""
