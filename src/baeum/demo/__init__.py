"""Examples: made-up people and offices, and a page to sign in as any of them. Only where BAEUM_DEMO=1."""
