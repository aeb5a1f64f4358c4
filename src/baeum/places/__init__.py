"""Places and offices: a dated tree from the ministry down to an institution."""
