"""What was promised: dated, cited treaty articles, readings, cases and registers as data. No inference here."""
