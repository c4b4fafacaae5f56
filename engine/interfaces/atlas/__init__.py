"""The atlas: a world map for asking questions, the same on the served page and the static site."""
