"""Accreditation of courses as rules: who may do what when, how sheets become a result, validity, inspections.

No database and no clock: facts in, decision out.
"""
