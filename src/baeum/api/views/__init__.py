"""The pages of the API: its description, its problems, and the clients of an office."""
