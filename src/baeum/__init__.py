"""Serves: commands, pages and documents around the decisions of ``baeum_rules``."""

__version__ = "0.1.0"
