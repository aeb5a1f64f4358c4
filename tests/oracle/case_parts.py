"""Building blocks of random cases: subject families, curricula and one record of each source."""

import random
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from .brute_key import Keys
from .brute_tables import ABOLISHED, CERTIFICATE, CLASSES, EXCLUDED_NAME, RENAMED, UNKNOWN_NAME

Record = dict[str, Any]
# Names in one tuple share a duplicate key; no two tuples do.
FAMILIES: tuple[tuple[str, ...], ...] = (
    ("자료구조", "자료 구조", "자료구조Ⅰ", "자료구조(1)", "자료구조 I"),
    ("자료구조2", "자료구조 Ⅱ", "자료구조II", "자료구조(Ⅱ)"),
    ("가족상담 및 치료", "가족상담·치료", "가족상담치료"),
    ("S/W 활용", "SW활용", "sw 활용1"),
    ("회계 입문", "회계입문"),
    ("인터넷의 이해", "인터넷 이해", "인터넷이해"),
    ("인터넷의이해",),
    ("EDPS", "E.D.P.S"),
    ("한국 근·현대사", "한국근현대사"),
    ("C++", "c ++"),
    ("C", "c (1)"),
    ("C#", "c #"),
    ("AI", "ai"),
    ("A", "a I"),
    ("경영학의 이해", "경영학 이해"),
    ("경영학개론", "경영학 개론"),
    ("클라이언트/서버 프로그래밍", "클라이언트 서버 프로그래밍"),
    ("C/S 프로그래밍", "CS프로그래밍"),
    ("유체역학", "유체 역학1"),
    ("국어학개론",),
    ("전공실기 IV", "전공실기4", "전공실기(Ⅳ)"),
    ("전공실기III", "전공실기(3)"),
)
SUBSTITUTES = (("경영학의 이해", "경영학개론"), ("회계입문", "EDPS", "유체역학"))
EQUIVALENTS = (("클라이언트/서버 프로그래밍", "C/S 프로그래밍"), ("AI", "국어학개론"))
# Boundaries named in the model, each with its neighbour.
EDGES = (
    "1999-07-19", "1999-07-20", "2005-10-27", "2005-10-28", "2009-02-28", "2009-03-01", "2015-09-27",
    "2015-09-28", "2024-02-19", "2024-02-20", "2024-02-29", "2024-03-01", "2026-01-15", "2026-01-16",
    "2026-07-15", "2026-07-16", "2025-08-31", "2025-09-01",
)  # fmt: skip
SCORES = (60, 60, 61, 70, 75.5, 88, 100)
BAD_SCORES = (59.9, 60, 0, 69.9, 70, 59.99)
LETTERS = ("A+", "A", "A0", "B-", "B", "C+", "C0", "D", "D-", "D0")
INSTITUTIONS = ("가나대학교", " 가나대학교", "다라평생교육원", "마바사이버대학교")
CERTIFICATE_NAMES = (*CERTIFICATE, *RENAMED)
ROLES = ("holder", "transmission_educator", "assistant", "candidate", "completer", "trainee")


