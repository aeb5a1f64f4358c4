"""What is asked of recognition, one act a file."""
