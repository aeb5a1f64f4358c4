"""The same learning typed into the calculator and deposited in the ledger gives the same audit."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.conftest import ON, acting, course, training

import baeum.calculator.examples
from baeum.ledger.learning import Learning
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.open_account import Opened
from baeum.ledger.services.reverse import reverse
from baeum.ledger.sources import TITLE_FIELDS
from baeum.ledger.writing import Written
from baeum.recognition.services.audit_account import audit_account, case_of_account
from baeum_rules.recognition import audit
from baeum_rules.recognition.fields import COMPLETION_FIELDS
from cast import Cast

pytestmark = pytest.mark.django_db
EXAMPLES = sorted(Path(baeum.calculator.examples.__file__).parent.glob("*.json"))
OTHER = {"id", "source", "institution", "credits", *TITLE_FIELDS, *COMPLETION_FIELDS}


def learning_of(record: dict[str, Any], ids: dict[str, str]) -> Learning:
    """A record of a case as a learner would deposit it."""
    details = {name: value for name, value in record.items() if name not in OTHER}
    if details.get("retake_of"):
        details["retake_of"] = int(ids[details["retake_of"]])
    return Learning(
        record["source"],
        next(record[name] for name in TITLE_FIELDS if name in record),
        record.get("institution", "표본 기관"),
        date.fromisoformat(next(record[day] for day in COMPLETION_FIELDS if day in record)),
        credits=record.get("credits"),
        reference=record["id"],
        details=details,
    )


def learner_of(learner: dict[str, Any]) -> list[Learning]:
    """Education that a case tells of the learner."""
    found = []
    if day := learner.get("high_school_completed_on"):
        found.append(
            Learning("school", "고등학교 졸업", "표본고", date.fromisoformat(day), details={"level": "high"})
        )
    for degree in learner.get("previous_degrees", ()):
        details = {"degree": degree["degree"], "major": degree["major"]}
        if degree["conferred_on"] == learner.get("bdes_degree_on"):
            details["by"] = "bdes"
        day = date.fromisoformat(degree["conferred_on"])
        found.append(Learning("degree", degree["major"], "표본대", day, details=details))
    return found


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_ledger_audits_as_the_calculator(cast: Cast, nari: Opened, example: Path) -> None:
    case = json.loads(example.read_text(encoding="utf-8"))["case"]
    by, ids, choices = cast.as_self("nari"), {}, case.get("choices") or {}
    for record in case["records"]:
        answer = deposit(nari.account_id, learning_of(record, ids), key=record["id"], by=by, on=ON)
        assert isinstance(answer, Written), answer
        ids[record["id"]] = str(answer.number)
    for number, learning in enumerate(learner_of(case["learner"])):
        assert isinstance(deposit(nari.account_id, learning, key=f"l{number}", by=by, on=ON), Written)
    chosen = {name: [ids[record] for record in wanted] for name, wanted in choices.items()}
    with acting(by):
        found = audit_account(
            nari.account_id, goal=case["goal"], on=date.fromisoformat(case["as_of"]), choices=chosen
        )
    typed = audit(named_by_number(case, ids))
    assert "errors" not in typed and len(typed["records"]) == len(case["records"]) > 3
    assert found == typed


def named_by_number(case: dict[str, Any], ids: dict[str, str]) -> dict[str, Any]:
    """The case with each record under the number of its line, as sentences name it."""
    records = [
        {**record, "id": ids[record["id"]]}
        | ({"retake_of": ids[of]} if (of := record.get("retake_of")) else {})
        for record in case["records"]
    ]
    choices = {
        name: [ids[record] for record in wanted] for name, wanted in (case.get("choices") or {}).items()
    }
    return {**case, "records": records, "choices": choices}


def test_only_lines_that_stand_are_facts(cast: Cast, nari: Opened) -> None:
    by = cast.as_self("nari")
    deposit(nari.account_id, course(), key="k1", by=by, on=ON)
    deposit(nari.account_id, course("가족복지론"), key="k2", by=cast.as_("sora"), on=ON)
    deposit(nari.account_id, course("노인복지론"), key="k3", by=by, on=ON)
    deposit(nari.account_id, training(), key="k4", by=by, on=ON)  # no source of credit
    reverse(nari.account_id, 3, reason="잘못", by=by)
    school = Learning("school", "표본고", "표본고", date(2007, 2, 10), details={"level": "high"})
    deposit(nari.account_id, school, key="k5", by=by, on=ON)
    master = Learning("degree", "사회복지학", "표본대", date(2015, 2, 20), details={"degree": "master"})
    deposit(nari.account_id, master, key="k6", by=by, on=ON)
    goal = {"degree": "bachelor", "route": "first", "major": "social-work"}
    with acting(by):
        case = case_of_account(nari.account_id, goal=goal, on=ON)
        assert [(record["id"], record["subject"]) for record in case["records"]] == [
            ("1", "사회복지학개론"),
            ("2", "가족복지론"),
        ]
        assert case["learner"]["previous_degrees"] == []  # recognition asks about none above a bachelor's
        vouched = case_of_account(nari.account_id, goal=goal, on=ON, vouched_only=True)
        assert [record["id"] for record in vouched["records"]] == ["2"]
        earlier = case_of_account(nari.account_id, goal=goal, on=date(2025, 12, 11))
        assert earlier["records"] == []
        answer = audit_account(nari.account_id, goal=goal, on=ON)
        assert answer["totals"]["recognised"] == 6 and answer["remaining"]


def test_a_stranger_gets_an_empty_case(cast: Cast, nari: Opened) -> None:
    deposit(nari.account_id, course(), key="k1", by=cast.as_self("nari"), on=ON)
    with acting(cast.as_self("dowon")):
        assert case_of_account(nari.account_id, goal={}, on=ON)["records"] == []
