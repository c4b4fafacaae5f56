"""From files to values: reading, checking, caching. Stands above the models."""
