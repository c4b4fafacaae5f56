"""The front as a static site: the engine runs in the browser of the visitor, and nothing is asked of any server."""
