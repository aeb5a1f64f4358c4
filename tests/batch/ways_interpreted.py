"""The kernel's ways to an answer, run interpreted, one beside another: what they share must be the same.

Run by ``test_ways.py`` in a process of its own with NUMBA_DISABLE_JIT=1, so that a way can be closed. Prints
how many learners differ in each, and how often each way was gone.
"""

from __future__ import annotations

import json
import random
from typing import Any
from unittest.mock import patch

import numpy as np
from tests.batch.flattening import Case, nested
from tests.batch.interpreted import counted, gone
from tests.oracle.cases import large_case, tiny_case

from baeum_rules.batch.columns import Decided
from baeum_rules.batch.encoding import Encoder
from baeum_rules.batch.kernel import (
    choosing,
    closed_form,
    deciding,
    looking_over,
    one_limit,
    selecting,
    small_parts,
)
from baeum_rules.certificates import load_certificates
from baeum_rules.parameters import load_law

ALL_LIMITS = looking_over.TO_WEIGH & ~looking_over.UNUSUAL
COURSE = {
    "source": "university_course",
    "leaving": "withdrawn",
    "left_on": "2019-02-20",
    "same_program": True,
}


def bachelor(records: list[dict[str, Any]]) -> Case:
    """A first bachelor's case with courses of one school."""
    case = tiny_case(random.Random(5))
    case["as_of"], case["choices"] = "2026-03-01", {"take": [], "leave": []}
    case["goal"] |= {"degree": "bachelor", "route": "first"}
    case["learner"] |= {"previous_degrees": []}
    same = {"institution": "가나대학교", "score": 88}
    case["records"] = [
        {"id": f"s{place:02}", "subject": f"과목 {place}", **same, **record}
        for place, record in enumerate(records)
    ]
    return case


def school(rng: random.Random) -> Case:
    """Courses of one college that come to more than its cap, some to be cut."""
    of_college = COURSE | {"school_kind": "college_2y"}
    case = bachelor(
        [
            of_college
            | {
                "credits": rng.randint(2, 9),
                "ended_on": f"20{rng.randint(10, 18)}-06-{rng.randint(10, 28)}",
                "class": rng.choice(("major_required", "major_elective", "liberal_arts", "general_elective")),
            }
            for _ in range(rng.randint(16, 24))
        ]
    )
    if rng.random() < 0.3:  # the least of them must count
        case["records"][0]["class"], case["choices"]["take"] = "general_elective", ["s00"]
    return case


def compatible(rng: random.Random, *, twice: bool) -> Case:
    """Below every limit, with courses that may be liberal arts too, which is what is short; one ``twice``."""
    taken = {"source": "accredited_course", "credits": 3, "attendance": 95}
    records = [
        taken | {"ended_on": f"20{10 + place // 14}-{('06', '12')[place // 7 % 2]}-{rng.randint(10, 28)}"}
        for place in range(28)
    ]
    general = COURSE | {"school_kind": "university", "credits": 3, "class": "general_elective"}
    records += [general | {"ended_on": f"201{rng.randint(6, 8)}-06-20"} for _ in range(24)]
    case = bachelor(records)
    if twice:
        case["records"].append(case["records"][1] | {"id": "s99"})
    subjects = [f"과목 {place}" for place in range(28)]
    case["goal"]["curriculum"] |= {
        "required": [],
        "elective": subjects,
        "liberal": [],
        "compatible": subjects[:8],
        "substitutes": [],
        "required_credits": None,
    }
    return case


def part_timers(rng: random.Random) -> Case:
    """Courses of part-time learners at one school, about as many as it may give in a semester and a year."""
    basis = {"source": "part_time_course", "basis": "higher_education_act", "class": "major_elective"}
    basis |= {"same_program": True}
    return bachelor(
        [
            basis | {"credits": rng.randint(3, 7), "ended_on": f"2015-{rng.choice(('06', '12'))}-20"}
            for _ in range(rng.randint(3, 6))
        ]
    )


def cases() -> list[Case]:
    """Small cases of every theme, some with many records, one with more than a sum has room for."""
    found = [tiny_case(random.Random(seed)) for seed in range(3000, 3500)]
    found += [tiny_case(random.Random(seed), 14) for seed in range(3600, 3700)]
    found += [large_case(random.Random(seed), "ordinary") for seed in range(300, 310)]
    found += [school(random.Random(seed)) for seed in range(16)]
    found += [compatible(random.Random(seed), twice=seed % 2 == 1) for seed in range(4)]
    found += [part_timers(random.Random(seed)) for seed in range(8)]
    rich = large_case(random.Random(1), "ordinary")
    for record in rich["records"]:
        if "credits" in record:
            record["credits"] = 60
    return [*found, rich]


def columns_of(answer: Decided) -> dict[str, Any]:
    return {name: column.copy() for name, column in answer._asdict().items()}


def main() -> None:
    """Decides the cases as they are decided, then with every limit laid, then with every part searched."""
    np.seterr(all="ignore")  # sums of states leave 64 bits, as compiled
    folder = load_law().folder
    given = Encoder(load_certificates(f"{folder}/certificates")).encode(nested(cases()))[:4]
    chooser, look = choosing.Chooser(), looking_over.look_over

    def table(d: Any, count: int, kind: int, room: bool, width: int) -> None:
        gone["room" if room else "given up"] += 1
        filled(d, count, kind, room, width)

    filled = one_limit._write_table
    with (
        patch.object(choosing, "counts_whole", counted("whole", closed_form.counts_whole)),
        patch.object(deciding, "decide_small", counted("small", small_parts.decide_small)),
        patch.object(small_parts, "count_in_part", counted("in part", one_limit.count_in_part)),
        patch.object(small_parts, "fill", counted("fill", one_limit.fill)),
        patch.object(small_parts, "_try_out", counted("tried", small_parts._try_out)),
        patch.object(one_limit, "_write_table", table),
    ):
        as_it_is = columns_of(chooser(*given))
    with (
        patch.object(choosing, "look_over", lambda *words: look(*words) | ALL_LIMITS),
        patch.object(choosing, "has_chain", lambda *_: True),
    ):
        all_laid = columns_of(chooser(*given))
    with (
        patch.object(deciding, "decide_small", lambda *_: one_limit.LARGE),
        patch.object(selecting, "settles", lambda *_: False),
    ):
        all_searched = columns_of(chooser(*given))
    print(
        json.dumps(
            {
                "laid": [n for n, column in as_it_is.items() if (column != all_laid[n]).any()],
                "searched": [n for n, column in as_it_is.items() if (column != all_searched[n]).any()],
                "gone": gone,
                "states": np.bincount(as_it_is["state"], minlength=3).tolist(),
            }
        )
    )


if __name__ == "__main__":
    main()
