"""Games: a crisis played move by move, with a sheet for every player."""
