"""What a claim would lead to, were it granted as it is now: asked of the engine, nothing is decided by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from baeum.calculator import present
from baeum.claims.facts import answered, case_for, decided_as
from baeum.claims.kinds import KINDS, Basis
from baeum.claims.kinds.degree import degree_case
from baeum.learner import claim_lines
from baeum.shared.refusal import Refusal
from baeum_rules.recognition.differences import differences

Found = tuple[dict[str, Any], dict[str, Any]]  # case, answer
ASKED_WHOLE = ("change_goal", "linkage", "withdrawal", "change_class", "re_examination")
SHOWN_KINDS = ("complete", "remaining", "total")  # records and requirements have their tables


EVERY_KIND = (*SHOWN_KINDS, "record")
NOT_COUNTED = ("refused", "not_chosen")


@dataclass(frozen=True)
class Change:
    """A line before and after: credits and class, "" where it was, or is, not recognised."""

    title: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether it is another."""
        return self.before != self.after


def preview(basis: Basis) -> Found | None:
    """The case and answer of a claim as it is written; None where there is nothing to ask about yet."""
    kind = basis.claim.kind
    if kind == "recognition":
        found = _recognition(basis)
    elif kind == "degree":
        found = degree_case(basis, pending=True) if basis.registered and basis.claim.conferral else None
    elif kind == "school_level" or kind in ASKED_WHOLE:
        return _proposed(basis)
    else:
        return None
    if found is None:
        return None
    answer = answered(found)
    return None if "errors" in answer else (found, answer)


def _recognition(basis: Basis) -> dict[str, Any] | None:
    """All lines of the claim, whether their papers were examined yet or not."""
    numbers = [number for number in basis.numbers if number in basis.lines]
    if basis.registered is None or not numbers:
        return None
    return case_for(
        basis.account_id,
        goal=basis.registered.goal,
        on=basis.on,
        numbers=numbers,
        before=basis.decided.records if basis.decided else (),
        take=basis.decided.recognised if basis.decided else (),
        lines=basis.lines.values(),
    )


def _proposed(basis: Basis) -> Found | None:
    kind = KINDS[basis.claim.kind]
    if basis.decided is None or basis.registered is None or kind.lacking(basis):
        return None
    found = kind.propose(basis)
    if isinstance(found, Refusal) or found.document is None or found.answer is None:
        return None
    return found.document, found.answer


def told_differences(before: Found, after: Found, kinds: tuple[str, ...] = SHOWN_KINDS) -> list[str]:
    """What differs in what is recognised and needed, in the language of the page."""
    found = differences(before[1], after[1], (before[0], after[0]))
    return [str(one[present.language()]) for one in found if one["kind"] in kinds and one["outcome"]]


def changes(basis: Basis, after: Found) -> list[Change]:
    """Each line that is recognised now or would be, before and after."""
    case, answer = after
    was = decided_as(basis.decided)
    now = {line["id"]: (line["credits"], str(line["class"])) for line in answer["records"] if line["credits"]}
    titles = {record["id"]: claim_title(record) for record in case["records"]}
    names = dict.fromkeys([*was, *now])
    return [
        Change(
            titles.get(name) or claim_lines.title_of_record(basis, name),
            _said(was.get(name)),
            _said(now.get(name)),
        )
        for name in names
    ]


def claim_title(record: Mapping[str, Any]) -> str:
    """What a record is called."""
    return str(record.get("subject") or record.get("name") or record.get("item") or record["id"])


def _said(found: tuple[int, str] | None) -> str:
    from baeum.calculator.forms import CLASS_LABELS

    if found is None or not found[0]:
        return ""
    return _("{count}학점 {taken}").format(count=found[0], taken=CLASS_LABELS.get(found[1], found[1]))


def shown(basis: Basis, found: Found) -> dict[str, Any]:
    """An answer as the page shows it: result, lines with verdict and reasons, what differs from now."""
    case, answer = found
    rows = present.record_rows(case, answer)
    before = (basis.decided.case, basis.decided.answer) if basis.decided else None
    return {
        "result": present.result(answer, case["goal"]),
        "rows": rows,
        "not_counted": [
            row for row in rows if row.get("verdict") in NOT_COUNTED and int(row["id"]) in basis.numbers
        ],
        "changes": [one for one in changes(basis, found) if one.changed],
        "differences": told_differences(before, found) if before else [],
        "case": case,
        "answer": answer,
    }
