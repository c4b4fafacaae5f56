"""The page for any question, with a local server."""
