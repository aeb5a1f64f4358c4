"""Search of courses: words to terms, terms to conditions, stages until something is found."""
