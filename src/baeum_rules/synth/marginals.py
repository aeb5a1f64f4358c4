"""What synthetic learners are drawn from: ``marginals.toml`` beside this file, and the limits of the law."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from baeum_rules.curricula import DEGREES
from baeum_rules.parameters import load_law, read_text
from baeum_rules.plain_toml import read_toml

from .draws import Numbers, Shares, shares_of

FILE = Path(__file__).with_name("marginals.toml")
SCHOOL_KINDS = ("university", "college_2y", "college_3y")
STAGES = (1, 2, 3, 4)
FIRST_YEAR = 1940  # of the calendar below


class Limits(NamedTuple):
    """The limits of the law on the day the learners are looked at, in credits or in certificates."""

    semester: int
    year: int
    institution: Numbers  # by degree
    school: Numbers  # by kind
    certificates: Numbers  # [degree, second]
    stage_passes: Numbers  # how many passes of a stage fit
    passed: int  # lowest score and lowest attendance that pass, in halves of a point
    attended: int
    always_passed: int  # the lowest score that passed at any time
    absent: int  # the first absence of an exemption course that fails


class Marginals(NamedTuple):
    """The tables of the file, and the shares of them by dotted name."""

    tables: dict[str, Any]
    shares: dict[str, Shares]
    as_of: int

    def share(self, name: str) -> float:
        """A single share or number, by its dotted name."""
        table: Any = self.tables
        for part in name.split("."):
            table = table[part]
        return float(table)


@lru_cache(maxsize=1)
def load_marginals() -> Marginals:
    """The marginals shipped with this package, read once; ValueError where shares do not sum to 1."""
    tables = read_toml(read_text(str(FILE)))
    found: dict[str, Shares] = {}
    _collect(tables, "", found)
    return Marginals(tables, found, tables["as_of"].toordinal())


def _collect(table: dict[str, Any], stem: str, found: dict[str, Shares]) -> None:
    """Every table whose values are all shares, except those that say what they are otherwise."""
    for name, inner in table.items():
        if isinstance(inner, dict):
            path = f"{stem}{name}"
            if path not in ("records.factor", "hard.density") and _is_shares(inner):
                found[path] = shares_of(inner)
            _collect(inner, path + ".", found)


def _is_shares(table: dict[str, Any]) -> bool:
    texts = any(isinstance(value, str | bool | dict | list | date) for value in table.values())
    return bool(table) and not texts


@lru_cache(maxsize=1)
def load_limits() -> Limits:
    """The limits by the law data, on the day of the marginals."""
    law, day = load_law(), date.fromordinal(load_marginals().as_of)

    def at(name: str) -> int:
        return int(str(law.value(name, day)))

    certificates = [[at(f"certificate.limit.{d}.{route}") for route in ("first", "second")] for d in DEGREES]
    return Limits(
        at("window.semester.limit"),
        at("window.year.limit"),
        np.array([at(f"institution.limit.{degree}") for degree in DEGREES], np.int32),
        np.array([at(f"school.limit.{kind}") for kind in SCHOOL_KINDS], np.int32),
        np.array(certificates, np.int32),
        np.array([at(f"bdes.limit.stage_{s}") // at(f"bdes.credits.stage_{s}") for s in STAGES], np.int32),
        2
        * max(at("accredited.minimum_score"), at("part_time.minimum_score"), at("university.minimum_score")),
        2 * at("accredited.minimum_attendance"),
        2 * max(int(str(one.value)) for one in law.parameter("accredited.minimum_score").versions),
        2 * at("bdes.exemption.absence_below"),
    )


@lru_cache(maxsize=1)
def first_days() -> Numbers:
    """The ordinal of 1 March of FIRST_YEAR and of every year after it."""
    return np.array([date(year, 3, 1).toordinal() for year in range(FIRST_YEAR, 2100)], np.int32)


def day_of(year: Any, after: Any) -> Numbers:
    """The ordinal of so many days after 1 March of a year."""
    return np.asarray(first_days()[np.asarray(year) - FIRST_YEAR] + after, np.int32)


def days_after(month_day: str) -> int:
    """Days from 1 March to MM-DD; January and February are of the next year."""
    month, day = int(month_day[:2]), int(month_day[3:])
    year = 2001 if month >= 3 else 2002
    return date(year, month, day).toordinal() - date(2001, 3, 1).toordinal()
