"""Support for every floor: limits, the budget of a question, tables beside modules, grouping."""
