"""What every floor may use and no law speaks of: limits, the budget of a question, tables beside modules, grouping."""
