"""Learners decided one by one, by the audit of one case: the reference, and the way for those handed over."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from baeum_rules.parameters import Law
from baeum_rules.recognition import read
from baeum_rules.recognition.answer import answer_of
from baeum_rules.recognition.case import Case
from baeum_rules.recognition.classes import CLASS_BITS
from baeum_rules.recognition.decision import Audit, audit
from baeum_rules.recognition.thresholds import thresholds_of

from .arrow import Bytes
from .bits import rule_ids, rules_as_bits
from .columns import (
    CLASH,
    DECIDED,
    HANDED,
    PROOFS,
    RECOGNISED,
    VERDICTS,
    Certificates,
    Curricula,
    Decided,
    Learners,
    Records,
)
from .documents import documents
from .finding_faults import Error, rows_of
from .room import fresh

PER_RECORD = {"verdict": np.int8, "credits": np.int32, "taken": np.int8, "rules": np.uint64}
FLAGS = ("state", "proved_by", "holder", "contested", "pending")


def hand_over_all(
    learners: Learners,
    records: Records,
    certificates: Certificates,  # noqa: ARG001  what a deciding function is given
    curricula: Curricula,  # noqa: ARG001
) -> Decided:
    """Decide nobody: each learner is to be decided one by one."""
    count, rows = len(learners.as_of), len(records.source)
    columns: dict[str, Any] = {}
    for name in Decided._fields:
        if name in PER_RECORD:
            columns[name] = fresh(rows, PER_RECORD[name])
            columns[name].fill(0)
        else:
            columns[name] = np.zeros(count, np.int8 if name in FLAGS else np.int32)
    columns["state"][:] = HANDED
    return Decided(**columns)


def decide_one_by_one(
    table: pa.RecordBatch, start: Any, places: Bytes, law: Law, into: Decided
) -> list[Error]:
    """Decide the learners marked in ``places`` and write what was decided ``into`` their places.

    ``table``: those learners alone, with their records. ``start``: where the records of each learner begin,
    of those decided already too. Returns the errors of those whose ``take`` cannot be had.
    """
    bit_of = {name: bit for bit, name in enumerate(rule_ids(law))}
    thresholds = thresholds_of(law)
    errors: list[Error] = []
    names = table.column("learner").to_pylist()
    for place, name, document in zip(map(int, np.flatnonzero(places)), names, documents(table), strict=True):
        case = read(document.case)
        assert isinstance(case, Case)  # those with faults were left out
        audited = audit(case, thresholds)
        answer = answer_of(audited, thresholds, sample=False)
        if audited.selection is None:
            into.state[place] = CLASH
            rows = rows_of(document, place, int(start[place]))
            errors += [
                Error(name, e["record"], e["field"], e["code"], e["ko"], e["en"], rows[e["record"]])
                for e in answer["errors"]
            ]
            continue
        into.state[place] = DECIDED
        _write_sums(into, place, audited)
        for row, line in enumerate(answer["records"], int(start[place])):
            into.verdict[row] = VERDICTS.index(line["verdict"])
            into.credits[row] = line["credits"]
            into.taken[row] = CLASS_BITS[line["class"]] if line["class"] else 0
            into.rules[row] = rules_as_bits(_why_not(line), bit_of)
    return errors


def _why_not(line: dict[str, Any]) -> list[str]:
    """The rules that refuse a record or keep it from counting in full."""
    if line["verdict"] == VERDICTS[RECOGNISED]:
        return []
    rules = [reason["rule"] for reason in line["reasons"]]
    return ["school.cap"] if line["verdict"] == "reduced" else rules


def _write_sums(into: Decided, place: int, audited: Audit) -> None:
    assert audited.selection is not None  # it was looked at before
    totals, needs = audited.totals, audited.problem.needs
    numbers = {
        "remaining": audited.remaining,
        "lower": audited.remaining,
        "upper": audited.remaining,
        "proved_by": PROOFS.index(audited.selection.proved_by),
        "recognised": totals.recognised,
        "major": totals.major,
        "major_required": totals.major_required,
        "liberal_arts": totals.liberal,
        "eighteen": totals.eighteen,
        "university": totals.university,
        "subjects": totals.subjects,
        "need_total": needs.total,
        "need_major": needs.major,
        "need_liberal_arts": needs.liberal,
        "need_eighteen": needs.eighteen,
        "need_university": needs.university,
        "holder": int(bool(totals.holder)),
        "contested": int(audited.selection.credits != audited.problem.credits),
        "pending": int(bool(audited.pending)),
    }
    for name, number in numbers.items():
        getattr(into, name)[place] = number
