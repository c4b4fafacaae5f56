"""The law and the events of one day, set out: clauses, occurrences, sides, and the order of states."""
