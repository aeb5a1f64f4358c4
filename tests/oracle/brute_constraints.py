"""Section 4 of the model: which sets of records may be recognised together.

A selection is a list of `Chosen`. `breaks` holds every constraint that, once broken, stays broken
whatever is added, so a search may stop there; `finished` holds the two that only a whole selection shows.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from .brute_classes import ELECTIVE, REQUIRED, Curriculum, renamed
from .brute_eligibility import Item
from .brute_key import plain
from .brute_tables import (
    BDES_STAGE_CAP,
    CERTIFICATE,
    CERTIFICATES,
    INSTITUTION_CAP,
    PART_TIME_FREE_FROM,
    PART_TIME_SEMESTER,
    PART_TIME_YEAR,
    SCHOOL_CAP,
    SEMESTER_LIMIT,
    YEAR_LIMIT,
)


class Chosen(NamedTuple):
    """One recognised record: its position among the eligible ones, credits after a cut, class."""

    at: int
    credits: int
    cls: str


class Rules:
    """The constraints of one case over its eligible records."""

    def __init__(self, items: list[Item], curriculum: Curriculum, case: dict[str, Any]) -> None:
        goal, records = case["goal"], case["records"]
        self.items = items
        self.degree: str = goal["degree"]
        self.second: bool = goal["route"] == "second"
        self.groups = [
            {n for n, g in enumerate(curriculum.substitutes) if item.key in g} if item.key else set()
            for item in items
        ]
        self.chains = retake_chains(records)
        self.clashing = [
            {j for j, other in enumerate(items) if j != i and self.exclusive(item, other)}
            for i, item in enumerate(items)
        ]
        self.half_standard: dict[tuple[str | None, int, int], int] = {}
        for item in items:
            if item.source == "part_time_course" and item.record["basis"] == "lifelong_education_act":
                half = item.record["semester_standard"] // 2
                place = (item.institution, item.year, item.half)
                self.half_standard[place] = min(half, self.half_standard.get(place, half))

    def exclusive(self, a: Item, b: Item) -> bool:
        """Of these two at most one: a duplicate, a retake, the same job or the same heritage item."""
        if a.source == b.source == "certificate":
            return certificate_job(a) == certificate_job(b)
        if a.source == b.source == "heritage":
            return heritage_item(a) == heritage_item(b)
        if a.key is None or b.key is None:
            return False
        if a.university and b.university and a.institution == b.institution:
            return self.chains[a.id] == self.chains[b.id]
        both_bdes = a.source.startswith("bdes") and b.source.startswith("bdes")
        if both_bdes and (a.record["stage"] == 4) != (b.record["stage"] == 4):
            return False
        return a.key == b.key

    def breaks(self, chosen: list[Chosen], new: Chosen) -> bool:
        """Whether `new` breaks a constraint when added to a selection that breaks none."""
        item = self.items[new.at]
        if any(other.at in self.clashing[new.at] for other in chosen):
            return True
        if new.cls == REQUIRED and any(
            o.cls == REQUIRED and self.groups[o.at] & self.groups[new.at] for o in chosen
        ):
            return True
        together = [*chosen, new]
        course = item.limited or item.university
        at_institution = item.source in ("accredited_course", "bdes_exemption_course")
        return (
            (item.source == "certificate" and self.certificates_break(together))
            or (item.source.startswith("bdes") and self.stage_breaks(together, item.record["stage"]))
            or (item.university and self.school_breaks(together, item.record["school_kind"]))
            or (at_institution and self.institution_breaks(together, item))
            or (item.source == "part_time_course" and self.part_time_breaks(together, item))
            or (course and self.windows_break(together, item))
        )

    def certificates_break(self, chosen: list[Chosen]) -> bool:
        """Constraints certificate.count and certificate.unlinked."""
        held = [c for c in chosen if self.items[c.at].source == "certificate"]
        most = 1 if self.second else CERTIFICATES[self.degree]
        return len(held) > most or sum(c.cls == "general_elective" for c in held) > 1

    def stage_breaks(self, chosen: list[Chosen], stage: int) -> bool:
        """Constraint bdes.stage: exam and exemption credits of one stage."""
        total = sum(
            c.credits
            for c in chosen
            if self.items[c.at].source.startswith("bdes") and self.items[c.at].record["stage"] == stage
        )
        return total > BDES_STAGE_CAP[stage]

    def school_total(self, chosen: Iterable[Chosen], kind: str) -> int:
        """University credits of one school kind, after cuts."""
        return sum(
            c.credits
            for c in chosen
            if self.items[c.at].university and self.items[c.at].record["school_kind"] == kind
        )

    def school_breaks(self, chosen: list[Chosen], kind: str) -> bool:
        """Constraint school.cap, without the rule on cuts."""
        return self.school_total(chosen, kind) > SCHOOL_CAP[kind]

    def institution_breaks(self, chosen: list[Chosen], new: Item) -> bool:
        """Constraint institution.cap at the institution of `new`."""
        total = 0
        for c in chosen:
            item = self.items[c.at]
            if item.source in ("accredited_course", "bdes_exemption_course"):
                total += c.credits if item.institution == new.institution else 0
        return total > INSTITUTION_CAP[self.degree]

    def part_time_breaks(self, chosen: list[Chosen], new: Item) -> bool:
        """Constraints part_time.semester and .year at the institution of `new`."""
        basis = new.record["basis"]
        higher = basis == "higher_education_act"
        if higher and new.day >= PART_TIME_FREE_FROM:
            return False
        semester = year = 0
        for c in chosen:
            item = self.items[c.at]
            if item.source != "part_time_course" or item.institution != new.institution:
                continue
            if item.record["basis"] != basis or (higher and item.day >= PART_TIME_FREE_FROM):
                continue
            year += c.credits if item.year == new.year else 0
            semester += c.credits if (item.year, item.half) == (new.year, new.half) else 0
        if higher:
            return semester > PART_TIME_SEMESTER or year > PART_TIME_YEAR
        return semester > self.half_standard[new.institution, new.year, new.half]

    def windows_break(self, chosen: list[Chosen], new: Item) -> bool:
        """Constraints window.semester and window.year in the windows of `new`."""
        semester = year = 0
        limited_semester = limited_year = False
        for c in chosen:
            item = self.items[c.at]
            if item.year != new.year or not (item.limited or item.university):
                continue
            year += c.credits
            limited_year |= item.limited
            if item.half == new.half:
                semester += c.credits
                limited_semester |= item.limited
        return (limited_semester and semester > SEMESTER_LIMIT) or (limited_year and year > YEAR_LIMIT)

    def may_be_elective(self, at: int) -> bool:
        """Whether substitutes add major_elective to the classes of a record."""
        classes = self.items[at].classes
        return bool(self.groups[at]) and REQUIRED in classes and ELECTIVE not in classes

    def finished(self, chosen: list[Chosen]) -> bool:
        """What only a whole selection shows: cuts reach the cap exactly, substitutes have their other."""
        for c in chosen:
            item = self.items[c.at]
            if item.university and c.credits < item.credits:
                kind = item.record["school_kind"]
                if self.school_total(chosen, kind) != SCHOOL_CAP[kind]:
                    return False
            if c.cls not in item.classes and not any(
                o.cls == REQUIRED and o.at != c.at and self.groups[o.at] & self.groups[c.at] for o in chosen
            ):
                return False
        return True


def certificate_job(item: Item) -> tuple[str, ...]:
    """Large group, middle group, job number."""
    return CERTIFICATE[renamed(item.record["name"])].job


def heritage_item(item: Item) -> str:
    """Name of the heritage item."""
    return plain(item.record["item"])


def retake_chains(records: list[dict[str, Any]]) -> dict[str, str]:
    """Record id -> id that names its retake chain, over all records of the case, refused ones too."""
    chain = {str(r["id"]): str(r["id"]) for r in records}
    for r in records:
        if r["source"] == "university_course" and r.get("retake_of") is not None:
            old, new = chain[str(r["retake_of"])], chain[str(r["id"])]
            chain = {k: (old if v == new else v) for k, v in chain.items()}
    return chain
