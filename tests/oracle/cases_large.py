"""Random cases of 20 to 80 records: a plausible learner, and one made to be hard."""

import random
from collections.abc import Callable
from typing import Any

from .brute_tables import CERTIFICATE, CLASSES
from .case_parts import Record

STEMS = (
    "자료구조", "운영체제", "데이터베이스", "컴퓨터구조", "알고리즘", "이산수학", "소프트웨어공학",
    "정보보호", "인공지능", "웹프로그래밍", "네트워크", "시스템분석", "회계원리", "경영학", "마케팅",
    "재무관리", "인사관리", "생산관리", "경영정보", "통계학", "심리학", "사회학", "철학", "한국사", "영어",
    "논리학", "미술사", "음악", "체육", "환경", "법학", "행정학", "교육학", "아동발달", "가족상담",
    "노인복지", "지역사회", "물리학", "화학",
)  # fmt: skip
TAILS = ("", "개론", "실습", "특강", "세미나")
PLACES = ("한빛평생교육원", "새벽직업전문학교", "온누리원격평생교육원")
COLLEGES = ("한솔전문대학", "미르대학교")


class Learner:
    """Collects the records of one learner; ids are in the order of making."""

    def __init__(self, rng: random.Random, size: int) -> None:
        self.rng, self.size = rng, size
        self.records: list[Record] = []
        self.subjects = [stem + tail for tail in TAILS for stem in STEMS]
        rng.shuffle(self.subjects)
        self.next = 0

    def fresh(self) -> str:
        """A subject not used yet in this case."""
        self.next += 1
        return self.subjects[self.next - 1]

    def again(self) -> str:
        """Some spelling of a subject used before."""
        subject = self.rng.choice(self.subjects[: max(self.next, 1)])
        return self.rng.choice((subject, f"{subject} I", f"{subject}(1)", f" {subject}", f"{subject}1"))

    def add(self, source: str, **fields: Any) -> Record:
        """Append one record."""
        record = {"id": f"r{len(self.records) + 1:02d}", "source": source} | fields
        self.records.append(record)
        return record

    def accredited(self, place: str, subject: str, credits: int, day: str) -> Record:
        """An accredited course that passes."""
        return self.add(
            "accredited_course", institution=place, subject=subject, credits=credits, ended_on=day,
            score=self.rng.randint(60, 100), attendance=self.rng.randint(80, 100),
        )  # fmt: skip

    def school(self, place: str, kind: str, subject: str, credits: int, day: str) -> Record:
        """A course of a school the learner has left."""
        rng = self.rng
        cls = rng.choice(CLASSES)
        record = self.add(
            "university_course", institution=place, school_kind=kind, leaving="withdrawn",
            left_on="2026-08-20", subject=subject, credits=credits, ended_on=day,
            letter=rng.choice(("A+", "B", "C+", "D")), same_program=rng.random() < 0.6,
        )  # fmt: skip
        record["class"] = cls
        if rng.random() < 0.3:
            record["committee_class"] = rng.choice(CLASSES)
        return record

    def part_time(self, place: str, subject: str, credits: int, day: str) -> Record:
        """A part-time course under either Act."""
        rng = self.rng
        record = self.add(
            "part_time_course", institution=place, subject=subject, credits=credits, ended_on=day,
            basis="higher_education_act", score=rng.randint(60, 99), same_program=rng.random() < 0.6,
        )  # fmt: skip
        record["class"] = rng.choice(CLASSES)
        if rng.random() < 0.3:
            record |= {"basis": "lifelong_education_act", "semester_standard": rng.choice((17, 18, 20, 21))}
        return record

    def certificates(self, count: int) -> None:
        """Some certificates of the table."""
        for name in self.rng.sample(tuple(CERTIFICATE), count):
            year = self.rng.randint(2006, 2024)
            self.add("certificate", name=name, acquired_on=f"{year}-{self.rng.randint(1, 12):02d}-15")

    def bdes(self, subject: str, day: str, stage: int) -> Record:
        """A BDES exam, or an exemption course, pass."""
        if self.rng.random() < 0.5:
            return self.add("bdes_exam", stage=stage, subject=subject, passed_on=day)
        return self.add(
            "bdes_exemption_course", stage=stage, institution=self.rng.choice(PLACES), subject=subject,
            score=self.rng.randint(60, 100), absence=self.rng.randint(0, 19), ended_on=day,
        )  # fmt: skip


def semester_day(rng: random.Random, index: int, first: int) -> str:
    """A day in semester `index` counted from semester 1 of year `first`."""
    year, half = divmod(index, 2)
    if half == 0:
        return f"{first + year}-{rng.choice(('06-20', '07-05', '08-31', '05-30'))}"
    return rng.choice((f"{first + year}-12-20", f"{first + year + 1}-02-25", f"{first + year}-09-01"))


