"""What was promised, as values: treaties, readings, cases, scenarios, registers."""
