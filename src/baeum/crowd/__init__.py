"""A crowd of sample learners with accounts, for demonstrations and measurements. Nobody in it exists."""
