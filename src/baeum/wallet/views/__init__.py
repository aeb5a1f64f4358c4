"""The learner's pages, and what wallets call."""
