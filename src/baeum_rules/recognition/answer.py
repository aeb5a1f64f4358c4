"""The answer to a case as plain data, and the errors of one that has no answer (design: recognition.md)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .blocked import not_chosen
from .case import VERSION, Fault
from .classes import CLASS_NAMES
from .decision import Audit, Requirement
from .problem import Selection, Totals
from .recognised import Recognised
from .refusals import shown_day
from .refused import refusal
from .sentences import Sentences, sentences_of
from .thresholds import Thresholds

Answer = dict[str, Any]


def errors_of(faults: list[Fault], thresholds: Thresholds) -> Answer:
    """The error answer: every fault, with sentences that name the record, the field and what was expected."""
    sentences = sentences_of(thresholds.law)
    return {"version": VERSION, "errors": [sentences.error(fault) for fault in faults]}


def answer_of(audited: Audit, thresholds: Thresholds, *, sample: bool) -> Answer:
    """The answer of an audit; the error answer where ``choices.take`` cannot be had.

    ``sample``: the curriculum is one of ours, not an official one.
    """
    sentences = sentences_of(thresholds.law)
    selection = audited.selection
    if selection is None:
        return {"version": VERSION, "errors": list(_take_errors(audited, sentences))}
    return {
        "version": VERSION,
        "law": thresholds.law.revision,
        "as_of": shown_day(audited.case.as_of),
        "curriculum": {"name": audited.case.goal.curriculum.name, "sample": sample},
        "complete": audited.complete,
        "remaining": audited.remaining,
        "totals": _totals(audited.totals),
        "requirements": [_requirement(row, audited, sentences) for row in audited.requirements],
        "records": _records(audited, selection, thresholds, sentences),
        "notes": list(_notes(audited, selection, sentences, sample=sample)),
    }


def _totals(t: Totals) -> dict[str, int]:
    return {
        "recognised": t.recognised,
        "major": t.major,
        "major_required": t.major_required,
        "major_elective": t.major - t.major_required,
        "liberal_arts": t.liberal,
        "general_elective": t.recognised - t.major - t.liberal,
        "eighteen": t.eighteen,
    }


def _requirement(row: Requirement, audited: Audit, sentences: Sentences) -> dict[str, Any]:
    """A row with the clause that asks for it; the curriculum asks for required subjects."""
    from datetime import date

    goal, law = audited.case.goal, sentences.law
    clause, reading = "rules.10", False
    if row.id != "required":
        name = {"university": "conferring_university"}.get(row.id, row.id)
        stem = f"requirement.{goal.degree}.{goal.route}."
        version = law.version(stem + name, date.fromordinal(audited.case.as_of))
        clause, reading = version.clause, version.reading or row.id == "university"
    source = law.source(clause)
    return {
        **row._asdict(),
        "missing": list(row.missing),
        "clause": source.ko,
        "clause_en": source.en,
        "clause_id": clause,
        "reading": reading,
    }


def _records(
    audited: Audit, selection: Selection, thresholds: Thresholds, sentences: Sentences
) -> list[dict[str, Any]]:
    """One line a record, in the order of the case."""
    column = {eligible.record.id: i for i, eligible in enumerate(audited.eligible)}
    recognised = Recognised(audited, selection, thresholds, sentences)
    lines = []
    for record in audited.case.records:
        credits, taken = 0, None
        if record.id not in column:
            verdict = "refused"
            reasons = [refusal(f, record, audited, sentences) for f in audited.refused[record.id]]
        else:
            i = column[record.id]
            credits = selection.credits[i]
            if credits:
                verdict = "reduced" if credits < audited.eligible[i].credits else "recognised"
                taken, reasons = CLASS_NAMES[selection.classes[i]], recognised.reasons(i)
            else:
                verdict = "not_chosen"
                reasons = not_chosen(audited, selection, i, thresholds.windows, sentences)
        lines.append(
            {"id": record.id, "verdict": verdict, "credits": credits, "class": taken, "reasons": reasons}
        )
    return lines


def _notes(
    audited: Audit, selection: Selection, sentences: Sentences, *, sample: bool
) -> Iterator[dict[str, Any]]:
    if audited.totals.holder:
        yield sentences.note("holder.complete", None, {})
    if sample:
        yield sentences.note("curriculum.sample", None, {"curriculum": audited.case.goal.curriculum.name})
    if selection.proved_by == "solver":
        yield sentences.note("selection.by_solver", None, {})
    for eligible in audited.eligible:
        record = eligible.record
        if record.id in audited.pending:
            yield sentences.note("committee.pending", record.id, {"title": record.fields["subject"]})
        if record.source == "certificate":
            entry = audited.certificates[record.id].entry
            if entry is not None and entry.job_key is None:
                yield sentences.note("certificate.job_unknown", record.id, {"title": record.fields["name"]})


def _take_errors(audited: Audit, sentences: Sentences) -> Iterator[dict[str, Any]]:
    """learner.take: the refusing rules of each refused record asked for, or the smallest clashing set."""
    records = {record.id: record for record in audited.case.records}
    refused = sorted(audited.case.take & audited.refused.keys())
    for name in refused:
        reasons = [refusal(f, records[name], audited, sentences) for f in audited.refused[name]]
        rules = ", ".join(reason["rule"] for reason in reasons)
        said = (" ".join(r["ko"] for r in reasons), " ".join(r["en"] for r in reasons))
        fault = Fault(name, "choices.take", "learner.take", {"rules": rules})
        yield sentences.error(fault, "refused", {"sentences": said})
    if refused:
        return
    from .clashes import smallest_clash  # only where the choice cannot be had

    ids = smallest_clash(audited.problem, [eligible.record.id for eligible in audited.eligible])
    for name in ids:
        fault = Fault(name, "choices.take", "learner.take", {"ids": ", ".join(ids)})
        yield sentences.error(fault, "clash" if len(ids) > 1 else "alone")
