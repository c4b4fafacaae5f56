"""The atlas: a world map to ask from. Its data and its page are the same in the served page and in the static site."""
