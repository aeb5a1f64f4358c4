"""Change of class of a compatible subject: major or liberal arts; accredited courses only."""

from __future__ import annotations

from typing import Any

from baeum.shared.refusal import Refusal
from baeum_rules.recognition import read
from baeum_rules.recognition.case import Case
from baeum_rules.recognition.classes import CLASS_NAMES, LIBERAL, MAJOR, CurriculumKeys

from ..facts import case_for, decided_as
from ..words import Said
from .basis import GRANT, Basis, Kind, Problem, Proposed, asked_engine, needs_registration

SOURCE = "accredited_course"


def _lacking(basis: Basis) -> list[Problem]:
    found = needs_registration(basis)
    wanted = basis.terms.get("classes") or {}
    if not wanted:
        found.append(("lines", Refusal("claim.no_lines")))
    can = classes_that_can_change(basis)
    now = decided_as(basis.decided)
    for name, wish in wanted.items():
        if name not in can:
            found.append((f"line-{name}", Refusal("change_class.not_compatible", {"line": name}, 409)))
        elif wish not in can[name]:
            figures = {"line": name, "possible": Said("class", *can[name])}
            found.append((f"line-{name}", Refusal("change_class.not_possible", figures)))
        elif now[name][1] == wish:
            found.append((f"line-{name}", Refusal("change_class.same", {"line": name}, 409)))
    return found


def classes_that_can_change(basis: Basis) -> dict[str, tuple[str, ...]]:
    """The recognised accredited courses of a compatible subject: the classes that each can have."""
    if basis.decided is None:
        return {}
    case = read(basis.decided.case)
    if not isinstance(case, Case):
        return {}
    keys = CurriculumKeys(case.goal.curriculum)
    found: dict[str, tuple[str, ...]] = {}
    for record in case.records:
        if record.source != SOURCE or record.id not in basis.decided.recognised:
            continue
        key = keys.keys.of(record.fields["subject"])
        listed = keys.class_of(key)
        if listed & MAJOR and keys.is_compatible(key):
            found[record.id] = (CLASS_NAMES[listed], CLASS_NAMES[LIBERAL])
    return found


def _propose(basis: Basis) -> Proposed | Refusal:
    assert basis.decided is not None
    wanted: dict[str, Any] = basis.terms["classes"]
    records = [
        {**record, "class": wanted[record["id"]]} if record["id"] in wanted else record
        for record in basis.decided.records
    ]
    document = case_for(
        basis.account_id,
        goal=basis.decided.case["goal"],
        on=basis.on,
        before=records,
        take=basis.decided.recognised,
        lines=basis.lines.values(),
    )
    answer = asked_engine(document)
    return answer if isinstance(answer, Refusal) else Proposed(GRANT, document, answer)


CHANGE_CLASS = Kind(_propose, _lacking)
