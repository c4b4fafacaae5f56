"""Questions: the query that every interface builds, and the grammar that reads sentences."""