@dataclass
class World:
    """What the records of one case share. `noise` is the chance of a figure at or past a threshold."""

    rng: random.Random
    noise: float
    families: list[tuple[str, ...]]
    days: list[str]
    credits: tuple[int, int] = (6, 14)
    made: list[Record] = field(default_factory=list)

    def chance(self, p: float) -> bool:
        """True with probability p."""
        return self.rng.random() < p

    def odd(self) -> bool:
        """Whether this figure shall be a strange one."""
        return self.rng.random() < self.noise

    def name(self) -> str:
        """Some spelling of some subject."""
        text = self.rng.choice(self.rng.choice(self.families))
        return unicodedata.normalize("NFD", text) if self.chance(0.02) else text

    def day(self) -> str:
        """A completion date."""
        return self.rng.choice(EDGES) if self.odd() else self.rng.choice(self.days)

    def place(self) -> str:
        """An institution."""
        return self.rng.choice(INSTITUTIONS)

    def amount(self) -> int:
        """Credits of a course."""
        return self.rng.randint(*self.credits)

    def start(self, source: str) -> Record:
        """A new record with an id that is not in the order of making."""
        return {"id": f"r{self.rng.randint(0, 9)}{len(self.made)}", "source": source}

    def grade(self, record: Record) -> None:
        """Score, letter or both; at least one is there."""
        kind = self.rng.choice(("score", "letter", "both"))
        if kind != "letter":
            record["score"] = self.rng.choice(BAD_SCORES if self.odd() else SCORES)
        if kind != "score":
            record["letter"] = "F" if self.odd() else self.rng.choice(LETTERS)
            if kind == "both" and self.chance(0.3):
                record["score"] = self.rng.choice((30, 59.9, 65))

    def committee(self, record: Record, p: float = 0.3) -> None:
        """Perhaps a committee's class, perhaps an explicit null."""
        if self.chance(p):
            record["committee_class"] = self.rng.choice(CLASSES)
        elif self.chance(0.1):
            record["committee_class"] = None


def accredited(w: World) -> Record:
    """An accredited course, perhaps of a class that the learner had changed."""
    chosen = {"class": w.rng.choice(CLASSES)} if w.chance(0.15) else {}
    return w.start("accredited_course") | chosen | {
        "institution": w.place(), "subject": w.name(), "credits": w.amount(),
        "score": w.rng.choice(BAD_SCORES if w.odd() else SCORES),
        "attendance": w.rng.choice((79.9, 80, 0, 79.99)) if w.odd() else w.rng.choice((80, 92.5, 100)),
        "ended_on": w.day(),
    }  # fmt: skip


def university(w: World) -> Record:
    """A course of a school, perhaps a retake of an earlier one."""
    kind = w.rng.choice(("university", "college_2y", "college_3y"))
    leaving = "withdrawn" if kind == "university" or w.chance(0.5) else "graduated"
    record = w.start("university_course") | {
        "institution": w.place(), "school_kind": kind,
        "leaving": w.rng.choice(("enrolled", "graduated", "withdrawn")) if w.odd() else leaving,
        "subject": w.name(), "credits": w.amount(), "ended_on": w.day(),
        "class": w.rng.choice(CLASSES), "same_program": w.chance(0.5),
    }  # fmt: skip
    if record["leaving"] != "enrolled":
        record["left_on"] = record["ended_on"] if w.chance(0.3) else "2026-02-20"
        if w.odd():
            record["left_on"] = w.day()
    w.grade(record)
    w.committee(record)
    earlier = [
        r for r in w.made
        if r["source"] == "university_course" and r["institution"].strip() == record["institution"].strip()
    ]  # fmt: skip
    if earlier and w.chance(0.4):
        record["retake_of"] = w.rng.choice(earlier)["id"]
    return record


def part_time(w: World) -> Record:
    """A part-time course under either Act."""
    basis = w.rng.choice(("higher_education_act", "lifelong_education_act"))
    record = w.start("part_time_course") | {
        "institution": w.place(), "basis": basis, "subject": w.name(), "credits": min(w.amount(), 12),
        "ended_on": w.day(), "class": w.rng.choice(CLASSES), "same_program": w.chance(0.5),
    }  # fmt: skip
    if basis == "lifelong_education_act" or w.chance(0.1):
        record["semester_standard"] = w.rng.choice((17, 18, 19, 21, 24))
    if w.chance(0.2):
        record["remote_institution"] = w.chance(0.5)
    if w.chance(0.2):
        record["remote_share"] = w.rng.choice((0, 40, 40.1 if w.odd() else 39.9))
    if w.chance(0.2):
        record["only_part_timers"] = w.chance(0.7)
        record["attendance"] = w.rng.choice((40, 40.1)) if w.odd() else w.rng.choice((41, 40.01, 90))
    w.grade(record)
    w.committee(record)
    return record


