"""The learning account: who opened it, what it says, who vouched, and nothing ever changed in place."""
