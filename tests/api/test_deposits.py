"""Deposits by the API: once for a key, once for an event, and only into the account that was named."""

from __future__ import annotations

from typing import Any

import pytest

from baeum.ledger.services.give_consent import give_consent
from baeum.ledger.services.withdraw_consent import withdraw_consent
from baeum.shared.clock import today
from cast import Cast

from .conftest import System, account, register, training

pytestmark = pytest.mark.django_db


def kind_of(answer: Any) -> str:
    """The last part of the problem's address."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    return str(answer.json()["type"].rstrip("/").rpartition("/")[2])


def test_a_new_deposit_is_created_and_sent_again_gives_the_same_answer(system: System, nari: str) -> None:
    first = system.deposit(training(nari), "a")
    assert first.status_code == 201
    assert first.json()["standing"] == "institution_confirmed"
    assert first.json()["learner_number"] == nari
    again = system.deposit(training(nari), "a")
    assert (again.status_code, again.json()) == (200, first.json())
    assert again.headers["Location"] == first.headers["Location"]
    assert len(system.get("/deposits").json()["items"]) == 1


def test_the_same_key_with_other_content_is_refused(system: System, nari: str) -> None:
    system.deposit(training(nari), "a")
    answer = system.deposit(training(nari, hours=46), "a")
    assert (answer.status_code, kind_of(answer)) == (422, "deposit-key-reused")


def test_the_same_event_with_a_new_key_is_a_conflict_and_stays_one(system: System, nari: str) -> None:
    system.deposit(training(nari), "a")
    for _ in range(2):
        answer = system.deposit(training(nari), "b")
        assert (answer.status_code, kind_of(answer)) == (409, "deposit-event-stands")


def test_another_office_may_use_the_same_key_but_not_vouch_again(
    cast: Cast, system: System, nari: str
) -> None:
    system.deposit(training(nari), "a")
    dasan = register(cast, "dasan", "taeo").sign_in()
    assert dasan.deposit(training(nari, title="다른 학습"), "a").status_code == 201
    assert dasan.deposit(training(nari), "b").status_code == 409


@pytest.mark.parametrize("changed", [{"name": "다른 사람"}, {"learner_number": "L0000000000"}])
def test_number_and_name_must_belong_together(system: System, nari: str, changed: dict[str, str]) -> None:
    answer = system.deposit(training(nari, **changed))
    assert (answer.status_code, kind_of(answer)) == (404, "account-unknown")


def test_without_consent_nothing_is_deposited_and_the_refusal_is_kept(cast: Cast, system: System) -> None:
    opened = account(cast, "dowon", ("record",))
    body = training(opened.learner_number, "dowon")
    assert kind_of(system.deposit(body, "a")) == "consent-missing"
    by = cast.as_self("dowon")
    give_consent(opened.account_id, purpose="institution_deposit", by=by, on=today())
    assert system.deposit(body, "a").status_code == 403  # a refusal that is asked for again
    assert system.deposit(body, "b").status_code == 201
    withdraw_consent(opened.account_id, purpose="institution_deposit", by=by, on=today())
    assert system.deposit(training(opened.learner_number, "dowon", title="또"), "c").status_code == 403


def test_every_fault_is_told_at_once_with_its_place(system: System, nari: str) -> None:
    answer = system.deposit(training(nari, happened_on="2999-01-01", hours=999_999, kind="nothing"))
    assert (answer.status_code, kind_of(answer)) == (422, "invalid-content")
    assert {one["pointer"]: one["code"] for one in answer.json()["errors"]} == {
        "#/happened_on": "day.future",
        "#/hours": "amount",
        "#/kind": "kind.unknown",
    }


@pytest.mark.parametrize(
    ("changed", "pointer", "code"),
    [
        ({"hours": "45"}, "#/hours", "whole"),
        ({"hours": True}, "#/hours", "whole"),
        ({"hours": 4.5}, "#/hours", "whole"),
        ({"hours": -1}, "#/hours", "greater_than_equal"),
        ({"hours": 2**63}, "#/hours", "less_than_equal"),
        ({"hours": 1e300}, "#/hours", "whole"),
        ({"happened_on": "2026.06.19"}, "#/happened_on", "day"),
        ({"happened_on": 5}, "#/happened_on", "day"),
        ({"happened_on": "2026-02-30"}, "#/happened_on", "day"),
        ({"title": "\x00"}, "#/title", "text_control"),
        ({"title": ""}, "#/title", "string_too_short"),
        ({"title": 5}, "#/title", "string_type"),
        ({"title": "x" * 301}, "#/title", "string_too_long"),
        ({"unknown/~": 1}, "#/unknown~1~0", "extra_forbidden"),
        ({"details": []}, "#/details", "dict_type"),
        ({"learner_number": "L1"}, "#/learner_number", "string_pattern_mismatch"),
        ({"title": "\x07"}, "#/title", "text.control"),
        ({"title": "   "}, "#/title", "text.empty"),
    ],
)
def test_a_value_of_the_wrong_form_is_named(
    system: System, nari: str, changed: dict[str, Any], pointer: str, code: str
) -> None:
    answer = system.deposit(training(nari, **changed))
    assert answer.status_code == 422
    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [(pointer, code)]


@pytest.mark.parametrize(
    "details", [{"a": "\x00"}, {"\x00": 1}, {"a": [1e300, -(2**62)]}, {"a": "\ufffe\u200b"}]
)
def test_details_of_any_kind_never_break_us(system: System, nari: str, details: dict[str, Any]) -> None:
    assert system.deposit(training(nari, details=details)).status_code in (201, 422)


@pytest.mark.parametrize("key", ["", " ", "가", "a b", "x" * 201, '"'])
def test_a_key_is_needed(system: System, nari: str, key: str) -> None:
    answer = system.deposit(training(nari), key)
    assert (answer.status_code, kind_of(answer)) == (400, "key-missing")


def test_a_quoted_key_is_the_same_key(system: System, nari: str) -> None:
    assert system.deposit(training(nari), '"a"').status_code == 201
    assert system.deposit(training(nari), "a").status_code == 200


def test_hangul_in_any_form_is_the_same_event(system: System, nari: str) -> None:
    import unicodedata

    body = {
        name: unicodedata.normalize("NFD", one) if isinstance(one, str) else one
        for name, one in training(nari).items()
    }
    first = system.deposit(body, "a")
    assert first.status_code == 201, first.json()
    assert system.deposit(training(nari), "a").status_code == 200


def test_a_line_is_read_by_its_office_only(cast: Cast, system: System, nari: str) -> None:
    made = system.deposit(training(nari, reference="7", details={"room": 3})).json()
    line = system.get(f"/deposits/{made['id']}").json()
    assert line["title"] == "지역사회 돌봄 기초"
    assert (line["state"], line["own"], line["details"], line["reference"]) == (
        "stands",
        True,
        {"room": 3},
        "7",
    )
    dasan = register(cast, "dasan", "taeo").sign_in()
    assert dasan.get(f"/deposits/{made['id']}").status_code == 404
    assert dasan.get("/deposits").json() == {"items": [], "next": None}
    refused = dasan.post(f"/deposits/{made['id']}/reversal", {"reason": "남의 줄"})
    assert (refused.status_code, kind_of(refused)) == (404, "line-unknown")


@pytest.mark.parametrize("line", ["0", "999999999999999999", "x", "-1", "1e3", "%00", "9" * 30])
def test_a_line_that_is_not_there(system: System, line: str) -> None:
    assert system.get(f"/deposits/{line}").status_code in (404, 422)


def test_a_reversal_is_a_line_and_given_again_the_same(system: System, nari: str) -> None:
    made = system.deposit(training(nari), "a").json()
    path = f"/deposits/{made['id']}/reversal"
    assert kind_of(system.post(path, {"reason": " "})) == "reason"
    first = system.post(path, {"reason": "잘못 보냄"})
    assert (first.status_code, first.json()["act"], first.json()["of_number"]) == (201, "reversal", 1)
    again = system.post(path, {"reason": "잘못 보냄"})
    assert (again.status_code, again.json()) == (200, first.json())
    assert system.get(f"/deposits/{made['id']}").json()["state"] == "reversed"
    assert system.get(f"/deposits/{first.json()['id']}").json()["state"] == "reverses"
    assert system.deposit(training(nari), "a").json() == made  # what was answered stays answered
    assert system.deposit(training(nari), "b").status_code == 201  # and the event may be deposited anew


def test_a_batch_answers_each_for_itself(system: System, nari: str) -> None:
    items = [
        {**training(nari, title="하나"), "key": "1"},
        {**training(nari, title="하나"), "key": "2"},
        {**training(nari, name="다른 사람"), "key": "3"},
        {**training(nari, title="둘"), "key": "4"},
    ]
    answer = system.post("/deposits/batch", {"items": items})
    assert answer.status_code == 200
    assert [one["status"] for one in answer.json()["items"]] == [201, 409, 404, 201]
    assert answer.json()["deposited"] == 2
    assert answer.json()["items"][2]["problem"]["title"]
    again = system.post("/deposits/batch", {"items": items}).json()
    assert [one["status"] for one in again["items"]] == [200, 409, 404, 200]
    assert again["items"][0]["deposit"] == answer.json()["items"][0]["deposit"]


@pytest.mark.parametrize("count", [0, 501])
def test_a_batch_has_its_size(system: System, nari: str, count: int) -> None:
    items = [{**training(nari), "key": str(one)} for one in range(count)]
    answer = system.post("/deposits/batch", {"items": items})
    assert (answer.status_code, kind_of(answer)) == (422, "invalid-content")


def test_a_fault_in_a_batch_stores_nothing_and_names_the_item(system: System, nari: str) -> None:
    items = [{**training(nari), "key": "1"}, {**training(nari, hours="x"), "key": "2"}]
    answer = system.post("/deposits/batch", {"items": items})
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == ["#/items/1/hours"]
    assert system.get("/deposits").json()["items"] == []
