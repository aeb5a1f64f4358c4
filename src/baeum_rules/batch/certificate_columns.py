"""The certificates that learners hold, met one by one: what the table says of each title."""

from __future__ import annotations

from typing import Any

import numpy as np

from baeum_rules.certificates import CertificateTable, Entry

from .codes import Codes
from .columns import Certificates, Int8, Int32
from .compiling import compiled
from .filling import place_of

UNBOUNDED = -1


class CertificatesMet:
    """Every title met so far. ``titles``: codes of names of today; ``jobs``: codes of jobs."""

    def __init__(self, table: CertificateTable) -> None:
        self._table = table
        self.titles, self._jobs, self._entries = Codes(), Codes(), Codes()
        self._numbers: list[tuple[int, ...]] = []
        self._met: dict[str, int] = {}
        self._facts: list[tuple[int, int, int]] = []  # entry, excluded, title of today
        self._built: tuple[Int32, Int8, Int32] | None = None
        self._columns: Certificates | None = None

    def of(self, name: str) -> int:
        """The place of a title as it was written (trimmed, NFC)."""
        found = self._met.get(name)
        if found is None:
            found = self._met[name] = len(self._facts)
            meaning = self._table.resolve(name)
            entry = meaning.entry
            place = -1 if entry is None else self._place(entry)
            today = self.titles.of(name if entry is None else entry.name)
            self._facts.append((place, int(meaning.excluded is not None), today))
        return found

    def facts(self) -> tuple[Int32, Int8, Int32]:
        """Of each title met: place in the columns (-1 unknown), whether excluded, code of its name today."""
        if self._built is None or len(self._built[0]) != len(self._facts):
            table = np.array(self._facts, np.int32).reshape(-1, 3)
            self._built = (
                np.ascontiguousarray(table[:, 0]),
                table[:, 1].astype(np.int8),
                np.ascontiguousarray(table[:, 2]),
            )
        return self._built

    def columns(self) -> Certificates:
        """The entries met."""
        if self._columns is None or len(self._columns.credits) != len(self._numbers):
            table = np.array(self._numbers, np.int32).reshape(-1, 5)
            self._columns = Certificates(*(np.ascontiguousarray(column) for column in table.T))
        return self._columns

    def _place(self, entry: Entry) -> int:
        place = self._entries.of(entry.name)
        if place == len(self._numbers):
            self._numbers.append(
                (
                    entry.credits,
                    entry.credits_before,
                    entry.valid_from.toordinal() if entry.valid_from else UNBOUNDED,
                    entry.valid_until.toordinal() if entry.valid_until else UNBOUNDED,
                    self._jobs.of(entry.job_key or entry.name),
                )
            )
        return place


@compiled
def fill_certificates(
    start: Any, curriculum: Any, codes: Any, facts: Any, links: Any, place: Any, excluded: Any, linked: Any
) -> None:
    """What is known of the certificate of each record, of which ``codes`` says the title, -1 none.

    ``links``: the table of (curriculum, title of today) that are linked.
    """
    places, is_excluded, today = facts
    for learner in range(start.size - 1):
        high = np.int64(curriculum[learner]) << 32
        for row in range(np.uint64(start[learner]), np.uint64(start[learner + 1])):
            code = codes[row]
            if code < 0:
                place[row], excluded[row], linked[row] = -1, 0, 0
                continue
            place[row], excluded[row] = places[code], is_excluded[code]
            linked[row] = high >= 0 and place_of(links, high | np.int64(today[code])) >= 0
