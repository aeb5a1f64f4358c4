"""One look over a learner's records: which limits could forbid anything, and what all of them come to.

Most learners are below every limit. What one look sums up, by semester, institution, duplicate key and so on,
tells them apart: their constraints are never laid. A limit is taken as the least it ever was, and two keys
that share a place of a table as one, so that a limit may seem to bind where it does not, never the reverse.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from baeum_rules.curricula import DEGREES
from baeum_rules.recognition.classes import GENERAL, REQUIRED
from baeum_rules.recognition.codes import (
    ACCREDITED,
    BDES_EXAM,
    BDES_EXEMPTION,
    CERTIFICATE,
    HERITAGE,
    PART_TIME,
)
from baeum_rules.recognition.codes import UNIVERSITY as OF_A_UNIVERSITY
from baeum_rules.recognition.numbers import (
    BDES_LIMIT,
    CERTIFICATE_JOB_LIMIT,
    CERTIFICATE_LIMIT,
    CERTIFICATE_UNLINKED_LIMIT,
    HERITAGE_ITEM_LIMIT,
    INSTITUTION_LIMIT,
    LIFELONG_SHARE,
    LIFELONG_SHARE_OF,
    PART_TIME_SEMESTER,
    PART_TIME_YEAR,
    SCHOOL_LIMIT,
    WINDOW_SEMESTER_LIMIT,
    WINDOW_YEAR_LIMIT,
    Numbers,
)

from .grouping import NO_KEY, at
from .making import compiled, written_in
from .places import MOST_RECORDS, MOST_TOGETHER, PLACES_OF_KEYS, Column

# what one look finds: kinds of limits that could bind; whether a course retakes another; all else that keeps
# from taking everything at once; a record to take that is refused; one that waits for a subcommittee
SEMESTERS, YEARS, INSTITUTIONS, SCHOOLS, PART_TIMES, DUPLICATES, CERTIFICATES, STAGES, ITEMS, GROUPS = (
    1 << place for place in range(10)
)
RETAKES, UNUSUAL, REFUSED_TAKE, WAITS = (1 << place for place in range(10, 14))
TO_WEIGH = (1 << 12) - 1  # all but the last two

# The tally of a learner. Cleared for each: credits by classes open (16 places), and other sums
BY_CLASSES, ELIGIBLE, SUM_EIGHTEEN, SUM_UNIVERSITY, MET, HOLDS, GROUPS_MET, CERTIFIED, UNLINKED, HERITAGES = (
    0,
    *range(16, 25),
)
CLEARED, NUMBER = 25, 31  # the number of the learner
# Tables by a key's last bits. An entry of an earlier learner is less than ``base`` of this one
BY_SEMESTER, BY_YEAR, BY_INSTITUTION, BY_STAGE, BY_KIND, BY_SCHOOL = 32, 544, 800, 1056, 1064, 1072
BY_SCHOOL_YEAR, BY_LIFELONG, LIFELONG_ROOM, HASHED = 1328, 1584, 1840, 2096
BY_KEY, BY_JOB, BY_CHAIN, TALLY = range(HASHED, HASHED + 4 * PLACES_OF_KEYS, PLACES_OF_KEYS)
LEARNER = 32  # base: the number, above so many bits
LIMITED = 1 << 24  # beside a sum: a limited source counts there
MOST_ROOM = 1 << 20

LIMITED_SOURCES = 1 << ACCREDITED | 1 << PART_TIME | 1 << BDES_EXEMPTION
IN_WINDOWS = LIMITED_SOURCES | 1 << OF_A_UNIVERSITY
OF_INSTITUTIONS = 1 << ACCREDITED | 1 << BDES_EXEMPTION
OF_EIGHTEEN = 1 << ACCREDITED | 1 << PART_TIME
HOLDERS_GOAL, HOLDER_ROLE = 2 * DEGREES.index("bachelor"), 0


def least_of(numbers: Numbers) -> Any:
    """The least that each number of the law ever was, by name; of what divides a share, the greatest."""
    least = np.empty(len(numbers.first), np.int64)
    ends = [*numbers.first[1:], len(numbers.value)]
    for name, (first, end) in enumerate(zip(numbers.first, ends, strict=True)):
        values = numbers.value[first : end - 1]
        least[name] = values.max() if name == LIFELONG_SHARE_OF else values.min()
    return least


@compiled
def add(tally: Column, place: int, base: int, amount: int) -> int:
    """Adds to an entry of a table; returns what stands there then, without the learner."""
    found = max(tally[place], base) + amount
    tally[place] = found
    return found - base


@compiled
def is_met(tally: Column, table: int, base: int, key: int) -> bool:
    """Whether a key was met before by this learner; it is now. ``table``: of PLACES_OF_KEYS places."""
    place = key & PLACES_OF_KEYS - 1
    while tally[table + place] >= base:
        if tally[table + place] == base + key:
            return True
        place = place + 1 & PLACES_OF_KEYS - 1
    tally[table + place] = base + key
    return False


@compiled
def add_windows(tally: Column, least: Column, base: int, window: int, source: int, credits: int) -> int:
    """A record in its semester and year: the limits that may be passed, where a limited source counts."""
    if not IN_WINDOWS >> source & 1:
        return 0
    amount = credits
    limited = LIMITED_SOURCES >> source & 1
    found = 0
    place = BY_SEMESTER + (window & 511)
    sum_of = max(tally[place], base) + amount | limited * LIMITED
    tally[place] = sum_of
    if sum_of & LIMITED and (sum_of & LIMITED - 1) > least[WINDOW_SEMESTER_LIMIT]:
        found |= SEMESTERS
    place = BY_YEAR + (window >> 1 & 255)
    sum_of = max(tally[place], base) + amount | limited * LIMITED
    tally[place] = sum_of
    if sum_of & LIMITED and (sum_of & LIMITED - 1) > least[WINDOW_YEAR_LIMIT]:
        found |= YEARS
    return found


@compiled
def add_certificate(tally: Column, least: Column, base: int, goal: int, classes: int, job: int) -> int:
    """A certificate: how many, how many not linked, one a job."""
    tally[CERTIFIED] += 1
    passed = tally[CERTIFIED] > least[CERTIFICATE_LIMIT + goal]
    if classes == GENERAL:
        tally[UNLINKED] += 1
        passed |= tally[UNLINKED] > least[CERTIFICATE_UNLINKED_LIMIT]
    if job != NO_KEY:
        passed |= is_met(tally, BY_JOB, base, job) or least[CERTIFICATE_JOB_LIMIT] < 1
    return CERTIFICATES if passed else 0


@compiled
def add_lifelong(
    tally: Column, least: Column, base: int, institution: int, window: int, credits: int, standard: int
) -> int:
    """A part-time course under the Lifelong Education Act: half of the smallest standard of its semester."""
    room = standard * least[LIFELONG_SHARE] // max(least[LIFELONG_SHARE_OF], 1)
    place = (institution << 4) + window & 255
    total = add(tally, BY_LIFELONG + place, base, credits)
    # the smallest room is kept as the greatest that is taken away
    room = min(max(room, 0), MOST_ROOM)
    tally[LIFELONG_ROOM + place] = max(tally[LIFELONG_ROOM + place], base + MOST_ROOM - room)
    return PART_TIMES if total > MOST_ROOM - (tally[LIFELONG_ROOM + place] - base) else 0


@compiled
def add_part_time(
    tally: Column, numbers: Numbers, base: int, institution: int, window: int, credits: int, day: int
) -> int:
    """A part-time course under the Higher Education Act; none is limited where the law has no number."""
    found = 0
    place = (institution << 4) + window & 255
    limit = at(numbers, PART_TIME_SEMESTER, day)
    if limit >= 0 and add(tally, BY_SCHOOL + place, base, credits) > limit:
        found = PART_TIMES
    place = (institution << 4) + (window >> 1) & 255
    limit = at(numbers, PART_TIME_YEAR, day)
    if limit >= 0 and add(tally, BY_SCHOOL_YEAR + place, base, credits) > limit:
        found = PART_TIMES
    return found


@compiled
def add_rest(tally: Column, least: Column, base: int, source: int, credits: int, code: int) -> int:
    """A record whose source has a limit of its own: a school's kind, a stage or an item is its ``code``."""
    found = 0
    if source == OF_A_UNIVERSITY:
        if 0 <= code < 3 and add(tally, BY_KIND + code, base, credits) > least[SCHOOL_LIMIT + code]:
            found = SCHOOLS
    elif source in (BDES_EXAM, BDES_EXEMPTION):
        stage = code - 1 & 3
        if add(tally, BY_STAGE + stage, base, credits) > least[BDES_LIMIT + stage]:
            found = STAGES
    elif source == HERITAGE:
        tally[HERITAGES] += 1
        if tally[HERITAGES] > least[HERITAGE_ITEM_LIMIT]:
            found = ITEMS
    return found


