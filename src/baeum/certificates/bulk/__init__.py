"""Completions issued in bulk: which line each row of a file means, what is kept of the file meanwhile."""
