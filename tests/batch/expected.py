"""What a batch must answer for a case, from the answer that the audit of one case gives."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from baeum_rules.batch.answering import Answered, Auditor
from baeum_rules.batch.bits import rule_ids
from baeum_rules.batch.one_by_one import hand_over_all
from baeum_rules.batch.schema import REQUIREMENTS


def row_of(answer: dict[str, Any]) -> dict[str, Any]:
    """The numbers and lines of an answer under the names of the columns."""
    row: dict[str, Any] = {name: answer[name] for name in ("law", "complete", "remaining")}
    row |= {"as_of": answer["as_of"], **answer["totals"]}
    asked = {requirement["id"]: requirement for requirement in answer["requirements"]}
    for name in REQUIREMENTS:
        for part in ("need", "have", "short"):
            row[f"{name}_{part}"] = asked[name][part] if name in asked else None
    row["required_unit"] = asked["required"]["unit"] if "required" in asked else None
    codes = {note["code"] for note in answer["notes"]}
    row |= {
        "holder": "holder.complete" in codes,
        "by_solver": "selection.by_solver" in codes,
        "pending": "committee.pending" in codes,
        "take_clash": False,
        "lower": answer["remaining"],
        "upper": answer["remaining"],
    }
    row["records"] = [
        {name: line[name] for name in ("id", "verdict", "credits", "class")} | {"why": why_not(line)}
        for line in answer["records"]
    ]
    return row


def why_not(line: dict[str, Any]) -> set[str]:
    """The rules that keep a record from counting in full."""
    if line["verdict"] == "recognised":
        return set()
    rules = {reason["rule"] for reason in line["reasons"]}
    return rules & {"school.cap"} if line["verdict"] == "reduced" else rules


def told(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the batch's answer in the same form."""
    names = rule_ids()
    row = {name: value for name, value in row.items() if name not in ("learner", "contested", "proved_by")}
    row["as_of"] = row["as_of"].isoformat()
    row["records"] = [
        {name: line[name] for name in ("id", "verdict", "credits", "class")}
        | {"why": {name for bit, name in enumerate(names) if line["rules"] >> bit & 1}}
        for line in row["records"]
    ]
    return row


def answered_as_one_by_one(learners: pa.RecordBatch) -> Answered:
    """The answers for drawn learners, which are those of the audit of one case but for who proved them."""
    answered, alone = Auditor().audit(learners), Auditor(decide=hand_over_all).audit(learners)
    names = [name for name in answered.answers.schema.names if name not in ("proved_by", "by_solver")]
    assert answered.answers.select(names).to_pylist() == alone.answers.select(names).to_pylist()
    return answered
