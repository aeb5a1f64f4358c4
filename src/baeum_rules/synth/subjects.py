"""Which subject a record is of: no two of a learner alike, unless that is the conflict."""

from __future__ import annotations

import numpy as np

from baeum_rules.recognition.fields import LETTERS

from . import conflicts
from .draws import Draws, Flags, Numbers
from .people import People, Setup
from .rows import SOURCES, Rows
from .vocabulary import OTHER, SPELLINGS

STEPS = (307, 311, 313, 317, 331, 337, 347, 349)  # primes greater than any list: each walks all of it


def add_subjects(draws: Draws, people: People, rows: Rows, setup: Setup) -> None:
    """Fill ``subject`` of the records with a kind, by a walk through each list of the learner's major."""
    vocabulary = setup.vocabulary
    sizes = vocabulary.sizes[people.major]
    nth = np.zeros(len(rows.owner), np.int32)
    for kind in range(OTHER):
        mine = rows.kind == kind
        place = nth_of(rows, mine)
        used_up = mine & (place >= sizes[:, kind][rows.owner])
        nth[mine] = place[mine]
        rows.kind[used_up] = OTHER  # a list that is used up is followed by the other subjects
    mine = rows.kind == OTHER
    nth[mine] = nth_of(rows, mine)[mine]
    at = np.flatnonzero(rows.kind >= 0)
    kinds, owner = rows.kind[at], rows.owner[at]
    step = np.array(STEPS, np.int32)[draws.between(0, len(STEPS) - 1, people.count)]
    start = draws.between(0, 1 << 14, people.count)
    lists = people.major[owner] * (OTHER + 1) + kinds
    spot = (start[owner] + nth[at] * step[owner]) % vocabulary.sizes.ravel()[lists]
    subject = vocabulary.pools.ravel()[lists * vocabulary.pools.shape[2] + spot]
    other = draws.chance(setup.marginals.share("accredited.other_spelling"), len(at))
    spelling = np.where(other, draws.between(1, SPELLINGS - 1, len(at)), 0)
    rows.put("subject", at, subject * SPELLINGS + spelling)
    _repeat_in_school(draws, rows, setup)
    _retake(draws, rows, setup)
    _double(draws, people, rows)
    _change_class(draws, people, rows, setup)


def nth_of(rows: Rows, mine: Flags) -> Numbers:
    """How many of the learner's records that are ``mine`` stand before each record."""
    before = np.cumsum(mine, dtype=np.int32) - mine
    firsts = before[np.minimum(rows.starts, max(len(before) - 1, 0))] if len(before) else before
    return (before - firsts[rows.owner]).astype(np.int32)


def _repeat_in_school(draws: Draws, rows: Rows, setup: Setup) -> None:
    """A school's course taken under the same name once more counts each time (guide.accredited.cautions)."""
    at, _, place = rows.groups["schools"]
    again = draws.chance(setup.marginals.share("school.repeated_in_school"), len(at)) & (place > 0)
    rows.put("subject", at[again], rows.columns["subject"][at[again] - 1])


def _retake(draws: Draws, rows: Rows, setup: Setup) -> None:
    """Some of the school's courses that were failed were taken again next."""
    at, _, _ = rows.groups["schools"]
    letter, score = (rows.columns[name][at] for name in ("letter", "score"))
    failed = (letter == LETTERS.index("F")) | ((score >= 0) & (score < setup.limits.passed))
    failed[:-1] &= rows.owner[at[:-1]] == rows.owner[at[1:]]
    failed[-1:] = False
    failed[:-1] &= ~rows.pinned[at[1:]]
    failed &= draws.chance(setup.marginals.share("school.retaken"), len(at))
    rows.put("subject", at[failed] + 1, rows.columns["subject"][at[failed]])
    rows.put("retake_of", at[failed] + 1, rows.place[at[failed]])


def _double(draws: Draws, people: People, rows: Rows) -> None:
    """Give a course in a term the subject of another one, or of a course at school."""
    doubled = np.flatnonzero(conflicts.has(people, conflicts.DUPLICATE))
    at, _, _ = rows.groups["terms"]
    first = np.zeros(people.count, np.int64)
    first[rows.groups["terms"][1][::-1]] = at[::-1]
    one, other = first[doubled], first[doubled] + 1
    school = (people.schools[doubled] > 0) & draws.chance(0.4, len(doubled))
    one = np.where(school, rows.starts[doubled], one)
    spelling = draws.between(0, SPELLINGS - 1, len(doubled))
    subject = rows.columns["subject"]
    subject[other] = subject[one] // SPELLINGS * SPELLINGS + spelling
    rows.pinned[one] = rows.pinned[other] = True


def _change_class(draws: Draws, people: People, rows: Rows, setup: Setup) -> None:
    """Some had a compatible subject counted as liberal arts."""
    at = np.flatnonzero(rows.columns["source"] == SOURCES.index("accredited_course"))
    owner = rows.owner[at]
    compatible = setup.vocabulary.compatible[people.major[owner], rows.columns["subject"][at] // SPELLINGS]
    share = setup.marginals.share("accredited.class_changed")
    changed = compatible & draws.chance(share, len(at)) & ~people.second[owner]
    rows.put("class", at[changed], 2)
