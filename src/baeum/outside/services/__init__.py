"""One file an act."""
