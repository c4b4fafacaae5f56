"""What a result looks like: words, tables, pages, pictures, references, JSON."""
