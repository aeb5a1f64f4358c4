"""Verifiers nobody here wrote accept what we issue, and reject one changed byte.

Digital Bazaar's for Data Integrity and the Bitstring Status List, OpenWallet Foundation's for SD-JWT VC and
the Token Status List.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from datetime import datetime
from itertools import combinations
from typing import Any

import pytest

from baeum.credentials.canonical import canonical
from baeum.credentials.certificate import bind, present
from baeum.credentials.contexts import MULTIKEY, PINS, context
from baeum.credentials.keys import Purpose, new_key, public_jwk
from baeum.credentials.proof import secured
from baeum.credentials.sd_jwt import disclosure
from baeum.credentials.status_publishing import Publication

from .independent import Independent, installed
from .making import BITSTRING, DID, TOKEN, World, as_bytes, line, snapshot, uuid, without_proof
from .test_templates import shapes

NOW = "2026-11-27T03:00:00Z"
LONG = Publication(
    datetime.fromisoformat("2020-01-01T00:00:00+09:00"), datetime.fromisoformat("2099-01-01T00:00:00+09:00")
)
BUNDLES = (
    "ours",
    "npm",
)  # npm: the Open Badges context as the Digital Credentials Consortium has it (trap 6)


@pytest.fixture(scope="module")
def independent() -> Iterator[Independent]:
    found = installed()
    yield found
    found.close()


def linked(
    independent: Independent, world: World, document: Any, bundle: str = "ours", **more: Any
) -> dict[str, Any]:
    """What Digital Bazaar's verifier says of a credential, with its status checked."""
    documents: dict[str, Any] = {address: {"@context": context(address)} for address in PINS}
    documents |= {one["id"]: {"@context": MULTIKEY, **one} for one in world.document["verificationMethod"]}
    documents |= {DID: world.document, BITSTRING: json.loads(world.lists(LONG)[0])}
    given = {"documents": documents, "now": NOW, "bundle": bundle, "status": "credentialStatus" in document}
    return independent.ask(kind="data-integrity", credential=document, **{**given, **more})


def selective(independent: Independent, world: World, text: str, **more: Any) -> dict[str, Any]:
    """What OpenWallet's verifier says of an SD-JWT VC, with its status checked."""
    keys = world.keys
    given = {
        "jwk": keys[Purpose.DISCLOSURE].public.jwk,
        "statusJwk": keys[Purpose.STATUS_TOKEN].public.jwk,
        "lists": {TOKEN: world.lists(LONG)[1].decode()},
        "now": int(datetime.fromisoformat(NOW).timestamp()),
    }
    return independent.ask(kind="sd-jwt", text=text, **{**given, **more})


@pytest.mark.parametrize("bundle", BUNDLES)
@pytest.mark.parametrize("kind", ["badge", "portfolio"])
def test_accepts_badges_and_portfolios(
    independent: Independent, world: World, kind: str, bundle: str
) -> None:
    answer = linked(independent, world, getattr(world, kind)().document, bundle)  # the CLR: trap 16
    assert answer["verified"] and answer["status"] == [False], answer


def test_accepts_every_shape(independent: Independent, world: World) -> None:
    for document in shapes()[::7]:
        key = world.keys[Purpose.ITEMS]
        done, _ = secured(document, key, "2026-11-26T00:00:00+09:00", world.templates)
        assert linked(independent, world, done)["verified"], document


def test_accepts_texts_of_every_kind(independent: Independent, world: World) -> None:
    for text in (
        '"따옴표" \\ <b> {x}',
        "줄\n바꿈\t칸\r",
        "한글 漢字 😀 é \u0085\u2028\ufeff",
        "x" * 1_000,
        "_:c14n0 .",
    ):
        held = snapshot(line(1, title_ko=text, field=text, credits=2.5, hours=0))
        answer = linked(independent, world, world.badge(held).document)
        assert answer["verified"], (text, answer)


def test_accepts_the_credits_that_we_issue(independent: Independent, world: World) -> None:  # trap 4
    for credits in (0, 0.5, 1, 1.5, 3, 10, 140, 999.5):
        held = snapshot(line(1, credits=credits))
        assert linked(independent, world, world.badge(held).document)["verified"], credits


