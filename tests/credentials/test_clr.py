"""The portfolio as a CLR: only what was ticked, joined from what the badges were signed with."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from baeum.credentials.badge import Signed, Terms
from baeum.credentials.canonical import canonical
from baeum.credentials.clr import CONTEXTS, MOST_MEMBERS, clr
from baeum.credentials.contexts import CLR
from baeum.credentials.safe import Unsafe
from baeum.credentials.verdict import Outcome

from .making import World, line, snapshot, uuid, without_proof
from .test_badge import faults

TERMS = Terms(uuid(1), uuid(2))


@pytest.mark.parametrize("count", [1, 2, 7])
def test_joined_n_quads_are_those_of_the_whole_document(world: World, count: int) -> None:
    held = snapshot(*[line(n, credits=n / 2) for n in range(count)])
    signed = world.portfolio(held)
    assert canonical(without_proof(signed)) == signed.nquads


def test_texts_that_look_like_blank_nodes_stay_as_they_are(world: World) -> None:
    held = snapshot(line(1, title_ko="_:c14n0 x _:c14n0 .", field="_:c14n0"), line(2, title_ko='" _:c14n0 .'))
    signed = world.portfolio(held)
    assert canonical(without_proof(signed)) == signed.nquads
    assert "_:c14n0 x _:c14n0 ." in signed.nquads.decode()


def test_it_passes_the_schema_of_1edtech(world: World) -> None:
    assert not faults(world.portfolio().document, "clr_v2p0_clrcredential_schema")
    english = snapshot(languages=["en"], holder={}, valid_until=None, kind="portfolio")
    assert not faults(world.portfolio(english).document, "clr_v2p0_clrcredential_schema")


def test_the_schema_notices_a_missing_name(world: World) -> None:
    document = {k: v for k, v in world.portfolio().document.items() if k != "name"}
    assert faults(document, "clr_v2p0_clrcredential_schema")


def test_what_was_not_ticked_is_absent(world: World) -> None:
    held = snapshot()
    ticked = [world.badge(held, held.lines[1], 1)]
    text = json.dumps(world.portfolio(held, ticked).document, ensure_ascii=False)
    assert "파이썬 기초 2" in text and "파이썬 기초 1" not in text and "파이썬 기초 3" not in text


def test_it_says_that_it_may_be_partial_and_names_the_versioned_context(world: World) -> None:  # trap 16
    document = world.portfolio().document
    assert document["partial"] is True
    assert document["@context"] == CONTEXTS and CLR.endswith("context-2.0.1.json")
    assert b"vocab.html#partial" in world.portfolio().nquads


def test_badges_that_would_lend_each_other_their_words_are_refused(world: World) -> None:  # trap 17
    held = snapshot()
    one = world.badge(held, held.lines[0], 1)
    other = copy.deepcopy(world.badge(held, held.lines[1], 2))
    achievement = other.document["credentialSubject"]["achievement"]
    achievement["id"] = one.document["credentialSubject"]["achievement"]["id"]
    merged = Signed(other.document, canonical(without_proof(other)))
    with pytest.raises(Unsafe) as error:
        clr(held, [one, merged], TERMS)
    assert error.value.code == "credential.merged"
    assert error.value.figures["node"] == achievement["id"]


def test_an_issuer_may_have_been_renamed(world: World) -> None:
    held = snapshot()
    renamed = snapshot(issuer={**{"did": held.issuer.did}, "name_ko": "새 이름"})
    members = [world.badge(held, held.lines[0], 1), world.badge(renamed, renamed.lines[1], 2)]
    signed = world.portfolio(held, members)
    assert canonical(without_proof(signed)) == signed.nquads
    assert world.verify(signed).outcome is Outcome.VALID


@pytest.mark.parametrize("count", [0, MOST_MEMBERS + 1])
def test_none_and_too_many_are_refused(world: World, count: int) -> None:
    held = snapshot()
    with pytest.raises(Unsafe):
        clr(held, [world.badge()] * count, TERMS)


def test_each_badge_inside_has_its_own_verdict(world: World) -> None:
    held = snapshot()
    members = [world.badge(held, one, n, index=n) for n, one in enumerate(held.lines)]
    signed = world.portfolio(held, members)
    world.bits.set([1])
    verdict = world.verify(signed)
    assert verdict.outcome is Outcome.REVOKED
    assert [member.outcome for member in verdict.members] == [Outcome.VALID, Outcome.REVOKED, Outcome.VALID]
    assert "2" in verdict.reasons[0].ko


def test_a_badge_inside_cannot_be_changed_or_left_out(world: World) -> None:
    for change in (leave_out, rename):
        document = copy.deepcopy(world.portfolio().document)
        change(document["credentialSubject"]["verifiableCredential"])
        assert world.verify(document).outcome is Outcome.CHANGED


def leave_out(members: list[Any]) -> None:
    del members[1]


def rename(members: list[Any]) -> None:
    members[0]["credentialSubject"]["achievement"]["name"] = "다른 이름"
