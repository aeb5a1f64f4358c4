"""Recognition from the ledger: the calculator's question, asked of what an account holds."""
