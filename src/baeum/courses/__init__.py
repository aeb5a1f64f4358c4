"""Institutions, their courses and what they offer, and which of it is accredited."""
