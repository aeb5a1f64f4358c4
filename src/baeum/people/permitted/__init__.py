"""The lines of the table of permissions that a context keeps for itself."""
