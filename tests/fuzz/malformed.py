"""Cases that must be refused as input: well over a thousand ways to break a valid one.

Each is built from ``valid_case``, which reads without an error, by one change; where the change has one
place, the record and field that an error must name stand beside it.
"""

from __future__ import annotations

import copy
import json
import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .documents import broken_texts
from .valid import KINDS, OPTIONAL, Document, valid_case

NAN, INFINITY = float("nan"), float("inf")
LONE = "\ud800"
NO_TEXT: tuple[Any, ...] = (3, 3.5, True, [], {}, ["가"], "", "   ", "\x00", "가\x00나", LONE, "가" * 100_000)
NO_NUMBER: tuple[Any, ...] = ("3", "", "60점", True, False, [], {}, [3], NAN, INFINITY, -INFINITY, LONE)
NO_VALUE: dict[str, tuple[Any, ...]] = {
    "text": NO_TEXT,
    "reference": (*NO_TEXT, "r99", "r1", "r2"),
    "credits": (*NO_NUMBER, 0, -1, 3.5, 2**63, -(2**63), 1e300),
    "stage": (*NO_NUMBER, 0, 5, -1, 1.5, 2**63),
    "months": (*NO_NUMBER, -1, 6.5, 2**63),
    "share": (*NO_NUMBER, -1, -0.001, 100.001, 101, 2**63, 1e300),
    "date": (
        20261121, 3.5, True, [], {}, "", "2026-02-30", "2026-02-29", "0000-01-01", "10000-01-01", "20261121",
        "2026-2-3", "2026-13-01", "2026-00-10", "2026.11.21", "2026-11-21T00:00:00", " 2026-11-21 ",
        "2026-W47-6", "٢٠٢٦-١١-٢١", "２０２６-１１-２１", "내일", "2026-11-21\x00", LONE, "-2026-11-21",
    ),
    "word": (3, True, [], {}, "", "모름", "MAJOR_REQUIRED", "national\x00", LONE, ["national"]),
    "letter": (4, True, [], {}, "", "E", "E+", "A++", "a+", "A +", "P", "F+", "에이", "Ａ+", LONE, ["A"]),
    "flag": ("true", "예", "", 1, 0, 1.0, [], {}, LONE),
}  # fmt: skip


@dataclass(frozen=True)
class Malformed:
    """A document to refuse: what was broken, and the record and field an error must name (None: any)."""

    what: str
    document: str | bytes | Document
    record: str | None = None
    field: str | None = None


def malformed_cases(seed: int = 0) -> Iterator[Malformed]:
    """Malformed cases, more than a thousand; another seed gives other figures and other cuts."""
    rng = random.Random(seed)
    yield from _broken_fields(rng)
    yield from _fields_there_or_not(rng)
    yield from _contradictions(rng)
    yield from _broken_heads(rng)
    yield from _broken_curricula(rng)
    yield from _broken_choices(rng)
    for what, text in broken_texts(rng, json.dumps(valid_case(rng), ensure_ascii=False)):
        yield Malformed(what, text)


def changed(rng: random.Random, change: Callable[[Document], object]) -> Document:
    """A valid case after one change."""
    case = copy.deepcopy(valid_case(rng))
    change(case)
    return case


def _shown(value: Any) -> str:
    text = ascii(value)
    return text if len(text) <= 40 else text[:40] + "…"


def _broken_fields(rng: random.Random) -> Iterator[Malformed]:
    """Every field of every record with every value that is none of its kind."""
    for place, record in enumerate(valid_case(rng)["records"]):
        for field in record:
            for value in NO_VALUE[KINDS.get(field, "word" if field == "source" else "text")]:
                if field == "retake_of" and (value == "r2" and record["id"] == "r3"):
                    continue  # the one reference that is right
                yield Malformed(
                    f"{record['source']}.{field} = {_shown(value)}",
                    changed(rng, lambda case, p=place, f=field, v=value: case["records"][p].update({f: v})),  # type: ignore[misc]
                    None if field == "id" else record["id"],
                    field,
                )


