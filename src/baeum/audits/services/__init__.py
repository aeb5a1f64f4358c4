"""What is done with all accounts, one act a file."""
