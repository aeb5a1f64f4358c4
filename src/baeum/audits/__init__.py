"""All accounts at once: ledgers exported, cached audits kept up with ledgers and law."""
