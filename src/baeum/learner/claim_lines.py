"""Lines of the account that a claim can be about, each with what it has to show and where that stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baeum.claims.facts import decided_as
from baeum.claims.kinds import Basis
from baeum.claims.kinds.change_class import classes_that_can_change
from baeum.claims.kinds.registration import SCHOOLS
from baeum.learner import words
from baeum.ledger.queries import StatementLine
from baeum.ledger.sources import SOURCES
from baeum_rules.claims.evidence import Line, asked
from baeum_rules.claims.sentences import word
from baeum_rules.parameters import UnknownParameter

STYLES = {"confirmed": "success", "accepted": "success", "attached": "info", "missing": "danger"}
CHOSEN_OF_RECOGNISED = ("withdrawal", "linkage")


def lines_for(basis: Basis, chosen: Collection[int]) -> list[dict[str, Any]]:
    """What can be ticked for a claim of this kind; a line that cannot be is shown with the reason."""
    kind = basis.claim.kind
    if kind in CHOSEN_OF_RECOGNISED:
        return _recognised(basis, chosen)
    if kind not in ("recognition", "registration"):
        return []
    recognised = basis.decided.recognised if basis.decided else {}
    kinds: Collection[str] = SOURCES if kind == "recognition" else SCHOOLS
    rows = []
    for number, line in sorted(basis.lines.items()):
        if line.entry.kind not in kinds:
            continue
        row = _row(basis, number, line) | {"checked": number in chosen, "why_not": ""}
        if kind == "recognition" and str(number) in recognised:
            row |= {"checked": False, "why_not": _("이미 인정된 기록입니다.")}
        rows.append(row)
    return rows


def claimed(basis: Basis) -> list[dict[str, Any]]:
    """The lines a claim is about, each with where its paper stood when it was last examined."""
    rows = []
    for one in basis.of_claim:
        line = basis.lines.get(one.number)
        row = _row(basis, one.number, line) if line else {"number": one.number, "title": _("되돌린 줄")}
        stands = {
            "evidence": word("evidence", one.evidence, get_language() or "ko"),
            "evidence_state": one.evidence,
        }
        rows.append(row | stands | {"style": STYLES.get(one.evidence, "gray")})
    return rows


def _row(basis: Basis, number: int, line: StatementLine) -> dict[str, Any]:
    entry = line.entry
    content: Mapping[str, Any] = line.content or {}
    amount = words.amount(entry.credits or 0, entry.hours or 0) if entry.credits or entry.hours else ""
    return {
        "number": number,
        "title": line.title or _("읽을 수 없는 줄"),
        "where": content.get("where", ""),
        "day": words.day(entry.happened_on),
        "kind": words.kind_name(entry.kind, entry.happened_on),
        "amount": amount,
        "href": reverse("learner:line", args=[basis.account_id, number]),
        **_evidence(basis, number, line),
    }


def _evidence(basis: Basis, number: int, line: StatementLine) -> dict[str, str]:
    """The paper of a line, where it stands, and the clause that asks for it."""
    language = get_language() or "ko"
    known = Line(number, line.entry.kind, line.entry.standing, line.evidence_id is not None)
    try:
        found = asked(known, basis.on)
    except UnknownParameter:
        return {}
    source = _law().source(found.clause)
    return {
        "paper": word("paper", found.paper, language),
        "evidence": word("evidence", found.state, language),
        "evidence_state": found.state,
        "style": STYLES.get(found.state, "gray"),
        "clause": source.en if language == "en" else source.ko,
    }


def _law() -> Any:
    from baeum_rules.parameters import load_law

    return load_law()


def _recognised(basis: Basis, chosen: Collection[int]) -> list[dict[str, Any]]:
    """What is recognised now, each with the credits and class that the decision gave it."""
    language = get_language() or "ko"
    rows = []
    for name, (credits, taken) in decided_as(basis.decided).items():
        rows.append(
            {
                "number": int(name),
                "title": title_of_record(basis, name),
                "where": "",
                "day": "",
                "kind": word("class", taken, language),
                "amount": words.amount(credits, 0),
                "href": reverse("learner:line", args=[basis.account_id, int(name)]),
                "checked": int(name) in chosen,
                "why_not": "",
            }
        )
    return rows


def title_of_record(basis: Basis, name: str) -> str:
    """What a decided record is called."""
    records = {record["id"]: record for record in basis.decided.case["records"]} if basis.decided else {}
    record = records.get(name, {})
    return str(record.get("subject") or record.get("name") or record.get("item") or name)


def class_choices(basis: Basis) -> list[dict[str, Any]]:
    """The courses whose class can be changed, as fields: the class now, and those possible."""
    language = get_language() or "ko"
    now = decided_as(basis.decided)
    wanted: Mapping[str, Any] = basis.terms.get("classes") or {}
    return [
        {
            "id": f"line-{name}",
            "label": f"{title_of_record(basis, name)} · {words.amount(now[name][0], 0)}",
            "kind": "choice",
            "optional": True,
            "when": _("(지금 {now})").format(now=word("class", now[name][1], language)),
            "hint": "",
            "value": wanted.get(name, ""),
            "options": [(one, word("class", one, language)) for one in possible if one != now[name][1]],
            "error": "",
        }
        for name, possible in classes_that_can_change(basis).items()
    ]
