"""The front page as a static site: the engine runs in the visitor's browser, without any server."""
