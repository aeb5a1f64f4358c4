"""The learners of a block: where they come from, what they aim at, how much they have learned."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from math import exp
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from baeum_rules.curricula import DEGREES

from .draws import STEPS, Draws, Flags, Numbers
from .marginals import Limits, Marginals
from .vocabulary import Vocabulary

FINE = 16  # steps that share a size
# path -> (kind of the school listed, as a place in SCHOOL_KINDS; degree held, -1 for none)
PATHS = {
    "high_school": (-1, -1),
    "left_university": (0, -1),
    "left_college": (1, -1),
    "college_2y": (1, 1),
    "college_3y": (2, 2),
    "bachelor": (0, 0),
}


class Setup(NamedTuple):
    """What blocks are drawn with. ``records``: mean of a learner; ``contested``: share of learners."""

    marginals: Marginals
    limits: Limits
    vocabulary: Vocabulary
    seed: int
    records: float
    contested: float
    hard: bool


@dataclass
class People:
    """Columns over the learners of a block; degrees, kinds and majors as places in their tuples."""

    count: int
    path: Numbers
    degree: Numbers
    second: Flags
    major: Numbers
    size: Numbers  # records wanted
    contested: Flags
    kinds: Numbers  # bits of conflicts.KINDS
    pace: Numbers  # [2]: courses in the first and the second semester of a year
    late: Flags  # whether the first of their semesters is a second one
    schools: Numbers  # counts of records, by kind
    certificates: Numbers
    exams: Numbers
    exemptions: Numbers
    heritage: Numbers
    terms: Numbers  # accredited and part-time courses
    part_timer: Flags
    over_year: Numbers  # where a semester or year is too full, counted in years of study
    over: Numbers  # [2]: records too many in each semester of that year
    first_year: Numbers = field(default_factory=lambda: np.empty(0, np.int32))  # of the terms
    school_last: Numbers = field(default_factory=lambda: np.empty(0, np.int32))  # semester: 2 * year + half
    began: Numbers = field(default_factory=lambda: np.empty(0, np.int32))  # year of the first learning
    birth: Numbers = field(default_factory=lambda: np.empty(0, np.int32))
    conferred: Numbers = field(default_factory=lambda: np.empty(0, np.int32))  # day of the earlier degree

    def school_kind(self) -> Numbers:
        """The kind of school by path, -1 for none."""
        return np.array([kind for kind, _ in PATHS.values()], np.int32)[self.path]

    def held(self) -> Numbers:
        """The degree held by path, -1 for none."""
        return np.array([degree for _, degree in PATHS.values()], np.int32)[self.path]


def draw_people(draws: Draws, count: int, setup: Setup) -> People:
    """Learners with their goals and with how many records of each kind they would have unhindered."""
    shares = setup.marginals.shares
    path = draws.of(shares["path.share"], count)
    degree, second = _goals(draws, path, setup)
    major = np.where(degree == 0, draws.of(shares["major.bachelor"], count), 0)
    bachelors = len(shares["major.bachelor"].values)
    places = {name: at for at, name in enumerate(setup.vocabulary.majors)}
    associate = np.array([places[name] for name in shares["major.associate"].values], np.int32)
    major = np.where(degree == 0, major, associate[draws.of(shares["major.associate"], count)])
    assert setup.vocabulary.majors[:bachelors] == shares["major.bachelor"].values
    pace = np.array([[int(n) for n in p.split("+")] for p in shares["pace.share"].values], np.int32)
    nobody = np.zeros(count, np.int32)
    people = People(
        count, path, degree, second, major.astype(np.int32), _sizes(draws, degree, second, setup),
        draws.chance(setup.contested, count), nobody.copy(), pace[draws.of(shares["pace.share"], count)],
        draws.chance(0.5, count), nobody.copy(), nobody.copy(), nobody.copy(), nobody.copy(), nobody.copy(),
        nobody.copy(), draws.chance(setup.marginals.share("part_time.learners"), count),
        nobody.copy(), np.zeros((count, 2), np.int32),
    )  # fmt: skip
    _count_records(draws, people, setup)
    return people


def _goals(draws: Draws, path: Numbers, setup: Setup) -> tuple[Numbers, Flags]:
    degree, second = np.zeros(len(path), np.int32), np.zeros(len(path), bool)
    for at, name in enumerate(setup.marginals.shares["path.share"].values):
        shares = setup.marginals.shares[f"goal.{name}"]
        drawn = draws.of(shares, len(path))
        mine = path == at
        routes, degrees = zip(*(goal.split("_", 1) for goal in shares.values), strict=True)
        degree[mine] = np.array([DEGREES.index(d) for d in degrees], np.int32)[drawn[mine]]
        second[mine] = np.array([route == "second" for route in routes])[drawn[mine]]
    return degree, second


def _factors(setup: Setup) -> npt.NDArray[np.float64]:
    table = setup.marginals.tables["records"]["factor"]
    return np.array([[float(table.get(f"{route}_{d}", 1)) for route in ("first", "second")] for d in DEGREES])


def _sizes(draws: Draws, degree: Numbers, second: Flags, setup: Setup) -> Numbers:
    """Records wanted: log-normal about the mean, by the goal."""
    spread = setup.marginals.share("records.spread")
    factor = _factors(setup)[degree, second.astype(np.int32)] / _mean_factor(setup)
    size = _log_normal(spread)[draws.steps(len(degree)) // FINE]
    most = min(
        setup.marginals.share("records.most_of_mean") * setup.records, setup.marginals.share("records.most")
    )
    return np.asarray(np.clip(np.round(size * factor * setup.records), 1, most), np.int32)


@lru_cache(maxsize=4)
def _log_normal(spread: float) -> npt.NDArray[np.float64]:
    """Values about a mean of 1, each as likely as the next."""
    normal = NormalDist(-(spread**2) / 2, spread)
    return np.array([exp(normal.inv_cdf((step + 0.5) / STEPS)) for step in range(0, STEPS, FINE)], np.float64)


def _mean_factor(setup: Setup) -> float:
    tables, factors = setup.marginals.tables, _factors(setup)
    found = 0.0
    for path, share in tables["path"]["share"].items():
        for goal, part in tables["goal"][path].items():
            route, degree = goal.split("_", 1)
            found += float(share) * float(part) * factors[DEGREES.index(degree), int(route == "second")]
    return found


def _count_records(draws: Draws, people: People, setup: Setup) -> None:
    """How many records of each kind; what is left of the size are courses in terms."""
    marginals, n = setup.marginals, people.count
    kind = people.school_kind()
    listed = (kind >= 0) & ~people.second & draws.chance(marginals.share("school.listed"), n)
    low, high = (round(1000 * marginals.share(f"school.part_{end}")) for end in ("low", "high"))
    wanted = people.size * draws.between(low, high, n) // 1000
    course = int(max(marginals.shares["school.credits"].numbers()))
    most = setup.limits.school[np.maximum(kind, 0)] // course
    people.schools = np.where(listed, np.clip(wanted, 1, most), 0).astype(np.int32)
    limit = setup.limits.certificates[people.degree, people.second.astype(np.int32)]
    people.certificates = np.minimum(draws.number_of(marginals.shares["certificates.number"], n), limit)
    taker = draws.chance(marginals.share("bdes.exam_takers"), n)
    people.exams = np.where(taker, draws.between(1, marginals.share("bdes.most_exams"), n), 0).astype(
        np.int32
    )
    taker = draws.chance(marginals.share("bdes.exemption_takers"), n)
    most_courses = marginals.share("bdes.most_exemptions")
    people.exemptions = np.where(taker, draws.between(1, most_courses, n), 0).astype(np.int32)
    people.heritage = draws.chance(marginals.share("heritage.learners"), n).astype(np.int32)
    fill_terms(people)


def fill_terms(people: People) -> None:
    """Courses in terms are what the other records leave of the size."""
    others = people.schools + people.certificates + people.exams + people.exemptions + people.heritage
    people.terms = np.maximum(people.size - others, 0).astype(np.int32)
