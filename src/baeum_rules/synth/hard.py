"""Hard learners: many limits bind together, and which records to count is a question (issue of the tail)."""

from __future__ import annotations

from typing import Any

import numpy as np

from baeum_rules.curricula import DEGREES
from baeum_rules.recognition.fields import CLASSES

from .draws import Draws, Flags, Numbers
from .hard_curricula import HardCurricula
from .marginals import day_of, days_after
from .people import Setup
from .rows import BEST, LEAVINGS, LEVELS, ROLES, SOURCES, Rows
from .schools import PASSED, committee
from .subjects import STEPS, nth_of
from .vocabulary import SPELLINGS

SHAPES = ("accredited_course", "university_course", "part_time_course", "bdes")
LEFT_ON = "08-20"


class Hard:
    """The hard learners of a block while they are drawn."""

    def __init__(self, draws: Draws, count: int, setup: Setup, curricula: HardCurricula) -> None:
        self.draws, self.count, self.setup, self.curricula = draws, count, setup, curricula
        self.table: dict[str, Any] = setup.marginals.tables["hard"]
        share = setup.marginals.share
        self.second = draws.chance(share("hard.second"), count)
        self.associate = draws.chance(share("hard.associate"), count) & ~self.second
        first, number = curricula.second, len(curricula.texts)
        low, high = np.where(self.second, first, 0), np.where(self.second, number - 1, first - 1)
        self.curriculum = draws.between(low, high, count)
        mean = setup.records
        size = draws.between(
            round(mean * share("hard.least_of_mean")), round(mean * share("hard.most_of_mean")), count
        )
        self.shape = draws.of(setup.marginals.shares["hard.shape"], count)
        density = np.array([self.table["density"][name] for name in self.shape_names()], np.int32)
        self.semesters = np.maximum(self.table["fewest_semesters"], size // density[self.shape])
        held = np.minimum(draws.number_of(setup.marginals.shares["hard.certificates"], count), size - 1)
        roles = 2 * (draws.chance(share("hard.heritage"), count) & (size > held + 2))
        courses = (size - held - roles).astype(np.int32)
        self.rows = Rows({"certificates": held, "heritage": roles.astype(np.int32), "courses": courses})

    def shape_names(self) -> tuple[str, ...]:
        """The shapes in the order of their shares."""
        return self.setup.marginals.shares["hard.shape"].values


def draw_hard(
    draws: Draws, count: int, setup: Setup, curricula: HardCurricula
) -> tuple[Rows, dict[str, Any]]:
    """Records, and the columns of the learners, of ``count`` hard learners."""
    hard = Hard(draws, count, setup, curricula)
    _certificates(hard)
    _heritage(hard)
    at, owner, _ = hard.rows.groups["courses"]
    drawn = np.zeros(len(at), np.int32)
    for place, name in enumerate(hard.shape_names()):
        shares = setup.marginals.shares[f"hard.{name}"]
        mine = hard.shape[owner] == place
        order = np.array([SHAPES.index(source) for source in shares.values], np.int32)
        drawn[mine] = order[draws.of(shares, int(mine.sum()))]
    _when_and_what(hard, at, owner)
    _accredited(hard, at[drawn == 0])
    _school(hard, at[drawn == 1])
    _part_time(hard, at[drawn == 2])
    _bdes(hard, at[drawn == 3])
    return hard.rows, _learners(hard)


def _when_and_what(hard: Hard, at: Numbers, owner: Numbers) -> None:
    """A day in one of few semesters, credits, and a subject: a new one or one that was there before."""
    draws, rows, n, shares = hard.draws, hard.rows, len(at), hard.setup.marginals.shares
    semester = draws.between(0, hard.semesters[owner] - 1, n)
    ends = [
        np.array([days_after(day) for day in shares[name].values], np.int32)[draws.between(0, 3, n)]
        for name in ("term.first", "term.second")
    ]
    year = hard.table["first_year"] + semester // 2
    rows.put("completed_on", at, day_of(year, np.where(semester % 2, ends[1], ends[0])))
    rows.put("credits", at, np.array(hard.table["credits"], np.int32)[draws.between(0, 5, n)])
    again = np.zeros(len(rows.owner), bool)
    again[at] = draws.chance(hard.setup.marginals.share("hard.again"), n)
    fresh = np.zeros(len(rows.owner), bool)
    fresh[at] = ~again[at]
    nth = nth_of(rows, fresh)[at]
    nth = np.where(again[at], draws.between(0, nth - 1, n), nth)
    pool = hard.curricula.subjects
    step = np.array(STEPS, np.int32)[draws.between(0, len(STEPS) - 1, hard.count)]
    start = draws.between(0, 1 << 14, hard.count)
    spot = (start[owner] + nth * step[owner]) % pool.shape[1]
    spelling = np.where(again[at], draws.between(0, SPELLINGS - 1, n), 0)
    rows.put("subject", at, pool[hard.curriculum[owner], spot] * SPELLINGS + spelling)


def _certificates(hard: Hard) -> None:
    at, owner, place = hard.rows.groups["certificates"]
    names = hard.curricula.certificates
    start = hard.draws.between(0, len(names) - 1, hard.count)
    hard.rows.source(at, "certificate")
    hard.rows.put("name", at, names[(start[owner] + place) % len(names)])
    year = hard.draws.between(2006, 2024, len(at))
    hard.rows.put("completed_on", at, day_of(year, hard.draws.between(0, 360, len(at))))


def _heritage(hard: Hard) -> None:
    """Two roles in one item, of which one counts."""
    at, owner, place = hard.rows.groups["heritage"]
    items = len(hard.setup.marginals.tables["heritage"]["items"])
    hard.rows.source(at, "heritage")
    hard.rows.put("item", at, owner % items)
    hard.rows.put("role", at, np.where(place == 0, ROLES.index("trainee"), ROLES.index("completer")))
    hard.rows.put("level", at, LEVELS.index("national"))
    hard.rows.put("completed_on", at, day_of(2010 + place, days_after("06-01")))
    hard.rows.put("months", at[place == 0], 36)
    hard.rows.put("listed", at[place == 0], True)
    hard.rows.put("same_major", at, hard.draws.chance(0.5, len(at)))


def _places(hard: Hard, at: Numbers, first: int, last: int) -> Numbers:
    """One institution of the learner for most of the records, any of three for the others."""
    home = hard.draws.between(first, last - 3, hard.count)[hard.rows.owner[at]]
    main = hard.draws.chance(hard.setup.marginals.share("hard.main_place"), len(at))
    return np.asarray(home + np.where(main, 0, hard.draws.between(0, 2, len(at))), np.int32)


def _accredited(hard: Hard, at: Numbers) -> None:
    rows, draws = hard.rows, hard.draws
    rows.source(at, "accredited_course")
    rows.put("institution", at, _places(hard, at, 0, len(hard.setup.vocabulary.institutions)))
    rows.put("score", at, draws.between(hard.setup.limits.passed, BEST, len(at)))
    rows.put("attendance", at, draws.between(hard.setup.limits.attended, BEST, len(at)))


def _own_class(hard: Hard, at: Numbers) -> None:
    share, draws = hard.setup.marginals.share, hard.draws
    hard.rows.put("class", at, draws.between(0, len(CLASSES) - 1, len(at)))
    hard.rows.put("same_program", at, draws.chance(share("hard.same_program"), len(at)))
    committee(draws, hard.rows, at, share("hard.committee"))


def _colleges(hard: Hard) -> Numbers:
    """The first of the two colleges of every learner, the same whenever asked."""
    first = len(hard.setup.vocabulary.institutions)
    return np.asarray(first + np.arange(hard.count) % len(hard.setup.vocabulary.colleges), np.int32)


def _school(hard: Hard, at: Numbers) -> None:
    rows, draws, n, owner = hard.rows, hard.draws, len(at), hard.rows.owner[at]
    rows.source(at, "university_course")
    kind = np.where(draws.chance(hard.setup.marginals.share("hard.four_years"), hard.count), 0, 1)
    rows.put("school_kind", at, kind[owner])
    rows.put("institution", at, _colleges(hard)[owner] + draws.between(0, 1, n))
    rows.put("leaving", at, LEAVINGS.index("withdrawn"))
    rows.put("left_on", at, day_of(2026, days_after(LEFT_ON)))
    rows.put("letter", at, PASSED[draws.between(0, len(PASSED) - 1, n)])
    more = np.array(hard.table["more_credits_at_school"], np.int32)[draws.between(0, 3, n)]
    rows.put("credits", at, rows.columns["credits"][at] + more)
    _own_class(hard, at)
    _retakes(hard, at)


def _retakes(hard: Hard, at: Numbers) -> None:
    """Some courses repeat the one before them at the same college."""
    rows, owner = hard.rows, hard.rows.owner[at]
    place = owner.astype(np.int64) * len(SOURCES) + rows.columns["institution"][at] % 2
    order = np.argsort(place, kind="stable")
    same = np.zeros(len(at), bool)
    same[1:] = place[order][1:] == place[order][:-1]
    chosen: Flags = same & hard.draws.chance(hard.setup.marginals.share("hard.retake"), len(at))
    later = at[order[chosen]]
    earlier = at[order[np.flatnonzero(chosen) - 1]]
    rows.put("retake_of", later, rows.place[earlier])


def _part_time(hard: Hard, at: Numbers) -> None:
    rows, draws, n = hard.rows, hard.draws, len(at)
    rows.source(at, "part_time_course")
    rows.put("institution", at, _colleges(hard)[rows.owner[at]] + 1)
    lifelong = draws.chance(hard.setup.marginals.share("hard.lifelong_act"), n)
    rows.put("basis", at, lifelong)
    standard = np.array(hard.table["standard"], np.int32)[draws.between(0, 3, n)]
    rows.put("semester_standard", at, np.where(lifelong, standard, -1))
    rows.put("score", at, draws.between(hard.setup.limits.passed, BEST, n))
    _own_class(hard, at)


def _bdes(hard: Hard, at: Numbers) -> None:
    rows, draws, n, owner = hard.rows, hard.draws, len(at), hard.rows.owner[at]
    exam = draws.chance(hard.setup.marginals.share("hard.exams"), n)
    rows.put("source", at, np.where(exam, SOURCES.index("bdes_exam"), SOURCES.index("bdes_exemption_course")))
    main = draws.between(1, 4, hard.count)[owner]
    mine = draws.chance(hard.setup.marginals.share("hard.main_stage"), n)
    rows.put("stage", at, np.where(mine, main, draws.between(1, 4, n)))
    rows.put("credits", at, -1)
    course = at[~exam]
    rows.put("institution", course, _places(hard, course, 0, len(hard.setup.vocabulary.institutions)))
    rows.put("score", course, draws.between(hard.setup.limits.passed, BEST, len(course)))
    rows.put("absence", course, draws.between(0, hard.setup.limits.absent - 1, len(course)))


def _learners(hard: Hard) -> dict[str, Any]:
    """The columns of the learners, as codes and ordinals."""
    n, draws, setup = hard.count, hard.draws, hard.setup
    named = draws.chance(setup.marginals.share("hard.conferring_university"), n)
    degree = np.where(hard.associate, DEGREES.index("associate_2y"), DEGREES.index("bachelor"))
    return {
        "degree": degree,
        "second": hard.second,
        "major": np.full(n, len(setup.vocabulary.majors), np.int32),
        "conferral": np.full(n, setup.marginals.shares["conferral.share"].values.index("2027-02"), np.int32),
        "conferring_university": np.where(named, _colleges(hard), -1),
        "curriculum": hard.curriculum,
        "high_school": np.full(n, day_of(2004, days_after("02-15")), np.int32),
        "bdes_degree": np.full(n, -1, np.int32),
        "held": np.where(hard.second, DEGREES.index("bachelor"), -1),
        "held_major": np.zeros(n, np.int32),
        "conferred": np.full(n, day_of(2005, days_after("02-20")), np.int32),
        "region": draws.of(setup.marginals.shares["region.share"], n),
        "birth": np.full(n, 1986, np.int32),
    }
