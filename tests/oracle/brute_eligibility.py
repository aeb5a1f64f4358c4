"""Section 3 of the model: which records may count, for how many credits, in which classes."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .brute_classes import Curriculum, possible_classes, renamed
from .brute_key import plain
from .brute_tables import BDES_CREDITS, CERTIFICATE, LIMITED, MAJOR, WITH_SUBJECT

Record = dict[str, Any]
Case = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """An eligible record with all that selection needs.

    `classes` are the possible classes that need no other record; `year` is the study year's first
    calendar year; `half` is 1 or 2.
    """

    record: Record
    id: str
    source: str
    credits: int
    classes: tuple[str, ...]
    key: str | None
    institution: str | None
    day: str
    year: int
    half: int

    @property
    def limited(self) -> bool:
        """Whether the record counts against 24/42 by itself."""
        return self.source in LIMITED

    @property
    def university(self) -> bool:
        """Whether the record is a course of a credit-recognised school."""
        return self.source == "university_course"


def exact(number: int | float | Decimal | None) -> Decimal:
    """A score as written: 59.9 read from JSON is 59.9, not the nearest binary fraction."""
    return Decimal(str(number))


def completed_on(record: Record) -> str:
    """ISO date on which the record was completed; ISO dates compare as text."""
    for field in ("ended_on", "passed_on", "acquired_on", "selected_on"):
        if field in record:
            return str(record[field])
    raise KeyError(f"record {record['id']} has no date")


def credits_of(record: Record) -> int:
    """Credits before selection; 0 where the tables give none."""
    source, day = record["source"], completed_on(record)
    if source == "certificate":
        row = CERTIFICATE.get(renamed(record["name"]))
        if row is None:
            return 0
        return row.before if day < "2009-03-01" else row.now
    if source in ("bdes_exam", "bdes_exemption_course"):
        return BDES_CREDITS[record["stage"]]
    if source == "heritage":
        return heritage_credits(record["role"], day, record.get("months") or 0)
    return int(record["credits"])


def heritage_credits(role: str, day: str, months: int) -> int:
    """Credits of a heritage role by selection date and, for a trainee, months."""
    if role == "trainee":
        return next((n for least, n in ((36, 21), (24, 14), (12, 7), (6, 4)) if months >= least), 0)
    if role in ("holder", "completer"):
        return {"holder": 140, "completer": 30}[role]
    if day <= "1999-07-19":
        return {"candidate": 60, "transmission_educator": 53, "assistant": 50}[role]
    return 50


def grade_passes(record: Record) -> bool:
    """An F never passes; else 60 points or any letter (D- or better)."""
    letter, score = record.get("letter"), record.get("score")
    if letter == "F":
        return False
    return letter is not None or (score is not None and exact(score) >= 60)


def course_failures(r: Record) -> Iterator[str]:
    """Rules of accredited, university and part-time courses that the record fails."""
    day = completed_on(r)
    if r["source"] == "accredited_course":
        if exact(r["score"]) < (70 if day <= "2005-10-27" else 60):
            yield "accredited.score"
        if exact(r["attendance"]) < 80:
            yield "accredited.attendance"
    elif r["source"] == "university_course":
        if not grade_passes(r):
            yield "university.grade"
        graduate = r["school_kind"] == "university" and r["leaving"] == "graduated"
        if r["leaving"] == "enrolled" or graduate or day > r["left_on"]:
            yield "university.left"
    elif r["source"] == "part_time_course":
        if not grade_passes(r):
            yield "part_time.grade"
        too_remote = not r.get("remote_institution") and exact(r.get("remote_share") or 0) > 40
        if too_remote or (r.get("only_part_timers") and exact(r["attendance"]) <= 40):
            yield "part_time.remote"


def other_failures(r: Record, learner: dict[str, Any]) -> Iterator[str]:
    """Rules of certificates, BDES and heritage that the record fails."""
    if r["source"] == "certificate":
        name = renamed(r["name"])
        if name not in CERTIFICATE:
            yield "certificate.unknown"
        if name.endswith("기능사"):
            yield "certificate.excluded"
    elif r["source"] in ("bdes_exam", "bdes_exemption_course"):
        if learner.get("bdes_degree_on") is not None:
            yield "bdes.degree_holder"
        if r["source"] == "bdes_exemption_course" and not (
            exact(r["score"]) >= 60 and exact(r["absence"]) < 20
        ):
            yield "bdes.exemption"
    elif r["source"] == "heritage":
        if r["level"] != "national":
            yield "heritage.level"
        if r["role"] == "trainee" and not r.get("listed"):
            yield "heritage.listed"
        if r["role"] == "trainee" and (r.get("months") or 0) < 6:
            yield "heritage.months"


def time_failures(case: Case, day: str) -> Iterator[str]:
    """Rules on the completion date that hold for every source."""
    if day > case["as_of"]:
        yield "record.not_completed"
    conferral = case["goal"].get("conferral")
    if conferral is not None:
        year, month = conferral.split("-")
        if day > (f"{year}-01-15" if month == "02" else f"{year}-07-15"):
            yield "conferral.cutoff"
    school = case["learner"].get("high_school_completed_on")
    if school is None or (day >= "2015-09-28" and day < school):
        yield "high_school.after"


def second_failures(case: Case, day: str, classes: tuple[str, ...]) -> Iterator[str]:
    """Rules of route second; `classes` are the record's possible classes before the route's restriction."""
    goal, as_of = case["goal"], case["as_of"]
    accepted = ("bachelor",) if goal["degree"] == "bachelor" else ("bachelor", "associate_2y", "associate_3y")
    previous = [d for d in case["learner"].get("previous_degrees") or [] if d["degree"] in accepted]
    same_major = any(plain(d["major"]) == plain(goal["major"]) for d in previous)
    if as_of < "2009-09-01" or (as_of < "2023-01-10" and same_major):
        yield "second.force"
    if not previous:
        yield "second.previous"
    elif day <= max(d["conferred_on"] for d in previous):
        yield "second.after"
    if not set(classes) & set(MAJOR):
        yield "second.major_only"


def failures(case: Case, record: Record, curriculum: Curriculum) -> list[str]:
    """Sorted ids of every rule of section 3 that the record fails."""
    day = completed_on(record)
    found = [*time_failures(case, day), *course_failures(record), *other_failures(record, case["learner"])]
    if case["goal"]["route"] == "second":
        found += second_failures(case, day, possible_classes(record, curriculum))
    if record["id"] in ((case.get("choices") or {}).get("leave") or []):
        found.append("learner.declined")
    return sorted(found)


def item_of(case: Case, record: Record, curriculum: Curriculum) -> Item:
    """What selection needs of an eligible record."""
    classes = possible_classes(record, curriculum)
    if case["goal"]["route"] == "second":
        classes = tuple(c for c in classes if c in MAJOR)
    day = completed_on(record)
    year, month = int(day[:4]), int(day[5:7])
    return Item(
        record=record,
        id=record["id"],
        source=record["source"],
        credits=credits_of(record),
        classes=classes,
        key=curriculum.keys.of(record["subject"]) if record["source"] in WITH_SUBJECT else None,
        institution=plain(record["institution"]) if "institution" in record else None,
        day=day,
        year=year if month >= 3 else year - 1,
        half=1 if 3 <= month <= 8 else 2,
    )


def eligible(case: Case) -> tuple[list[Item], dict[str, list[str]], Curriculum]:
    """Eligible records ordered by completed_on and id, refused ids with their rules, and the curriculum."""
    curriculum = Curriculum(case["goal"]["curriculum"])
    items, refused = [], {}
    for record in case["records"]:
        rules = failures(case, record, curriculum)
        if rules:
            refused[record["id"]] = rules
        else:
            items.append(item_of(case, record, curriculum))
    return sorted(items, key=lambda item: (item.day, item.id)), refused, curriculum
