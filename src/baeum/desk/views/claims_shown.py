"""What the pages show of a claim, in the reader's language: clock, lines, the engine's table, fees, acts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from baeum.claims.decided import Decided, proposal_place, recognised_in, standing
from baeum.claims.models import Claim, ClaimLine, Fee, Proposal, Ruling
from baeum.claims.opening import COMMITTEE, Opened, reasons_of
from baeum.claims.proposing import unruled
from baeum.claims.ruling import ruling_place
from baeum.ledger.learning import opened_content
from baeum.ledger.rows import Row, rows
from baeum.shared.sealed import unsealed
from baeum_rules.accreditation.sentences import explained_due
from baeum_rules.claims.evidence import ATTACHED, Line, asked
from baeum_rules.claims.path import STATES
from baeum_rules.claims.sentences import word
from baeum_rules.ledger.entries import SELF_DECLARED
from baeum_rules.parameters import load_law
from baeum_rules.working_days import due

from .claims_door import language

TITLES = ("subject", "name", "item")


def row_shown(claim: Claim, on: date) -> dict[str, Any]:
    """One row of a queue."""
    return {
        "one": claim,
        "kind": word("kind", claim.kind, language()),
        "state": word("state", claim.state, language()),
        "overdue": claim.due_on is not None and claim.due_on < on,
    }


def clock_shown(claim: Claim, on: date) -> dict[str, Any] | None:
    """Until when, with the sum and the clause; None where no clock runs."""
    if claim.due_on is None or not STATES[claim.state].clock:
        return None
    counted, law = due(claim.clock, claim.since), load_law()
    source, version = law.source(counted.clause), law.version(claim.clock, claim.since)
    english = language() == "en"
    return {
        "due_on": claim.due_on,
        "overdue": claim.due_on < on,
        "sum": explained_due(counted, language()) if counted.on == claim.due_on else "",
        "clause": source.en if english else source.ko,
        "reading": counted.reading,
        "note": version.note_en if english else version.note_ko,
    }


def lines_shown(claim: Claim, opened: Opened, on: date) -> list[dict[str, Any]]:
    """The lines with their papers, and what there is to rule. A committee sees what it is asked about."""
    chosen = list(ClaimLine.objects.filter(claim=claim))
    if opened.relation == COMMITTEE:
        waiting = set(unruled(claim)) | set(
            Ruling.objects.filter(claim=claim).values_list("number", flat=True)
        )
        chosen = [row for row in chosen if row.number in waiting]
    numbers = [row.number for row in chosen]
    entries = rows("line.account_id = %s AND line.number = ANY (%s)", [opened.account_id, numbers])
    known = {one.entry.number: one for one in entries}
    rulings = rulings_shown(claim, opened)
    return [_line_shown(row, known.get(row.number), opened, on, rulings) for row in chosen]


def _line_shown(
    row: ClaimLine,
    known: Row | None,
    opened: Opened,
    on: date,
    rulings: Mapping[int, list[dict[str, Any]]],
) -> dict[str, Any]:
    has_file = known is not None and known.evidence_id is not None
    standing_ = known.entry.standing if known else SELF_DECLARED
    named = "school" if row.source == "degree" else row.source
    paper = asked(Line(row.number, named, standing_, has_file), on).paper
    content = (opened_content(known.entry, opened.key) if known else None) or {}
    return {
        "row": row,
        "entry": known.entry if known else None,
        "title": content.get("title", ""),
        "where": content.get("where", ""),
        "details": content.get("details", {}),
        "paper": word("paper", paper, language()),
        "evidence": word("evidence", row.evidence, language()),
        "to_examine": row.evidence == ATTACHED,
        "has_file": has_file,
        "rulings": rulings.get(row.number, []),
        "to_rule": not any(one["one"].state != "declined" for one in rulings.get(row.number, [])),
    }


def rulings_shown(claim: Claim, opened: Opened) -> dict[int, list[dict[str, Any]]]:
    """What the subcommittee said of each line."""
    found: dict[int, list[dict[str, Any]]] = {}
    for one in Ruling.objects.filter(claim=claim):
        reason = unsealed(opened.key, ruling_place(one.pk), one.reason)
        shown = {
            "one": one,
            "class": word("class", one.committee_class, language()),
            "state": word("state", one.state, language()),
            "reason": reason or "",
        }
        found.setdefault(one.number, []).append(shown)
    return found


def answer_shown(claim: Claim, opened: Opened) -> dict[str, Any] | None:
    """The engine's table, line by line: of the last proposal of the claim; None where there is none."""
    proposal = Proposal.objects.filter(claim=claim).order_by("-number").first()
    if proposal is None:
        return None
    case, answer = (
        unsealed(opened.key, proposal_place(claim.pk, proposal.number, part), getattr(proposal, part))
        for part in ("case", "answer")
    )
    if case is None or answer is None:
        return None
    before = _before(claim, opened)
    titles = {record["id"]: next(record[n] for n in TITLES if n in record) for record in case["records"]}
    return {
        "on": proposal.on,
        "law": proposal.law,
        "complete": answer["complete"],
        "remaining": answer["remaining"],
        "recognised": sum(recognised_in(answer).values()),
        "requirements": [_requirement(row) for row in answer["requirements"]],
        "lines": [_answer_line(line, titles, before) for line in answer["records"]],
        "notes": [one[language()] if language() in one else one["ko"] for one in answer["notes"]],
    }


def _before(claim: Claim, opened: Opened) -> Decided | None:
    """What was recognised before the claim; of a decided one nothing is compared."""
    if claim.state in ("granted", "refused", "conferred"):
        return None
    return standing(opened.account_id, opened.key)


def _answer_line(line: dict[str, Any], titles: dict[str, str], before: Decided | None) -> dict[str, Any]:
    english, was = language() == "en", (before.recognised if before else {})
    return {
        "number": line["id"],
        "title": titles.get(line["id"], ""),
        "verdict": line["verdict"],
        "credits": line["credits"],
        "class": word("class", line["class"], language()) if line["class"] else "–",
        "taken": line["id"] in was,
        "reasons": [
            {
                "said": one["en"] if english else one["ko"],
                "clause": one.get("clause_en" if english else "clause") or one["clause"],
                "reading": one.get("reading"),
            }
            for one in line["reasons"]
        ],
    }


def _requirement(row: dict[str, Any]) -> dict[str, Any]:
    english = language() == "en"
    return {**row, "cited": row["clause_en"] if english else row["clause"]}


def fees_shown(claim: Claim) -> list[dict[str, Any]]:
    """What it costs, and whether that is settled."""
    law = load_law()
    return [
        {
            "one": fee,
            "what": word("fee", fee.what, language()),
            "state": word("state", fee.state, language()),
            "clause": law.source(fee.clause).en if language() == "en" else law.source(fee.clause).ko,
        }
        for fee in Fee.objects.filter(claim=claim).order_by("pk")
    ]


def history_shown(claim: Claim, opened: Opened) -> list[dict[str, Any]]:
    """What happened, the newest first."""
    acts = list(claim.history.select_related("office"))
    reasons = reasons_of(opened.key, claim.pk, acts)
    shown = []
    for act in acts:
        words = [word("act", act.act, language())]
        if act.case:
            words.append(word("case", act.case, language()))
        shown.append({"act": act, "said": ": ".join(words), "reason": reasons.get(act.number, "")})
    return list(reversed(shown))
