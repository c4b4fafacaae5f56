"""The law as data: dated, cited treaty articles, readings, cases and registers. No inference here."""
