"""Output: text, tables, pages, pictures, references and JSON made from a result."""
