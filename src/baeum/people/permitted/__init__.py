"""The lines of the table of permissions, a file for each context."""
