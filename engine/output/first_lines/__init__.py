"""The first lines of an answer: the words of its ruling, by what is asked about."""
