"""The first lines of an answer: its ruling in words, by the kind of question."""
