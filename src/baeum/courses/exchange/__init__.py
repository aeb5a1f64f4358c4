"""Courses in and out as they are published: the national open standard, the list of vocational training."""
