"""Output: words, tables, pages, pictures, references and JSON of a result."""