def certificate(w: World) -> Record:
    """A certificate, under its present or an older name."""
    names: tuple[str, ...] = CERTIFICATE_NAMES
    if w.odd():
        names = (EXCLUDED_NAME, UNKNOWN_NAME, ABOLISHED)
    return w.start("certificate") | {"name": w.rng.choice(names), "acquired_on": w.day()}


def bdes_exam(w: World) -> Record:
    """A BDES exam pass."""
    record = w.start("bdes_exam") | {"stage": w.rng.randint(1, 4), "subject": w.name(), "passed_on": w.day()}
    w.committee(record)
    return record


def bdes_exemption(w: World) -> Record:
    """A BDES exemption course."""
    record = w.start("bdes_exemption_course") | {
        "stage": w.rng.randint(1, 4), "institution": w.place(), "subject": w.name(),
        "score": w.rng.choice(BAD_SCORES if w.odd() else SCORES),
        "absence": w.rng.choice((20, 19.9, 20.1)) if w.odd() else w.rng.choice((0, 5, 19.9)),
        "ended_on": w.day(),
    }  # fmt: skip
    w.committee(record)
    return record


def heritage(w: World) -> Record:
    """A heritage role."""
    record = w.start("heritage") | {
        "item": w.rng.choice(("강릉단오제", "강령탈춤", "강령탈춤 ")),
        "role": w.rng.choice(ROLES if w.chance(0.25) else ROLES[1:]),
        "level": "provincial" if w.odd() else "national", "selected_on": w.day(), "same_major": w.chance(0.5),
    }  # fmt: skip
    if w.chance(0.2):
        record["selected_on"] = w.rng.choice(("1999-07-19", "1999-07-20"))
    if record["role"] == "trainee" or w.chance(0.1):
        record["months"] = 5 if w.odd() else w.rng.choice((6, 11, 12, 23, 24, 35, 36, 48))
    if not w.odd():
        record["listed"] = True
    return record


MAKERS = {
    "accredited": accredited, "university": university, "part_time": part_time, "certificate": certificate,
    "bdes_exam": bdes_exam, "bdes_exemption": bdes_exemption, "heritage": heritage,
}  # fmt: skip


def curriculum(w: World) -> dict[str, Any]:
    """A small inline curriculum over the world's subjects; every list may be empty."""
    rng = w.rng
    pool = list(w.families)
    rng.shuffle(pool)
    cut = rng.randint(0, min(4, len(pool)))
    second = rng.randint(cut, min(cut + 4, len(pool)))
    required = [rng.choice(f) for f in pool[:cut]]
    elective = [rng.choice(f) for f in pool[cut:second]]
    liberal = [rng.choice(f) for f in pool[second : second + rng.randint(0, 3)]]
    if pool and w.chance(0.2):
        again = rng.choice(rng.choice(pool))
        liberal.append(again)
        elective.append(again)
    data: dict[str, Any] = {
        "name": "시험 전공",
        "required": required,
        "elective": elective,
        "liberal": liberal,
    }
    data["compatible"] = [name for name in [*required, *elective] if w.chance(0.3)]
    data["linked_certificates"] = rng.sample(CERTIFICATE_NAMES, rng.choice((0, 3, 10)))
    data["required_credits"] = rng.choice((None, None, rng.randint(3, 40)))
    data["core_count"] = rng.randint(1, len(required)) if required and w.chance(0.3) else None
    data["substitutes"] = [list(g) for g in SUBSTITUTES if w.chance(0.4)]
    data["equivalents"] = [list(g) for g in EQUIVALENTS if w.chance(0.4)]
    if len({Keys(data["equivalents"]).of(name) for name in required}) < len(required):
        data["core_count"] = None  # the model does not say whether equal subjects count once or twice
    return {k: v for k, v in data.items() if v not in ([], None) or w.chance(0.7)}
