"""What is done to courses: one act, one file."""
