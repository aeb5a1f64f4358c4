"""What an officer does at the desk, one act a file."""
