"""What can be done in counselling: one act, one file."""
