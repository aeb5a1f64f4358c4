"""The oracle with the certificates of synthetic learners: its own table holds only those of its own cases.

Rows and old titles are facts of the law data; what follows from them stays the oracle's. Imports neither the
engine nor a solver, so that any environment can use it.
"""

from __future__ import annotations

from typing import Any

from tests.oracle import brute_tables

Table = dict[str, list[Any] | None]  # title as written -> title of today, credits now and before, job


def know(table: Table) -> None:
    """Add rows to the table of the oracle; a title that leads nowhere is left unknown."""
    for name, row in table.items():
        if row is not None:
            today, now, before, job = row
            brute_tables.RENAMED[name] = today
            brute_tables.CERTIFICATE[today] = brute_tables.Certificate(now, before, tuple(job))
