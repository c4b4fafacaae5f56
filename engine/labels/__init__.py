"""Labels: the minimal supports (smallest sets of answers) under which each fact of a derivation holds."""
