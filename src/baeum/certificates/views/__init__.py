"""The public pages of issued documents, and what machines fetch."""