@compiled
def add_group(tally: Column, group: int) -> int:
    """A record of a group of substitutes that may count as major_required; none is in two groups."""
    if group < NO_KEY:
        return UNUSUAL
    bit = 1 << (group & 63)
    found = GROUPS if tally[GROUPS_MET] & bit else 0
    tally[GROUPS_MET] |= bit
    return found


@written_in
def look_at_own(  # noqa: PLR0913, PLR0917  columns, each of its own
    tally: Any,
    records: Any,
    certificates: Any,
    judged: Any,
    numbers: Any,
    least: Any,
    base: int,
    half: int,
    goal: int,
    i: int,
) -> int:
    """A record that is no accredited course: which limits of its source could bind."""
    source, credits, found = int(records.source[i]), int(judged.credits[i]), 0
    if source == CERTIFICATE:
        job = certificates.job[records.certificate[i]] if records.certificate[i] >= 0 else NO_KEY
        found = add_certificate(tally, least, base, goal, int(judged.classes[i]), int(job))
    elif source == PART_TIME:
        institution = int(records.institution[i])
        if records.basis[i] == 0:
            day = int(records.completed_on[i])
            found = add_part_time(tally, numbers, base, institution, half, credits, day)
        elif records.basis[i] == 1:
            standard = int(records.semester_standard[i])
            found = add_lifelong(tally, least, base, institution, half, credits, standard)
    elif source == OF_A_UNIVERSITY:
        found = add_rest(tally, least, base, source, credits, int(records.school_kind[i]))
    else:
        found = add_rest(tally, least, base, source, credits, int(records.stage[i]))
        if source == HERITAGE and goal == HOLDERS_GOAL and records.role[i] == HOLDER_ROLE:
            tally[HOLDS] = 1
    return found


