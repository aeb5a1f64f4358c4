"""Short builders of records and cases for hand-computed examples; every default passes section 3."""

from itertools import count
from typing import Any

from .brute import solve

Record = dict[str, Any]
_numbers = count(1)


def _record(source: str, fields: dict[str, Any], **defaults: Any) -> Record:
    return {"id": f"a{next(_numbers):05d}", "source": source} | defaults | fields


def acc(credits: int = 3, day: str = "2024-06-20", **fields: Any) -> Record:
    """An accredited course of a subject of its own."""
    own = f"과목{next(_numbers)}번"
    return _record("accredited_course", fields, institution="가원", subject=own, credits=credits, score=80,
                   attendance=90, ended_on=day)  # fmt: skip


def uni(credits: int = 3, day: str = "2012-06-20", **fields: Any) -> Record:
    """A course of a university the learner left."""
    own = f"학교과목{next(_numbers)}번"
    return _record("university_course", fields, institution="나대", school_kind="university",
                   leaving="withdrawn", left_on="2025-12-31", subject=own, credits=credits, letter="B",
                   ended_on=day, same_program=True) | {
        "class": fields.get("class", "general_elective")
    }  # fmt: skip


def part(credits: int = 3, day: str = "2022-06-20", **fields: Any) -> Record:
    """A part-time course under the Higher Education Act."""
    own = f"시간제과목{next(_numbers)}번"
    return _record("part_time_course", fields, institution="다대", basis="higher_education_act", subject=own,
                   credits=credits, score=80, ended_on=day, same_program=True) | {
        "class": fields.get("class", "general_elective")
    }  # fmt: skip


def cert(name: str, day: str = "2020-06-01", **fields: Any) -> Record:
    """A certificate."""
    return _record("certificate", fields, name=name, acquired_on=day)


def exam(stage: int, **fields: Any) -> Record:
    """A BDES exam pass."""
    return _record(
        "bdes_exam", fields, stage=stage, subject=f"독학{next(_numbers)}번", passed_on="2024-05-20"
    )


def exemption(stage: int, **fields: Any) -> Record:
    """A BDES exemption course."""
    own = f"면제{next(_numbers)}번"
    return _record("bdes_exemption_course", fields, stage=stage, institution="라원", subject=own, score=80,
                   absence=5, ended_on="2024-06-20")  # fmt: skip


def heritage(role: str, day: str = "2010-05-05", **fields: Any) -> Record:
    """A national heritage role."""
    return _record("heritage", fields, item="강령탈춤", role=role, level="national", selected_on=day,
                   listed=True, same_major=False)  # fmt: skip


def case(records: list[Record], curriculum: dict[str, Any] | None = None, **goal: Any) -> dict[str, Any]:
    """A case of a bachelor's first route unless `goal` says otherwise."""
    return {
        "version": 1,
        "as_of": goal.pop("as_of", "2026-11-21"),
        "learner": {
            "high_school_completed_on": "1990-02-15", "bdes_degree_on": None,
            "previous_degrees": goal.pop("previous", []),
        } | goal.pop("learner", {}),
        "records": records,
        "choices": {"take": goal.pop("take", []), "leave": goal.pop("leave", [])},
        "goal": {
            "degree": "bachelor", "route": "first", "major": "시험", "curriculum": curriculum or {},
        } | goal,
    }  # fmt: skip


def run(records: list[Record], curriculum: dict[str, Any] | None = None, **goal: Any) -> dict[str, Any]:
    """The oracle's answer, its credits listed in the order of the records (0: not recognised)."""
    answer = solve(case(records, curriculum, **goal))
    if answer["clash"] is None:
        answer["list"] = [answer["credits"].get(r["id"], 0) for r in records]
        answer["cls"] = [answer["classes"].get(r["id"]) for r in records]
    answer["why"] = [answer["refused"].get(r["id"], []) for r in records]
    return answer


PREVIOUS = [{"degree": "bachelor", "major": "경영학", "conferred_on": "2010-02-20"}]
