"""Records outside the terms: certificates, examinations and exemption courses of the BDES, heritage."""

from __future__ import annotations

import numpy as np

from baeum_rules.recognition.fields import CLASSES

from . import conflicts
from .draws import Draws, Numbers
from .marginals import day_of, days_after
from .people import People, Setup
from .rows import BEST, LEVELS, ROLES, Rows
from .vocabulary import ELECTIVE, LIBERAL

STEPS = (17, 19, 23, 29, 31, 37)  # primes greater than any number of jobs of a major


class Held:
    """How many certificates: unlinked, linked, sibling (a second one of a job), never (not recognised)."""

    def __init__(self, draws: Draws, people: People, setup: Setup) -> None:
        marginals, n = setup.marginals, people.count
        jobs = setup.vocabulary.jobs
        groups = np.array([len(one.members) for one in jobs], np.int32)[people.major]
        shared = np.array([len(one.shared) for one in jobs], np.int32)[people.major]
        number = people.certificates
        unlinked = draws.chance(marginals.share("certificates.unlinked"), n) & (number > 0)
        unlinked |= number > groups
        self.unlinked = unlinked.astype(np.int32)
        self.linked = number - self.unlinked
        self.sibling = np.zeros(n, np.int32)
        self.never = draws.chance(marginals.share("certificates.craftsman"), n).astype(np.int32)
        wants = conflicts.has(people, conflicts.CERTIFICATE)
        way = draws.between(0, 2, n)
        limit = setup.limits.certificates[people.degree, people.second.astype(np.int32)]
        job = wants & (way == 0) & (shared > 0)
        self.sibling[job] = 1
        self.linked = np.where(job, np.maximum(self.linked, 1), self.linked)
        many = wants & ~job & np.where(people.second, groups > limit, (way == 1) & (groups >= limit))
        self.linked = np.where(many, limit + people.second, self.linked).astype(np.int32)
        self.unlinked = np.where(many & ~people.second, 1, self.unlinked)
        rest = wants & ~job & ~many
        self.unlinked = np.where(rest, 2 + (draws.between(0, 3, n) == 0), self.unlinked).astype(np.int32)
        self.total = self.unlinked + self.linked + self.sibling + self.never