def plan(learner: Learner, second: bool, flexible: float) -> dict[str, Any]:
    """A curriculum over the subjects the learner used and some more."""
    rng = learner.rng
    pool = learner.subjects[: learner.next + 12]
    rng.shuffle(pool)
    a, b, c = (round(len(pool) * share) for share in ((0.3, 0.7, 0.95) if second else (0.15, 0.5, 0.8)))
    required, elective = pool[:a], pool[a:b]
    return {
        "name": "큰 시험 전공", "required": required, "elective": elective, "liberal": pool[b:c],
        "compatible": [s for s in [*required, *elective] if rng.random() < flexible],
        "linked_certificates": rng.sample(tuple(CERTIFICATE), 10),
        "required_credits": rng.choice((None, 18, 24, 30)),
        "core_count": rng.choice((None, min(5, len(required)))),
        "substitutes": [required[0:2], required[2:5]] if len(required) > 4 and rng.random() < 0.5 else [],
        "equivalents": [],
    }  # fmt: skip


def finish(learner: Learner, second: bool, flexible: float) -> dict[str, Any]:
    """The whole case around the records."""
    rng = learner.rng
    learner.records = learner.records[: learner.size]
    degree = "bachelor" if second else rng.choice(("bachelor", "bachelor", "bachelor", "associate_2y"))
    previous = {"degree": "bachelor", "major": "경영학", "conferred_on": "2010-02-20"}
    return {
        "version": 1,
        "as_of": "2026-11-21",
        "goal": {
            "degree": degree, "route": "second" if second else "first", "major": "큰 시험 전공",
            "conferral": "2027-02", "conferring_university": None,
            "curriculum": plan(learner, second, flexible),
        },
        "learner": {
            "high_school_completed_on": "2005-02-15", "bdes_degree_on": None,
            "previous_degrees": [previous] if second else [],
        },
        "records": learner.records,
        "choices": {"take": [], "leave": []},
    }  # fmt: skip


def ordinary(rng: random.Random) -> dict[str, Any]:
    """A plausible learner: an earlier college, then accredited courses; about a third are contested."""
    learner = Learner(rng, rng.randint(20, 80))
    contested = rng.random() < 1 / 3
    second = rng.random() < 0.15
    if not second and rng.random() < 0.7:
        for index in range(rng.randint(1, 4)):
            for _ in range(rng.randint(5, 7)):
                credits = rng.choice((2, 3, 3, 3))
                learner.school(
                    "한솔전문대학", "college_2y", learner.fresh(), credits, semester_day(rng, index, 2014)
                )
    learner.certificates(rng.randint(0, 4))
    for _ in range(rng.choice((0, 0, 2, 4))):
        learner.bdes(learner.fresh(), semester_day(rng, rng.randint(0, 9), 2018), rng.choice((1, 1, 2)))
    places = rng.sample(PLACES, rng.randint(1, 3))
    index = 0
    while len(learner.records) < learner.size:
        count = rng.randint(8, 9) if contested and rng.random() < 0.4 else rng.randint(5, 7)
        for _ in range(count):
            subject = learner.again() if contested and rng.random() < 0.12 else learner.fresh()
            learner.accredited(rng.choice(places), subject, 3, semester_day(rng, index, 2018))
        index += 1
    return finish(learner, second, 0.15)


# shape -> chance of accredited, school, part-time (the rest: BDES), records per semester
SHAPES = {
    "windows": (0.50, 0.28, 0.10, 13),
    "school": (0.25, 0.60, 0.05, 11),
    "institution": (0.75, 0.10, 0.03, 7),
    "mixed": (0.40, 0.30, 0.18, 10),
}


def adversarial(rng: random.Random) -> dict[str, Any]:
    """A hard case: contested mixed windows, many duplicates, caps near, odd credits, free classes."""
    learner = Learner(rng, rng.randint(20, 80))
    accredited, school, part_time, density = SHAPES[rng.choice(tuple(SHAPES))]
    learner.certificates(rng.choice((0, 2, 4, 7)))
    kind, stage = rng.choice(("college_2y", "college_2y", "university")), rng.randint(1, 4)
    semesters = max(2, learner.size // density)
    while len(learner.records) < learner.size:
        subject = learner.again() if rng.random() < 0.17 else learner.fresh()
        day, credits = semester_day(rng, rng.randrange(semesters), 2019), rng.choice((1, 2, 3, 3, 4, 5))
        draw = rng.random()
        if draw < accredited:
            place = PLACES[0] if rng.random() < 0.8 else rng.choice(PLACES)
            learner.accredited(place, subject, credits, day)
        elif draw < accredited + school:
            learner.school(rng.choice(COLLEGES), kind, subject, credits + rng.choice((0, 0, 1, 3)), day)
        elif draw < accredited + school + part_time:
            learner.part_time(COLLEGES[1], subject, credits, day)
        else:
            learner.bdes(subject, day, stage if rng.random() < 0.6 else rng.randint(1, 4))
    link_retakes(learner)
    case = finish(learner, rng.random() < 0.1, 0.5)
    if rng.random() < 0.2:
        case["goal"]["conferring_university"] = COLLEGES[0]
    return case


def link_retakes(learner: Learner) -> None:
    """Make some school courses retakes of an earlier one of the same institution."""
    last: dict[str, str] = {}
    for record in learner.records:
        if record["source"] == "university_course":
            if record["institution"] in last and learner.rng.random() < 0.12:
                record["retake_of"] = last[record["institution"]]
            last[record["institution"]] = record["id"]


KINDS: dict[str, Callable[[random.Random], dict[str, Any]]] = {
    "ordinary": ordinary,
    "adversarial": adversarial,
}
