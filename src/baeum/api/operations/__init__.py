"""The operations of the API, one file for what belongs together."""