@pytest.mark.parametrize("kind", ["badge", "portfolio"])
def test_rejects_one_changed_byte_of_a_credential(independent: Independent, world: World, kind: str) -> None:
    document = getattr(world, kind)().document
    held, chance, tried = as_bytes(document), random.Random(7), 0
    while tried < 40:
        place = chance.randrange(len(held))
        changed = bytearray(held)
        changed[place] ^= 1 << chance.randrange(7)
        try:
            wrong = json.loads(changed)
        except ValueError:
            continue  # nobody needs a signature for that
        if wrong == document:
            continue
        tried += 1
        ours, theirs = world.verify(bytes(changed)), linked(independent, world, wrong)
        assert not ours.valid and not theirs["verified"], (held[place - 30 : place + 30], theirs)


def test_rejects_what_is_not_signed_as_we_do(independent: Independent, world: World) -> None:  # trap 2
    document = copy.deepcopy(world.badge().document)
    document["credentialSubject"]["grade"] = "A+"
    assert not linked(independent, world, document)["verified"]
    assert not world.verify(document).valid


def test_rejects_another_s_key(independent: Independent, world: World) -> None:
    assert not linked(independent, world, World().badge().document)["verified"]


def test_sees_the_bit_that_we_set_and_no_other(independent: Independent, world: World) -> None:  # trap 7
    for index in (0, 1, 7, 8, 77, 131_071):
        world.bits.set([index])
        for asked in (index, index ^ 1, index ^ 7):
            held = world.badge(index=asked).document
            assert linked(independent, world, held)["status"] == [asked == index], (index, asked)
            text = world.certificate(status=world.entry(asked))
            assert selective(independent, world, text)["verified"] is (asked != index), (index, asked)
        world.bits.set([index], False)


def test_accepts_any_subset_of_disclosures(independent: Independent, world: World) -> None:
    text, ids, names = world.certificate(), [uuid(n) for n in (1, 2, 3)], ["name", "birth_date"]
    for count in range(4):
        for lines in combinations(ids, count):
            for personal in ([], names[1:], names):
                answer = selective(independent, world, present(text, lines=lines, personal=personal))
                assert answer["verified"], answer
                assert [one["id"] for one in answer["payload"]["lines"]] == list(lines)
                assert set(answer["payload"].get("holder", {})) == set(personal)


def test_accepts_what_the_holder_has_bound(independent: Independent, world: World) -> None:
    wallet = new_key("did:web:wallet", Purpose.DISCLOSURE, 2026)
    text = present(
        world.certificate(holder=public_jwk(wallet.public.key)), lines=[uuid(1)], personal=["name"]
    )
    at = datetime.fromisoformat(NOW)
    bound = bind(text, audience="https://hr.example", nonce="n-1", at=at, sign=wallet.sign)
    assert selective(independent, world, bound, binding={"nonce": "n-1"})["verified"]
    assert not selective(independent, world, bound, binding={"nonce": "n-2"})["verified"]


def test_rejects_one_changed_byte_of_a_certificate(independent: Independent, world: World) -> None:
    text = world.certificate()
    chance = random.Random(8)
    for _ in range(60):
        place = chance.randrange(len(text) - 1)
        letter = chance.choice([one for one in "Aa0_-~." if one != text[place]])
        wrong = text[:place] + letter + text[place + 1 :]
        theirs = selective(independent, world, wrong)
        assert not world.verify(wrong).valid
        assert not theirs["verified"], (place, text[place - 10 : place + 10])


def test_rejects_a_disclosure_that_was_never_issued(independent: Independent, world: World) -> None:  # trap 8
    wrong = f"{world.certificate()}{disclosure('name', '김철수')}~"
    assert not selective(independent, world, wrong)["verified"] and not world.verify(wrong).valid


def test_a_term_that_was_added_in_place_would_fail_where_the_older_context_is(
    independent: Independent, world: World
) -> None:
    """Trap 6: signed by going round our guard, it is valid with the context of today, not with DCC's copy."""
    document = {**without_proof(world.badge()), "jti": "https://baeum.example/1"}
    done, _ = secured(document, world.keys[Purpose.ITEMS], NOW, world.templates, nquads=canonical(document))
    assert linked(independent, world, done, "ours")["verified"]
    assert not linked(independent, world, done, "npm")["verified"]
    assert linked(independent, world, world.badge().document, "npm")["verified"]
