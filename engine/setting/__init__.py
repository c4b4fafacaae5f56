"""Setting: the law and events of one day, as clauses, occurrences, sides and the order of states."""
