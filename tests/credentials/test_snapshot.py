"""A snapshot reads back as it was frozen; every fault is told at once, with its place, in both languages."""

from __future__ import annotations

import json
from typing import Any

import pytest

from baeum.credentials.reasons import sentences
from baeum.credentials.snapshot import Snapshot, as_json
from baeum.credentials.snapshot_reading import Fault, read_snapshot

from .making import frozen, line, snapshot, uuid


def places(value: Any) -> list[tuple[str, str]]:
    found = read_snapshot(value)
    assert isinstance(found, list)
    return [(fault.place, fault.reason.code) for fault in found]


def test_what_was_frozen_reads_back_the_same() -> None:
    held = snapshot(line(1, credits=1.5), line(2, credits=None, hours=None, accreditation=None))
    text = json.dumps(as_json(held))
    assert read_snapshot(json.loads(text)) == held
    assert as_json(held)["lines"][0]["credits"] == 1.5
    assert "credits" not in as_json(held)["lines"][1]


def test_all_faults_are_told_at_once_each_at_its_place() -> None:
    wrong = frozen(
        line(1, credits=0.3, hours=1.5, happened_on="2026-02-30"),
        line(1, standing="sure", title_ko=None, colour="red", accreditation={"number": "1"}),
        kind="diploma",
        number="0000-0000-0000-0000",
        languages=["ko", "fr"],
        holder={"name": "a\x07", "resident_number": "900101-1234567"},
        valid_until="2026-01-01",
    )
    assert set(places(wrong)) == {
        ("kind", "snapshot.one_of"),
        ("number", "snapshot.form"),
        ("languages", "snapshot.one_of"),
        ("holder.name", "snapshot.control"),
        ("holder.resident_number", "snapshot.unknown"),
        ("valid_until", "snapshot.order"),
        ("lines[0].credits", "snapshot.halves"),
        ("lines[0].hours", "snapshot.whole"),
        ("lines[0].happened_on", "snapshot.day"),
        ("lines[1].standing", "snapshot.one_of"),
        ("lines[1].title_ko", "snapshot.missing"),
        ("lines[1].colour", "snapshot.unknown"),
        ("lines[1].id", "snapshot.twice"),
        ("lines[1].accreditation.body", "snapshot.missing"),
        ("lines[1].accreditation.granted_on", "snapshot.missing"),
        ("lines[1].accreditation.valid_until", "snapshot.missing"),
    }


def test_a_learning_history_shows_only_what_somebody_confirmed() -> None:
    own = line(1, standing="self_declared")
    assert places(frozen(own)) == [("lines[0].standing", "snapshot.unverified")]
    assert isinstance(read_snapshot(frozen(own, kind="portfolio")), Snapshot)


@pytest.mark.parametrize(
    "title", ["a\x00b", "a\x0bb", "a\x7fb", "a\ud800b", "a\u202eb", "e\u0301", "x" * 1_001, 5]
)
def test_texts_that_would_not_be_signed_or_seen_as_they_are_are_refused(title: Any) -> None:
    assert [place for place, _ in places(frozen(line(1, title_ko=title)))] == ["lines[0].title_ko"]


@pytest.mark.parametrize("credits", [1e-7, 0.25, -1, True, "3", float("nan"), float("inf"), 1_001, 2**63])
def test_credits_are_multiples_of_a_half(credits: Any) -> None:
    assert places(frozen(line(1, credits=credits))) == [("lines[0].credits", "snapshot.halves")]


@pytest.mark.parametrize(
    "value", [None, [], 3, "x", {"lines": {}}, {"lines": [3]}, {"holder": 3}, {"issuer": []}]
)
def test_anything_at_all_is_answered_with_faults(value: Any) -> None:
    found = read_snapshot(value)
    assert isinstance(found, list) and all(isinstance(fault, Fault) for fault in found)
    assert all(fault.reason.ko and fault.reason.en for fault in found)


def test_every_sentence_is_whole_in_both_languages() -> None:
    for code, both in sentences().items():
        assert set(both) == {"ko", "en"}, code
        assert all(text.endswith((".", "}", ".)")) for text in both.values()), code


def test_ids_are_urns_of_uuids() -> None:
    assert places(frozen(line(1, id="urn:uuid:1"))) == [("lines[0].id", "snapshot.form")]
    assert isinstance(read_snapshot(frozen(line(1, id=uuid(9)))), Snapshot)


def test_a_line_may_tell_its_grade_and_says_nothing_where_there_is_none() -> None:
    graded = read_snapshot(frozen(line(1, grade="A+ 97"), line(2)))
    assert isinstance(graded, Snapshot)
    first, second = as_json(graded)["lines"]
    assert first["grade"] == "A+ 97" and "grade" not in second
