"""Claims of the credit bank: from learner registration over decisions to the degree. See ``docs.md``."""
