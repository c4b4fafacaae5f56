"""Reading a sentence: a lattice of words, a chart of everything that they may say, frames, and the slots of a question."""
