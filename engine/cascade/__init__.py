"""From the law of a day and a setting to the derivation record: what is called, what is due, who fights."""
