"""A PostgreSQL of our own for a checkout: found, made, started, watched and stopped. No framework is needed.

``Cluster(folder).use()`` is the door; ``roles.prepare`` makes the three roles on any server.
docs/operate/database.md tells it for operators, docs/decisions/0006-embedded-postgresql.md why it is so.
"""
