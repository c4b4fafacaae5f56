"""Questions: the value that every interface makes, and the grammar that reads sentences."""
