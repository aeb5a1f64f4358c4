"""An independent reading of the credit recognition model, to check the engine against.

Nothing here imports the engine. `brute` solves tiny cases by enumeration, `cpsat` solves large ones
with a constraint solver, `cases` makes random valid cases.
"""
