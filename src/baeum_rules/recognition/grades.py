"""The average of the recognised graded records: scores and grade points, weighted by credits.

Decimal all the way, two decimals, half up: 3.625 is 3.63. Certificates, examinations for self-education and
heritage carry no grade (reading). A record with a score has the points of its score; one with a letter alone
those of the letter, and stays out of the average score.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from .fields import COMPLETION_FIELDS
from .sentences import sentences_of

if TYPE_CHECKING:
    from baeum_rules.parameters import Law

GRADED = ("accredited_course", "university_course", "part_time_course")  # bdes courses only pass
ROUNDINGS = {"half_up": ROUND_HALF_UP}
SIGNS = {"+": "_plus", "0": "", "-": "", "": ""}  # A0 and A- are A: 90-94 (reading)


class Grade(NamedTuple):
    """A recognised record with a grade: the credits counted, its score (None: a letter alone), its points."""

    record: str
    credits: int
    score: Decimal | None
    letter: str
    points: Decimal


def grades_of(
    case: dict[str, Any] | str | bytes, answer: Mapping[str, Any], law: Law | None = None
) -> dict[str, Any]:
    """The averages over the records that ``answer``, the answer to ``case``, recognises; ready for JSON.

    ``average`` (points of 100) and ``gpa`` are texts of two decimals, None where nothing has one;
    ``credits`` and ``scored_credits`` are what each is over. Raises ValueError for an answer of errors.
    """
    from baeum_rules.parameters import load_law

    if "errors" in answer:
        raise ValueError("the case has errors: there is nothing to average")
    law = law or load_law()
    records = {record["id"]: record for record in _document(case)["records"]}
    counted = [(records[line["id"]], line["credits"]) for line in answer["records"] if line["credits"]]
    graded = [_grade(record, credits, law) for record, credits in counted if record["source"] in GRADED]
    ungraded = sum(credits for record, credits in counted if record["source"] not in GRADED)
    scored = [one for one in graded if one.score is not None]
    on = date.fromisoformat(answer["as_of"])
    figures = {
        "average": _mean([(one.score or Decimal(0), one.credits) for one in scored], law, on),
        "gpa": _mean([(one.points, one.credits) for one in graded], law, on),
        "scale": _scale(law, on),
        "credits": sum(one.credits for one in graded),
        "scored_credits": sum(one.credits for one in scored),
        "ungraded_credits": ungraded,
    }
    return {
        **figures,
        "records": [
            {
                "id": one.record,
                "credits": one.credits,
                "score": None if one.score is None else str(one.score),
                "letter": one.letter,
                "points": str(one.points),
            }
            for one in graded
        ],
        "reasons": _reasons(figures, law),
    }


def _document(case: dict[str, Any] | str | bytes) -> dict[str, Any]:
    from .document import parse

    found = parse(case) if isinstance(case, str | bytes) else case
    if not isinstance(found, dict):
        raise ValueError("the case is not a document")  # its answer would have been one of errors
    return found


def _grade(record: Mapping[str, Any], credits: int, law: Law) -> Grade:
    on = next(date.fromisoformat(record[name]) for name in COMPLETION_FIELDS if record.get(name))
    given = record.get("score")
    if given is None:
        letter = str(record["letter"])
        code = letter[0].lower() + SIGNS[letter[1:]]
        return Grade(record["id"], credits, None, letter, _number(law, f"grade.{code}.points", on))
    score = Decimal(repr(given)) if isinstance(given, float) else Decimal(given)
    code = _code_of(score, law, on)
    letter = code[0].upper() + "+" * code.endswith("_plus")
    return Grade(record["id"], credits, score, letter, _number(law, f"grade.{code}.points", on))


def _code_of(score: Decimal, law: Law, on: date) -> str:
    """The grade with the highest lowest score that the score reaches."""
    reached = [
        (lowest, name.split(".")[1])
        for name in law.names_of("grade")
        if name.endswith(".minimum") and (lowest := _number(law, name, on)) <= score
    ]
    return max(reached)[1]


def _scale(law: Law, on: date) -> str:
    """The points of the best grade."""
    return str(max(_number(law, name, on) for name in law.names_of("grade") if name.endswith(".points")))


def _number(law: Law, name: str, on: date) -> Decimal:
    return Decimal(str(law.value(name, on)))


def _mean(weighted: list[tuple[Decimal, int]], law: Law, on: date) -> str | None:
    credits = sum(weight for _, weight in weighted)
    if not credits:
        return None
    total = sum((value * weight for value, weight in weighted), Decimal(0))
    places = Decimal(1).scaleb(-int(str(law.value("grade.decimals", on))))
    return str((total / credits).quantize(places, ROUNDINGS[str(law.value("grade.rounding", on))]))


def _reasons(figures: Mapping[str, Any], law: Law) -> list[dict[str, Any]]:
    sentences = sentences_of(law, "sentences_grades")
    key = "grade.none"
    if figures["gpa"] is not None:
        key = "grade.average" if figures["average"] is not None else "grade.average:letters_only"
    found = [sentences.reason(key, figures)]
    letters = figures["credits"] - figures["scored_credits"]
    if letters and figures["average"] is not None:
        found.append(sentences.reason("grade.letter", {"credits": letters}))
    if figures["ungraded_credits"]:
        found.append(sentences.reason("grade.ungraded", {"credits": figures["ungraded_credits"]}))
    return found
