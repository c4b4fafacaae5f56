"""Games: a crisis told move by move, and a sheet for every player."""
