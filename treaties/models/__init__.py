"""Models of the law: treaties, readings, cases, scenarios, registers."""
