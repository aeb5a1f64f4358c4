"""Documents about recognised credits: what is recognised, with grades, and towards which degree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from baeum.claims.decided import Decided
from baeum.credentials.snapshot import Line, Particular
from baeum.places.queries import institute_on
from baeum.shared.refusal import Refusal
from baeum.sheets.columns import written
from baeum_rules.parameters import load_law
from baeum_rules.recognition.fields import COMPLETION_FIELDS
from baeum_rules.recognition.grades import grades_of

from ..basis import Basis, Content, line_id
from . import goals


def credit_recognition(basis: Basis) -> Content | Refusal:
    """Every record that is recognised, with its credits and the class it counts as (act.7, act.8)."""
    decided = _decided(basis)
    return decided if isinstance(decided, Refusal) else _content(basis, decided, {}, ())


def transcript(basis: Basis) -> Content | Refusal:
    """The same with grades, the average of 100 and the grade point average."""
    decided = _decided(basis)
    if isinstance(decided, Refusal):
        return decided
    grades = grades_of(decided.case, decided.answer)
    letters = {one["id"]: one["letter"] for one in grades["records"]}
    told = []
    if grades["gpa"] is not None:
        told.append(
            Particular("gpa", "평점평균", f"{grades['gpa']} / {grades['scale']}", "Grade point average")
        )
    if grades["average"] is not None:
        told.append(Particular("average", "백분위 평균", grades["average"], "Average of 100"))
    return _content(basis, decided, letters, tuple(told))


def expected_degree(basis: Basis) -> Content | Refusal:
    """From so many recognised credits on (nile.operating.33.4)."""
    decided = _decided(basis)
    if isinstance(decided, Refusal):
        return decided
    if basis.registered is None:
        return Refusal("document.not_registered", status=409)
    goal = basis.registered.goal
    needed = load_law().value(f"expected_degree.{goal['degree']}", basis.on)
    have = sum(decided.recognised.values())
    if not isinstance(needed, int) or have < needed:
        return Refusal("document.expected_credits", {"needed": needed, "have": have}, 409)
    return _content(basis, decided, {}, goals.told(goal))


def _decided(basis: Basis) -> Decided | Refusal:
    decided = basis.decided
    if decided is None or not decided.recognised:
        return Refusal("document.nothing_recognised", status=409)
    return decided


def _content(
    basis: Basis, decided: Decided, letters: Mapping[str, str], told: tuple[Particular, ...]
) -> Content | Refusal:
    office = institute_on(basis.on)
    if office is None:
        return Refusal("document.no_institute", status=409)
    answers = {line["id"]: line for line in decided.answer["records"]}
    numbers = [int(record["id"]) for record in decided.records]
    here = {line.id: (entry, line) for entry, line in basis.shown(n for n in numbers if n in basis.lines)}
    shown: list[tuple[int | None, Line]] = []
    for record in decided.records:
        known = here.get(line_id(basis.account.pk, int(record["id"])).urn)
        entry, line = known or (None, _former(basis, record))
        answer = answers[record["id"]]
        counted = replace(
            line,
            credits=Decimal(answer["credits"]),
            field=_class_word(answer.get("class"), basis.wanted.languages[0]),
            grade=letters.get(record["id"], ""),
        )
        shown.append((entry, counted))
    shown.sort(key=lambda one: (one[1].happened_on, one[1].id))
    total = Particular("recognised", "인정학점", str(sum(decided.recognised.values())), "Recognised credits")
    law = Particular("decided", "결정", f"{decided.on.isoformat()} ({decided.law})", "Decided")
    entries = tuple((entry, line) for entry, line in shown if entry is not None)
    return Content(office, tuple(line for _, line in shown), entries, (total, *told, law))


def _class_word(code: str | None, language: str) -> str:
    """What the credits count as, in the first language of the document."""
    return written("class", code, language) if code else ""


def _former(basis: Basis, record: Mapping[str, Any]) -> Line:
    """A record as it was decided upon, whose line has gone on in another since."""
    day = next(date.fromisoformat(record[name]) for name in COMPLETION_FIELDS if record.get(name))
    title = next(
        (record[name] for name in ("subject", "name", "title") if record.get(name)), record["source"]
    )
    return Line(
        id=line_id(basis.account.pk, int(record["id"])).urn,
        title_ko=str(title),
        institution=str(record.get("institution") or "-"),
        kind=str(record["source"]),
        happened_on=day,
        standing="officially_verified",
    )
