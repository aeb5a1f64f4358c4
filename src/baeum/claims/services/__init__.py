"""The acts of claims, one a file."""
