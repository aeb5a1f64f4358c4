"""The audit of many learners at once, as columns: Arrow in, Arrow out (docs/reference/batch.md).

Needs the extra ``batch`` (numpy, numba, pyarrow). ``baeum_rules.recognition``, the audit of one case, never
imports from here.
"""
