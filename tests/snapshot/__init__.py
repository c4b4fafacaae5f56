"""What the engine says of every case, every scenario and sixty pairs of states: one file a question, to be read."""
