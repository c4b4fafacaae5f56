"""The page for any question, on a server of its own on this machine."""
