"""What is decided about courses: fields, legal bases, the state of an offering."""
