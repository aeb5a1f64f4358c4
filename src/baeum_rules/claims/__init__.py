"""Claims of the credit bank: the path of each kind, windows, fees, evidence. Pure: facts in, answers out.

Whom a claim is before, until when, and what it leads to stands in ``path.py`` alone.
"""
