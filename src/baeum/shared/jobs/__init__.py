"""Background jobs: kept in our PostgreSQL, run by ``baeum worker``, put back where a worker was killed.

A job is a function of ids in ``<package>/jobs.py``. It may run more than once, so what it does twice must be
the same as what it does once.
"""