def _fields_there_or_not(rng: random.Random) -> Iterator[Malformed]:
    """Fields that are missing or null, and fields that do not belong."""
    for place, record in enumerate(valid_case(rng)["records"]):
        source, name = record["source"], record["id"]
        for field in record:
            if field in OPTIONAL.get(source, ()):
                continue
            where = None if field == "id" else name
            without = changed(rng, lambda case, p=place, f=field: case["records"][p].pop(f))  # type: ignore[misc]
            null = changed(rng, lambda case, p=place, f=field: case["records"][p].update({f: None}))  # type: ignore[misc]
            yield Malformed(f"{source} without {field}", without, where, field)
            yield Malformed(f"{source}.{field} is null", null, where, field)
        strange = [
            "creditz",
            "Score",
            " score",
            "",
            "__class__",
            "한글",
            unicodedata.normalize("NFD", "한글"),
            LONE,
            "\x00",
        ]
        for field in [*strange, *(other for other in KINDS if other not in record)]:
            more = changed(rng, lambda case, p=place, f=field: case["records"][p].update({f: 1}))  # type: ignore[misc]
            yield Malformed(f"{source} with {_shown(field)}", more, name, field if field in KINDS else None)
        for value in (None, 3, "r1", [], [record], True):
            other = changed(rng, lambda case, p=place, v=value: case["records"].__setitem__(p, v))  # type: ignore[misc]
            yield Malformed(f"a record is {_shown(value)}", other)
    for value in (3, "records", {}, {"r1": {}}, True):
        yield Malformed(
            f"records = {_shown(value)}",
            changed(rng, lambda case, v=value: case.update(records=v)),
            None,
            "records",
        )  # type: ignore[misc]


def _contradictions(rng: random.Random) -> Iterator[Malformed]:
    """Fields that are right alone and wrong together."""

    def change(place: int, **values: Any) -> Document:
        return changed(rng, lambda case: case["records"][place].update(values))

    for leaving in ("withdrawn", "graduated"):
        yield Malformed(f"{leaving}, left_on null", change(1, leaving=leaving, left_on=None), "r2", "left_on")
    yield Malformed("no score, no letter", change(1, score=None, letter=None), "r2", "score")
    yield Malformed("part-time: no score, no letter", change(4, score=None, letter=None), "r5", "score")
    yield Malformed(
        "Lifelong Education Act without standard",
        change(4, semester_standard=None),
        "r5",
        "semester_standard",
    )
    yield Malformed("only part-timers without attendance", change(4, attendance=None), "r5", "attendance")
    yield Malformed("trainee without months", change(7, months=None), "r8", "months")
    yield Malformed("retake at another school", change(2, institution="마바대학교"), "r2", "retake_of")
    for earlier in ("r2", "r4", "r5", "r99", "R3", "r3 x"):
        yield Malformed(f"retake_of {earlier}", change(1, retake_of=earlier), "r2", "retake_of")
    for name in ("r1", " r1 ", "r1\n"):
        yield Malformed(f"two records {_shown(name)}", change(5, id=name), "r1", "id")
    twice = changed(
        rng, lambda case: (case["records"][3].update(id="가"), case["records"][5].update(id="가"))
    )
    case = changed(rng, lambda case: case["choices"].update(take=[]))
    for place, form in ((5, "NFC"), (6, "NFD")):
        case["records"][place]["id"] = unicodedata.normalize(form, "가각")
        twice["records"][place]["id"] = "가"
    yield Malformed("one id in two normal forms", case, unicodedata.normalize("NFC", "가각"), "id")
    yield Malformed("one id three times", twice, "가", "id")
    for count in (2, 50):
        many = changed(rng, lambda case, n=count: case.update(records=case["records"] * n))  # type: ignore[misc]
        yield Malformed(f"all records {count} times", many, "r1", "id")


def _broken_heads(rng: random.Random) -> Iterator[Malformed]:
    """The version, the day, the goal and the learner."""
    for value in (0, 2, -1, "1", "", None, True, [1], {}, 1.5, NAN, 2**63):
        yield Malformed(
            f"version {_shown(value)}",
            changed(rng, lambda case, v=value: case.update(version=v)),
            None,
            "version",
        )  # type: ignore[misc]
    for name in ("version", "as_of", "goal", "learner", "choices"):
        yield Malformed(f"without {name}", changed(rng, lambda case, n=name: case.pop(n)), None, name)  # type: ignore[misc]
        for value in (None, 3, "x", [], [{}], True):
            yield Malformed(
                f"{name} = {value}",
                changed(rng, lambda case, n=name, v=value: case.update({n: v})),
                None,
                name,
            )  # type: ignore[misc]
    for value in NO_VALUE["date"]:
        yield Malformed(
            f"as_of {_shown(value)}", changed(rng, lambda case, v=value: case.update(as_of=v)), None, "as_of"
        )  # type: ignore[misc]
    yield Malformed("an unknown part", changed(rng, lambda case: case.update(recordz=[])), None, "recordz")
    months = (
        "2027-03",
        "2027-2",
        "2027-13",
        "202702",
        "0000-02",
        "2027-02-01",
        "2027",
        "",
        202702,
        True,
        [],
        LONE,
    )
    majors = (
        "no-such-major",
        "../computer-science",
        "/etc/passwd",
        "computer-science.toml",
        "COMPUTER-SCIENCE",
        "CON",
    )
    wrong: dict[str, tuple[Any, ...]] = {
        "goal.degree": (*NO_VALUE["word"], None, "bachelors", "associate"),
        "goal.route": (*NO_VALUE["word"], None, "third"),
        "goal.conferral": months,
        "goal.conferring_university": NO_TEXT,
        "goal.curriculum": (3, "x", [], True),
        "goal.creditz": (1,),
        "learner.high_school_completed_on": NO_VALUE["date"],
        "learner.bdes_degree_on": NO_VALUE["date"],
        "learner.previous_degrees": (3, "x", {}, True, [3], [None], [[]], ["bachelor"]),
        "learner.resident_number": ("900101-1234567",),
    }
    for path, values in wrong.items():
        part, name = path.split(".")
        for value in values:
            document = changed(rng, lambda case, p=part, n=name, v=value: case[p].update({n: v}))  # type: ignore[misc]
            yield Malformed(f"{path} = {_shown(value)}", document, None, path)
    for value in (*majors, *NO_TEXT, None):
        document = changed(rng, lambda case, v=value: case["goal"].update(major=v, curriculum=None))  # type: ignore[misc]
        yield Malformed(f"goal.major = {_shown(value)}", document, None, "goal.major")
    yield from _broken_degrees(rng)


