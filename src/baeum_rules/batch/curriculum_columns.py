"""The curricula that learners aim at, met one by one: what each says of a subject and of a certificate."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from baeum_rules.certificates import CertificateTable
from baeum_rules.recognition import find_curriculum, read
from baeum_rules.recognition.case import VERSION, Case, Curriculum
from baeum_rules.recognition.classes import CurriculumKeys
from baeum_rules.recognition.document import TextFault, parse
from baeum_rules.recognition.names import duplicate_key

from .codes import UNREADABLE, Codes
from .columns import Curricula
from .compiling import compiled
from .filling import EMPTY, build_table, slot_of

NOWHERE = -1  # in no substitutes group, no required subject
IN_SEVERAL = -2
NOTHING = (-1, 0, 0, NOWHERE, NOWHERE)  # what is said of a subject that a curriculum does not name
CODE = 0xFFFFFFFF
MOST_CELLS = 1 << 22  # curricula times subjects that are laid out in one table

Entries = npt.NDArray[np.int64]


class Lookup(NamedTuple):
    """A table of (curriculum, code) and the row of ``facts`` that each leads to."""

    table: Entries
    facts: npt.NDArray[np.int32]


class Subjects(NamedTuple):
    """By curriculum and code of a subject the row of ``facts``, whose last row is of a subject not named.

    A code beyond the table is named by no curriculum.
    """

    table: npt.NDArray[np.int32]
    facts: npt.NDArray[np.int32]


class CurriculaMet:
    """Every curriculum met so far, each a place; ``subjects``: codes of duplicate keys."""

    def __init__(self, subjects: Codes, titles: Codes, certificates: CertificateTable) -> None:
        self._subjects, self._titles, self._certificates = subjects, titles, certificates
        self._numbers: list[tuple[int, int, int]] = []
        self._entries: dict[int, tuple[int, ...]] = {}
        self._linked: dict[int, tuple[int, ...]] = {}
        self._built: tuple[int, Subjects | Lookup, Lookup] | None = None
        self._columns: Curricula | None = None

    def __len__(self) -> int:
        return len(self._numbers)

    def of_major(self, major: str) -> int:
        """The place of the curriculum shipped for a major; UNREADABLE where there is none."""
        found = find_curriculum(major)
        return UNREADABLE if found is None else self._add(found)

    def of_text(self, text: str) -> int | None:
        """The place of a curriculum given as JSON; None where that is null, UNREADABLE with faults."""
        given = parse(text)
        if given is None:
            return None
        if isinstance(given, TextFault) or not isinstance(given, dict):
            return UNREADABLE
        goal = {"degree": "bachelor", "route": "first", "major": "-", "curriculum": given}
        case = read({"version": VERSION, "as_of": "2000-01-01", "goal": goal, "learner": {}, "choices": {}})
        return self._add(case.goal.curriculum) if isinstance(case, Case) else UNREADABLE

    def columns(self) -> Curricula:
        """What each curriculum needs."""
        if self._columns is None or len(self._columns.subjects) != len(self):
            table = np.array(self._numbers, np.int32).reshape(-1, 3)
            self._columns = Curricula(*(np.ascontiguousarray(column) for column in table.T))
        return self._columns

    def lookups(self) -> tuple[Subjects | Lookup, Lookup]:
        """The tables of subjects and of linked certificates."""
        if self._built is None or self._built[0] != len(self):
            subjects = _laid_out(self._entries, len(self)) or _built(self._entries, 5)
            self._built = (len(self), subjects, _built(self._linked, 0))
        return self._built[1:]

    def _add(self, curriculum: Curriculum) -> int:
        place, known = len(self), CurriculumKeys(curriculum)
        credits, core = curriculum.required_credits, curriculum.core_count
        count = len(known.required)
        needed = count if core is None else min(count, core)
        self._numbers.append((-1 if credits is None else credits, needed, count))
        required = {key: at for at, key in enumerate(known.required)}
        for name in _names(curriculum):
            key = known.keys.of(name)
            groups = [number for number, keys in enumerate(known.substitutes) if key in keys]
            self._entries[place << 32 | self._subjects.of(duplicate_key(name))] = (
                self._subjects.of(key),
                known.class_of(key),
                int(known.is_compatible(key)),
                required.get(key, NOWHERE),
                NOWHERE if not groups else groups[0] if len(groups) == 1 else IN_SEVERAL,
            )
        for name in curriculum.linked_certificates:
            entry = self._certificates.resolve(name).entry
            self._linked[place << 32 | self._titles.of(entry.name if entry else name)] = ()
        return place


def _names(curriculum: Curriculum) -> set[str]:
    """Every subject name that a curriculum says something of."""
    lists = (curriculum.required, curriculum.elective, curriculum.liberal, curriculum.compatible)
    return {name for names in (*lists, *curriculum.substitutes, *curriculum.equivalents) for name in names}


def _laid_out(entries: dict[int, tuple[int, ...]], curricula: int) -> Subjects | None:
    """A table of all curricula and subjects; None where that would be large."""
    keys = np.fromiter(entries, np.int64, len(entries))
    width = int((keys & CODE).max(initial=0)) + 1
    if curricula * width > MOST_CELLS:
        return None
    table = np.full((curricula, width), len(entries), np.int32)
    table[keys >> 32, keys & CODE] = np.arange(len(entries))
    facts = np.array([*entries.values(), NOTHING], np.int32)
    return Subjects(table, facts)


def _built(entries: dict[int, tuple[int, ...]], width: int) -> Lookup:
    size = 1 << (4 * len(entries) + 1).bit_length()
    facts = np.array(list(entries.values()), np.int32).reshape(len(entries), width)
    table = np.zeros((size, 2), np.int64)
    build_table(np.fromiter(entries, np.int64, len(entries)), table)
    return Lookup(table, facts)


@compiled
def take_subjects(
    start: Any, curriculum: Any, codes: Any, lookup: Any, key: Any, listed: Any, compatible: Any, others: Any
) -> None:
    """As ``fill_subjects``, from a table of all curricula and subjects."""
    table, facts = lookup
    required, substitutes = others
    nothing = np.uint64(facts.shape[0] - 1)
    for learner in range(start.size - 1):
        place = np.int64(curriculum[learner])
        known = table[max(place, 0)]
        width = np.uint64(known.size if place >= 0 else 0)
        for row in range(np.uint64(start[learner]), np.uint64(start[learner + 1])):
            code, fact = codes[row], nothing
            if np.uint64(code) < width:  # below 0 it is a great number without its sign
                fact = np.uint64(known[np.uint64(code)])
            said = facts[fact]
            key[row] = code if fact == nothing else said[0]
            listed[row], compatible[row] = said[1], said[2]
            required[row], substitutes[row] = said[3], said[4]


@compiled
def fill_subjects(
    start: Any, curriculum: Any, codes: Any, lookup: Any, key: Any, listed: Any, compatible: Any, others: Any
) -> None:
    """What the learner's curriculum says of each subject; ``others``: required place and substitutes group.

    A subject that the curriculum does not name keeps its own key and is nothing in it.
    """
    table, facts = lookup
    required, substitutes = others
    size = table.shape[0]
    for learner in range(start.size - 1):
        high = np.int64(curriculum[learner]) << 32
        for row in range(start[learner], start[learner + 1]):
            key[row] = codes[row]
            listed[row] = compatible[row] = 0
            required[row] = substitutes[row] = NOWHERE
            if codes[row] < 0 or high < 0:
                continue
            wanted = high | codes[row]
            slot = slot_of(wanted, size)
            while table[slot, 0] != EMPTY:
                if table[slot, 0] == wanted + 1:
                    fact = table[slot, 1]
                    key[row], listed[row], compatible[row] = facts[fact, 0], facts[fact, 1], facts[fact, 2]
                    required[row], substitutes[row] = facts[fact, 3], facts[fact, 4]
                    break
                slot = (slot + 1) & (size - 1)
