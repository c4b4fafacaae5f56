"""The law of a day and a setting, derived: which duties arise, which are due, who fights."""
