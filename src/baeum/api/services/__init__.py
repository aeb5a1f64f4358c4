"""What can be done about clients: register, revoke, give a token."""