@written_in
def look_at(tally: Any, records: Any, judged: Any, least: Any, base: int, degree: int, i: int) -> int:
    """An eligible record: which limits could bind that hold for records of several sources."""
    source, credits = int(records.source[i]), int(judged.credits[i])
    classes, key = int(judged.classes[i]), int(records.key[i])
    found = DUPLICATES if key != NO_KEY and is_met(tally, BY_KEY, base, key) else 0
    tally[BY_CLASSES + classes] += credits
    if OF_INSTITUTIONS >> source & 1:
        total = add(tally, BY_INSTITUTION + (int(records.institution[i]) & 255), base, credits)
        found |= INSTITUTIONS if total > least[INSTITUTION_LIMIT + degree] else 0
    if OF_EIGHTEEN >> source & 1:
        tally[SUM_EIGHTEEN] += credits
    if records.required[i] >= 0:
        tally[MET] |= 1 << int(records.required[i])
    if records.substitutes[i] != NO_KEY and classes & REQUIRED:
        found |= add_group(tally, int(records.substitutes[i]))
    return found


@written_in
def look_over(  # noqa: PLR0913, PLR0917  columns, each of its own
    tally: Any,
    learners: Any,
    records: Any,
    certificates: Any,
    judged: Any,
    numbers: Any,
    least: Any,
    window: Any,
    one: int,
) -> int:
    """What could bind, the tally being filled; ``least``: of ``least_of``, ``window``: semesters by day."""
    for place in range(CLEARED):
        tally[place] = 0
    tally[NUMBER] += 1
    found, count, base = 0, 0, tally[NUMBER] << LEARNER
    degree, university, first_day = int(learners.degree[one]), learners.university[one], window[0]
    goal = 2 * degree + int(learners.route[one])
    # places without a sign: such an index is never counted from the end
    for i in range(np.uint64(records.start[one]), np.uint64(records.start[one + 1])):
        refused, credits, classes = judged.refused[i] != 0, int(judged.credits[i]), judged.classes[i]
        found |= WAITS if judged.pending[i] else 0
        found |= REFUSED_TAKE if refused and records.choice[i] == 1 else 0
        found |= RETAKES if records.retake_of[i] >= 0 else 0
        if refused:
            continue
        count += 1
        if count > MOST_RECORDS or credits <= 0 or credits > MOST_TOGETHER or classes <= 0:
            found |= UNUSUAL
            continue
        half = window[records.completed_on[i] - first_day]
        found |= add_windows(tally, least, base, half, int(records.source[i]), credits)
        found |= look_at(tally, records, judged, least, base, degree, i)
        if university >= 0 and records.institution[i] == university:
            tally[SUM_UNIVERSITY] += credits
        if records.source[i] != ACCREDITED:
            found |= look_at_own(tally, records, certificates, judged, numbers, least, base, half, goal, i)
    tally[ELIGIBLE] = count
    return found
