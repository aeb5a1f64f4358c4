"""Open Badges of a snapshot's lines, against 1EdTech's schema (trap 14), and their ids (trap 17)."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from baeum.credentials.badge import TYPES, Terms, badge, sign_badge
from baeum.credentials.keys import Purpose, new_key

from .making import DID, World, line, snapshot, uuid, without_proof
from .test_templates import shapes

SCHEMAS = Path(__file__).parent / "schemas"
TERMS = Terms(uuid(1), uuid(2))


def faults(document: dict[str, Any], schema: str = "ob_v3p0_achievementcredential_schema") -> list[str]:
    held = json.loads((SCHEMAS / f"{schema}.json").read_text())
    checking = jsonschema_rs.validator_for(held, validate_formats=True)
    return [f"{list(error.instance_path)}: {error.message}" for error in checking.iter_errors(document)]


def test_every_shape_passes_the_schema_of_1edtech() -> None:
    for document in shapes():
        assert not faults(document), document


@pytest.mark.parametrize("kind", [*TYPES, "career", "book", "something_else"])
def test_every_kind_of_learning_passes_the_schema(world: World, kind: str) -> None:
    held = snapshot(line(1, kind=kind))
    assert not faults(world.badge(held).document)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("validFrom",), "2026-11-26"),
        (("credentialSubject", "achievement", "achievementType"), "Lecture"),
        (("credentialSubject", "achievement", "creditsAvailable"), "3"),
        (("credentialSubject", "activityEndDate"), "2026-03-02"),
    ],
)
def test_the_schema_notices_what_trap_14_is_about(world: World, place: tuple[str, ...], value: Any) -> None:
    document = copy.deepcopy(world.badge().document)
    held: Any = document
    for step in place[:-1]:
        held = held[step]
    held[place[-1]] = value
    assert faults(document)


def test_the_badge_says_what_the_line_says_and_no_more(world: World) -> None:
    document = world.badge().document
    subject, text = document["credentialSubject"], json.dumps(document, ensure_ascii=False)
    assert subject["achievement"]["name"] == "파이썬 기초 1"
    assert subject["creditsEarned"] == 3 and subject["result"][0]["value"] == "30"
    assert subject["activityEndDate"] == "2026-03-02T00:00:00+09:00"
    assert [one["genre"] for one in document["evidence"]] == ["officially_verified", "accreditation"]
    assert "2025-0101" in document["evidence"][1]["name"]
    for other in ("파이썬 기초 2", "1990", "한빛상사", "취업"):
        assert other not in text


def test_the_time_of_signing_is_the_day_of_issue(world: World) -> None:
    assert world.badge().document["proof"]["created"] == "2026-11-26T00:00:00+09:00"


def test_an_achievement_has_another_id_when_anything_of_it_changes() -> None:
    held = snapshot()
    first = badge(held, held.lines[0], TERMS)["credentialSubject"]["achievement"]["id"]
    for changed in (
        {"title_ko": "파이썬"},
        {"institution": "다른 곳"},
        {"credits": 2},
        {"hours": None},
        {"field": "x"},
    ):
        other = snapshot(line(1, **changed))
        assert badge(other, other.lines[0], TERMS)["credentialSubject"]["achievement"]["id"] != first, changed


def test_the_same_achievement_of_two_learners_has_one_id() -> None:
    held, other = snapshot(line(1)), snapshot(line(5, title_ko="파이썬 기초 1", title_en="Python basics 1"))
    ids = {badge(one, one.lines[0], TERMS)["credentialSubject"]["achievement"]["id"] for one in (held, other)}
    assert len(ids) == 1


@pytest.mark.parametrize(
    "key", [new_key(DID, Purpose.STATUS, 2026), new_key("did:web:x.kr", Purpose.ITEMS, 2026)]
)
def test_only_an_items_key_of_the_issuer_signs_items(world: World, key: Any) -> None:
    held = snapshot()
    with pytest.raises(ValueError, match="may not sign"):
        sign_badge(held, held.lines[0], TERMS, key, world.templates)


def test_what_is_signed_is_what_is_shown(world: World) -> None:
    held = snapshot()
    terms = Terms(uuid(1_001), uuid(2_001), world.entry())
    assert without_proof(world.badge()) == badge(held, held.lines[0], terms)
