"""What is still to be taken for a degree: the provably best plans from what is offered (design: issue 5).

Data in, data out, as in ``baeum_rules.recognition``: no clock, no network, no database.
"""
