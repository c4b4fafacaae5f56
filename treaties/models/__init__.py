"""Data models: treaties, readings, cases, scenarios, registers."""
