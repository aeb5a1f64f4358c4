"""Lines of the table of permissions, one file a context."""
