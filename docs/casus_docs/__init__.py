"""The documentation site: hand-written pages beside pages made from the corpus, the docstrings and the commands."""
