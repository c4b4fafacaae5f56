"""From the derivation record to minimal supports: the fewest answers under which each fact holds."""
