"""What is done in accreditation: one act, one file."""