def add_certificates(draws: Draws, people: People, rows: Rows, held: Held, setup: Setup) -> None:
    """Fill the group ``certificates``: linked ones first, no two of a job unless that is the conflict."""
    at, owner, place = rows.groups["certificates"]
    vocabulary, marginals = setup.vocabulary, setup.marginals
    rows.source(at, "certificate")
    name = np.empty(len(at), np.int32)
    step = np.array(STEPS, np.int32)[draws.between(0, len(STEPS) - 1, people.count)]
    start = draws.between(0, 1 << 20, people.count)
    popular = draws.chance(marginals.share("certificates.popular_share"), people.count)
    member = draws.between(0, 1 << 20, len(at))
    for major, jobs in enumerate(vocabulary.jobs):
        mine = np.flatnonzero(people.major[owner] == major)
        whose, nth = owner[mine], place[mine]
        begin = start[whose]
        if len(jobs.shared):  # the first job of who has two certificates of one job is such a job
            sibling = held.sibling[whose] > 0
            begin = np.where(sibling, jobs.shared[begin % len(jobs.shared)], begin)
        linked = nth < held.linked[whose]
        job = (begin + np.where(linked, nth, 0) * step[whose]) % len(jobs.members)
        size = jobs.members[job]
        which = np.where(linked & (nth > 0), member[mine], start[whose] // 7) + (~linked)
        found = jobs.linked[job, which % size]
        other = nth - held.linked[whose] - held.sibling[whose]
        pool = np.where(popular[whose], len(jobs.popular), len(jobs.unlinked))
        spot = (start[whose] // 3 + np.maximum(other, 0)) % pool
        unlinked = np.where(
            popular[whose], jobs.popular[spot % len(jobs.popular)], jobs.unlinked[spot % len(jobs.unlinked)]
        )
        name[mine] = np.where(other >= 0, unlinked, found)
    last = place >= (held.total - held.never)[owner]
    name = np.where(last, vocabulary.never[draws.between(0, len(vocabulary.never) - 1, len(at))], name)
    old = draws.chance(marginals.share("certificates.old_title"), len(at))
    rows.put("name", at, np.where(old, vocabulary.old_titles[name], name))
    rows.put("completed_on", at, _acquired(draws, people, owner, setup))
    rows.pinned[at] = conflicts.has(people, conflicts.CERTIFICATE)[owner]


def _acquired(draws: Draws, people: People, owner: Numbers, setup: Setup) -> Numbers:
    """Days after school and an earlier degree, until now."""
    years = int(setup.marginals.share("certificates.years_before"))
    low = np.maximum(school_left(people) + 30, day_of(people.first_year - years, 0))
    low = np.where(people.second, np.maximum(low, people.conferred + 1), low)
    return draws.between(low[owner], setup.marginals.as_of, len(owner))


def school_left(people: People) -> Numbers:
    """The day of the high-school graduation: mid-February of the year of birth and nineteen."""
    return day_of(people.birth + 18, days_after("02-10"))


def add_examinations(draws: Draws, people: People, rows: Rows, setup: Setup) -> None:
    """Fill the groups ``exams`` and ``exemptions``: stages in turn, no stage with more than counts."""
    tables, stages = setup.marginals.tables["bdes"], np.cumsum(setup.limits.stage_passes)
    begins = np.concatenate(([0], stages))[draws.of(setup.marginals.shares["bdes.first_stage"], people.count)]
    crowded = conflicts.has(people, conflicts.STAGE)
    begins = np.where(crowded, 0, begins)
    days = np.array([days_after(day) for day in tables["days"]], np.int32)
    early = days > days_after("12-31")  # January and February stand at the end of a year that begins in March
    for group, source, before in (
        ("exams", "bdes_exam", np.zeros(people.count, np.int32)),
        ("exemptions", "bdes_exemption_course", people.exams),
    ):
        at, owner, place = rows.groups[group]
        stage = np.searchsorted(stages, (begins + before)[owner] + place, "right")
        stage = np.where(crowded[owner] & (group == "exams"), 0, np.minimum(stage, len(stages) - 1))
        rows.source(at, source)
        rows.put("stage", at, stage + 1)
        rows.kind[at] = np.where(stage == 0, LIBERAL, ELECTIVE)
        given = at[draws.chance(setup.marginals.share("school.committee"), len(at))]
        rows.put("committee_class", given, draws.between(0, len(CLASSES) - 1, len(given)))
        if group == "exams":
            year = draws.between(people.began[owner], int(tables["last_year"]), len(at))
            rows.put("completed_on", at, day_of(year - early[stage], days[stage]))
            rows.pinned[at] = crowded[owner]
        else:
            _exemption_courses(draws, people, rows, setup)


def _exemption_courses(draws: Draws, people: People, rows: Rows, setup: Setup) -> None:
    """In the first semester of the year before the terms, of institutions of their own."""
    at, owner, _ = rows.groups["exemptions"]
    vocabulary, n = setup.vocabulary, len(at)
    before = len(vocabulary.institutions) + len(vocabulary.colleges) + len(vocabulary.universities)
    home = draws.between(0, len(vocabulary.exempting) - 1, people.count)
    rows.put("institution", at, before + home[owner])
    rows.put("completed_on", at, day_of(people.first_year[owner] - 1, days_after("06-20")))
    bad = draws.chance(setup.marginals.share("accredited.failed"), n)
    passed = setup.limits.passed
    score = np.where(bad, draws.between(passed // 2, passed - 1, n), draws.between(passed, BEST, n))
    rows.put("score", at, score)
    rows.put("absence", at, draws.between(0, setup.limits.absent - 1, n))


def add_heritage(draws: Draws, people: People, rows: Rows, setup: Setup) -> None:
    """Fill the group ``heritage``."""
    at, owner, _ = rows.groups["heritage"]
    marginals, n = setup.marginals, len(at)
    roles = marginals.shares["heritage.role"]
    role = np.array([ROLES.index(word) for word in roles.values], np.int32)[draws.of(roles, n)]
    rows.source(at, "heritage")
    rows.put("item", at, draws.between(0, len(marginals.tables["heritage"]["items"]) - 1, n))
    rows.put("role", at, role)
    rows.put(
        "level", at, np.where(draws.chance(0.95, n), LEVELS.index("national"), LEVELS.index("provincial"))
    )
    rows.put("completed_on", at, _acquired(draws, people, owner, setup))
    trainee = at[role == ROLES.index("trainee")]
    rows.put("months", trainee, 6 * draws.between(1, 7, len(trainee)))
    rows.put("listed", trainee, draws.chance(0.95, len(trainee)))
    rows.put("same_major", at, draws.chance(marginals.share("heritage.same_major"), n))
