"""Support for all other packages: limits, budgets, tables beside modules, grouping."""
