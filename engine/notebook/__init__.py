"""How results show themselves in a notebook: a static picture, tables, and plain text beside."""