def _broken_degrees(rng: random.Random) -> Iterator[Malformed]:
    path = "learner.previous_degrees[0]."
    wrong = {"degree": NO_VALUE["word"], "major": NO_TEXT, "conferred_on": NO_VALUE["date"], "more": (1,)}
    for name, values in wrong.items():
        for value in (*values, None) if name != "more" else values:
            document = changed(
                rng,
                lambda case, n=name, v=value: case["learner"]["previous_degrees"][0].update({n: v}),  # type: ignore[misc]
            )
            yield Malformed(f"{path}{name} = {_shown(value)}", document, None, path + name)


def _broken_curricula(rng: random.Random) -> Iterator[Malformed]:
    path = "goal.curriculum."
    no_list: tuple[Any, ...] = (3, "자료구조", {}, True, [3], [None], [""], [["자료구조"]], [LONE], [True])
    no_groups: tuple[Any, ...] = (
        3,
        "x",
        {},
        True,
        ["자료구조"],
        [3],
        [[3]],
        [[None]],
        [[""]],
        [{}],
        [[["자료구조"]]],
    )
    wrong: dict[str, tuple[Any, ...]] = {
        "name": (*NO_TEXT, None),
        "required": no_list,
        "elective": no_list,
        "liberal": no_list,
        "linked_certificates": no_list,
        "compatible": (*no_list, ["국어"], ["없는 과목"], ["이산수학", "없는 과목"]),
        "core_count": (*NO_NUMBER, 0, -1, 4, 1.5, 2**63),
        "required_credits": (*NO_NUMBER, -1, 1.5, 2**63),
        "substitutes": no_groups,
        "equivalents": no_groups,
        "creditz": (1,),
    }
    for name, values in wrong.items():
        for value in values:
            document = changed(rng, lambda case, n=name, v=value: case["goal"]["curriculum"].update({n: v}))  # type: ignore[misc]
            yield Malformed(f"{path}{name} = {_shown(value)}", document, None, path + name)
    empty = changed(rng, lambda case: case["goal"]["curriculum"].update(required=[], substitutes=[]))
    yield Malformed("a core of no required subjects", empty, None, path + "core_count")


def _broken_choices(rng: random.Random) -> Iterator[Malformed]:
    for side in ("take", "leave"):
        for value in (
            3,
            "r1",
            {},
            {"r1": True},
            True,
            [3],
            [None],
            [["r1"]],
            [""],
            [LONE],
            ["r99"],
            ["r4", "R1"],
        ):
            document = changed(rng, lambda case, s=side, v=value: case["choices"].update({s: v}))  # type: ignore[misc]
            yield Malformed(f"choices.{side} = {_shown(value)}", document, None, f"choices.{side}")
    both = changed(rng, lambda case: case["choices"].update(take=["r4"], leave=["r4"]))
    yield Malformed("taken and left", both, "r4", "choices")
    yield Malformed(
        "an unknown choice",
        changed(rng, lambda case: case["choices"].update(maybe=[])),
        None,
        "choices.maybe",
    )
    late = changed(rng, lambda case: case["records"][3].update(acquired_on="2026-12-31"))
    yield Malformed("a record to take is refused", late, None, "choices.take")
    clash = changed(rng, lambda case: case["choices"].update(take=["r2", "r3"]))
    yield Malformed("a course to take and its repetition", clash, None, "choices.take")
