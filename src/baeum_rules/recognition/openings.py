"""What the recognised credits open today, and what is missing for the rest.

Only the credits are compared. Where the law asks for more (the same major, say), the sentence says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from .sentences import sentences_of

if TYPE_CHECKING:
    from baeum_rules.parameters import Law

# what opens -> the name of the number in the law
OPENINGS = {
    "industrial_engineer": "exam.industrial_engineer.credits",
    "engineer": "exam.engineer.credits",
    "expected_degree": "expected_degree.{degree}",
    "bdes_stage_1": "bdes_exempt.credits.stage_1",
    "bdes_stage_2": "bdes_exempt.credits.stage_2",
    "bdes_stage_4": "bdes_comprehensive.acbs_credits",
}
EXAMS = ("industrial_engineer", "engineer")


def openings_of(
    case: Mapping[str, Any], answer: Mapping[str, Any], law: Law | None = None
) -> list[dict[str, Any]]:
    """Each opening with ``open``, ``need``, ``have``, ``short`` (credits) and its reason, in a fixed order.

    ``case``: the parsed document; ``answer``: its answer. Raises ValueError for an answer of errors.
    """
    if "errors" in answer:
        raise ValueError("the case has errors: nothing is recognised by it")
    sources = {record["id"]: record["source"] for record in case["records"]}
    from_school = sum(
        one["credits"] for one in answer["records"] if sources[one["id"]] == "university_course"
    )
    return openings(
        have=answer["totals"]["recognised"],
        from_school=from_school,
        degree=case["goal"]["degree"],
        on=date.fromisoformat(answer["as_of"]),
        law=law,
    )


def openings(
    *, have: int, from_school: int, degree: str, on: date, law: Law | None = None
) -> list[dict[str, Any]]:
    """The same for so many recognised credits, ``from_school`` of them from universities and colleges."""
    from baeum_rules.parameters import load_law

    law = law or load_law()
    sentences = sentences_of(law, "sentences_openings")
    word = sentences.word(degree)
    found = []
    for name, parameter in OPENINGS.items():
        version = law.version(parameter.format(degree=degree), on)
        need = int(str(version.value))
        figures = {"have": have, "need": need}
        shown = {"degree": word} if name == "expected_degree" else {}
        reasons = [sentences.reason(name, figures, shown, reading=version.reading)]
        if name in EXAMS and from_school:
            reasons.append(sentences.reason("school_alone", {"outside": have - from_school}))
        title = sentences.rules[name]
        found.append(
            {
                "id": name,
                "title": {"ko": title["title_ko"], "en": title["title_en"]},
                "open": have >= need,
                "need": need,
                "have": have,
                "short": max(0, need - have),
                "reasons": reasons,
            }
        )
    return found
