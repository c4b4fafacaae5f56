"""The law as data: dated, cited treaty articles, readings, cases and registers. Nothing is inferred here."""
