"""One act, one module."""
