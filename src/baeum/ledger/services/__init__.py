"""What is done to an account, one act a file."""
