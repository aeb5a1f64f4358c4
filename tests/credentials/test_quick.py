"""Verifying by a learned shape: the same bytes as in full, taken for yes only, learned from what held."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from baeum.credentials import quick as quickly
from baeum.credentials import verify_linked
from baeum.credentials.canonical import canonical
from baeum.credentials.quick import quick
from baeum.credentials.templates import Templates
from baeum.credentials.verdict import Outcome

from .making import World, line, snapshot, without_proof

KINDS = ("badge", "portfolio")


@pytest.fixture(autouse=True)
def nothing_learned(monkeypatch: pytest.MonkeyPatch) -> Templates:
    """A verifier that has met no shape yet."""
    templates = Templates()
    monkeypatch.setattr(quickly, "LEARNED", templates)
    monkeypatch.setattr(verify_linked, "LEARNED", templates)
    return templates


def unread(*_: Any, **__: Any) -> bytes:
    raise AssertionError("it was read in full")


@pytest.mark.parametrize("kind", KINDS)
def test_a_known_shape_is_not_read_in_full_and_comes_to_the_same_bytes(
    world: World, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other = snapshot(), snapshot(line(4, title_ko='_:c14n0 "x" .'), line(5), line(6))
    assert quick(getattr(world, kind)(first).document) is None
    assert world.verify(getattr(world, kind)(first)).valid
    again = getattr(world, kind)(other)
    assert quick(again.document) == canonical(without_proof(again)) == again.nquads
    trusted = {"trusted": world.trusted, "status": world.held_lists()}
    monkeypatch.setattr(verify_linked, "canonical", unread)
    monkeypatch.setattr("baeum.credentials.proof.canonical", unread)
    assert world.verify(again, **trusted).valid


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_quick_way_says_is_never_taken_for_no(
    world: World, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify_linked, "quick", lambda _: b"<urn:a:1> <urn:a:2> <urn:a:3> .\n")
    assert world.verify(getattr(world, kind)()).valid


def test_nothing_is_learned_from_what_does_not_hold(world: World) -> None:
    document = copy.deepcopy(world.badge().document)
    document["description"] = "한 줄 더"
    assert world.verify(document, status=world.held_lists()).outcome is Outcome.CHANGED
    assert quick(document) is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_in_a_known_shape_is_seen(world: World, kind: str) -> None:
    held = getattr(world, kind)()
    assert world.verify(held).valid
    document = copy.deepcopy(held.document)
    document["name"] += "!"
    assert quick(document) is not None
    assert world.verify(document).outcome is Outcome.CHANGED


@pytest.mark.parametrize(
    ("name", "value"),
    [("id", "_:b0"), ("id", "relative"), ("name", "a\x07b"), ("name", 5), ("type", ["Other"])],
)
def test_values_that_need_care_are_read_in_full(world: World, name: str, value: Any) -> None:
    held = world.badge()
    assert world.verify(held).valid and quick(held.document)
    assert quick({**held.document, name: value}) is None


@pytest.mark.parametrize("inside", [None, 5, [5], [[]], {}, [{"id": 5}]])
def test_odd_members_are_read_in_full(world: World, inside: Any) -> None:
    held = world.portfolio()
    assert world.verify(held).valid and quick(held.document)
    subject = {**held.document["credentialSubject"], "verifiableCredential": inside}
    assert quick({**held.document, "credentialSubject": subject}) is None
    assert not world.verify({**held.document, "credentialSubject": subject}).valid
