"""People, how they sign in, what they are appointed to, and who looked at whom."""
