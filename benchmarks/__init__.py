"""Measurements, not tests: each prints a ratio against something run beside it (README.md)."""
