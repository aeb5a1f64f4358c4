"""The one door: each outcome, one changed byte anywhere, the limits, and whatever else may be sent."""

from __future__ import annotations

import copy
import json
import random
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baeum.credentials import canonical as canonicalising
from baeum.credentials.canonical import canonical
from baeum.credentials.encodings import to_multibase
from baeum.credentials.issuer import Trusted, did_document, read_issuer
from baeum.credentials.keys import Purpose, new_key
from baeum.credentials.proof import config_of, secured
from baeum.credentials.status_checking import StatusLists
from baeum.credentials.strict_json import LARGEST
from baeum.credentials.verdict import Outcome

from .making import DID, ON, World, as_bytes, snapshot, without_proof

KINDS = ("badge", "portfolio", "certificate")


def made(world: World, kind: str) -> Any:
    return getattr(world, kind)()


@pytest.mark.parametrize("kind", KINDS)
class TestOutcomes:
    def test_valid(self, world: World, kind: str) -> None:
        verdict = world.verify(made(world, kind))
        assert verdict.outcome is Outcome.VALID and [one.code for one in verdict.reasons] == ["verify.valid"]
        assert (verdict.issuer_ko, verdict.issuer_en) == ("배움진흥원", "Baeum Institute")
        assert verdict.shown

    def test_a_byte_order_mark_and_spaces_around_change_nothing(self, world: World, kind: str) -> None:
        assert world.verify(b"\xef\xbb\xbf \r\n" + as_bytes(made(world, kind)) + b"\n ").valid

    def test_revoked(self, world: World, kind: str) -> None:
        held = made(world, kind)
        world.bits.set([77])
        assert world.verify(held).outcome is Outcome.REVOKED

    def test_expired_on_the_day_after_the_last(self, world: World, kind: str) -> None:
        held = made(world, kind)
        assert world.verify(held, date(2027, 2, 25)).outcome is Outcome.EXPIRED
        last = world.verify(held, date(2027, 2, 24))
        assert Outcome.EXPIRED not in {last.outcome} and last.reasons[0].code != "verify.expired"

    def test_not_yet_valid(self, world: World, kind: str) -> None:
        verdict = world.verify(made(world, kind), date(2026, 11, 1))
        assert verdict.reasons[0].code == "verify.not_yet"

    def test_unknown_issuer(self, world: World, kind: str) -> None:
        verdict = world.verify(made(world, kind), trusted=Trusted())
        assert verdict.outcome is Outcome.UNKNOWN_ISSUER and not verdict.shown and not verdict.issuer_ko

    def test_a_key_the_issuer_does_not_list_any_more(self, world: World, kind: str) -> None:
        held = made(world, kind)
        newer = [new_key(DID, purpose, 2027).public for purpose in Purpose]
        issuer = read_issuer(json.dumps(did_document(DID, newer)).encode())
        verdict = world.verify(held, trusted=Trusted.of([issuer]))
        assert verdict.reasons[0].code == "verify.unknown_key"

    def test_old_keys_still_verify_what_they_signed(self, world: World, kind: str) -> None:  # trap 15
        held = made(world, kind)
        newer = [new_key(DID, purpose, 2027).public for purpose in Purpose]
        old = [key.public for key in world.keys.values()]
        issuer = read_issuer(json.dumps(did_document(DID, [*newer, *old])).encode())
        assert world.verify(held, trusted=Trusted.of([issuer])).valid

    def test_without_its_list_it_is_unchecked_not_valid(self, world: World, kind: str) -> None:
        verdict = world.verify(made(world, kind), status=StatusLists())
        assert verdict.outcome is Outcome.UNCHECKED and verdict.shown

    def test_an_old_list_does_not_vouch_but_still_revokes(self, world: World, kind: str) -> None:
        held, later = made(world, kind), date(2026, 12, 24)
        assert world.verify(held, later).outcome is Outcome.UNCHECKED
        world.bits.set([77])
        assert world.verify(held, later).outcome is Outcome.REVOKED

    def test_somebody_else_s_list_is_not_believed(self, world: World, kind: str) -> None:
        held, other = made(world, kind), World()
        verdict = world.verify(held, status=StatusLists.of(other.lists()))
        assert verdict.outcome is Outcome.UNCHECKED and "status.broken" in verdict.reasons[0].code + str(
            [member.reasons[0].code for member in verdict.members]
        )

    def test_another_one_with_the_same_name_is_not_the_issuer(self, world: World, kind: str) -> None:
        verdict = world.verify(made(World(), kind))
        assert verdict.outcome is Outcome.CHANGED and not verdict.shown


@pytest.mark.parametrize("kind", KINDS)
def test_no_changed_byte_is_valid(world: World, kind: str) -> None:
    held = as_bytes(made(world, kind))
    trusted, lists, chance = Trusted.of([world.issuer]), StatusLists.of(world.lists()), random.Random(6)
    for _ in range(120):
        place = chance.randrange(len(held))
        changed = bytearray(held)
        changed[place] ^= 1 << chance.randrange(7)
        if same(bytes(changed), held):
            continue
        verdict = world.verify(bytes(changed), trusted=trusted, status=lists)
        assert not verdict.valid, (
            place,
            held[place - 20 : place + 20],
            bytes(changed[place - 20 : place + 20]),
        )
        assert verdict.outcome not in (Outcome.REVOKED, Outcome.EXPIRED)


def same(changed: bytes, held: bytes) -> bool:
    """Whether a change is only one of how JSON is written: a space, nothing that is said."""
    try:
        return bool(json.loads(changed) == json.loads(held))
    except ValueError:
        return False


def test_every_value_of_a_badge_is_signed(world: World) -> None:
    """Each text, number and member: changed, left out, or one more beside it."""
    document, tried = world.badge().document, 0
    for place in places(document):
        for change in (altered, dropped):
            wrong = copy.deepcopy(document)
            change(wrong, place)
            verdict = world.verify(wrong)
            assert not verdict.valid, (place, change.__name__)
            tried += 1
    assert tried > 80


def places(value: Any, before: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [before] if before else []
    names = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return found + [place for name in names for place in places(value[name], (*before, name))]


def altered(document: Any, place: tuple[Any, ...]) -> None:
    held = document
    for step in place[:-1]:
        held = held[step]
    value = held[place[-1]]
    held[place[-1]] = value + 1 if isinstance(value, int) else f"{value}x" if isinstance(value, str) else "x"


def dropped(document: Any, place: tuple[Any, ...]) -> None:
    held = document
    for step in place[:-1]:
        held = held[step]
    del held[place[-1]]


def test_an_unsigned_member_makes_a_signed_badge_worthless(world: World) -> None:  # trap 2
    document = copy.deepcopy(world.badge().document)
    document["credentialSubject"]["grade"] = "A+"
    verdict = world.verify(document)
    assert verdict.outcome is Outcome.UNREADABLE and verdict.reasons[0].code == "credential.undefined"


def test_a_name_that_stands_twice_is_refused(world: World) -> None:
    text = as_bytes(world.badge()).replace(b'"name": ', b'"name": "x", "name": ', 1)
    assert world.verify(text).reasons[0].code == "credential.twice"


def test_size_first(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("baeum.credentials.verify.read_json", lambda _: pytest.fail("it was read"))
    assert world.verify(b"{" + b" " * LARGEST).reasons[0].code == "credential.large"


def test_poison_is_refused_at_the_door(world: World, monkeypatch: pytest.MonkeyPatch) -> None:  # trap 5
    monkeypatch.setattr(canonicalising, "SECONDS", 0.7)
    document = copy.deepcopy(world.badge().document)
    names = [f"_:n{n}" for n in range(10)]
    document["evidence"] = [
        {"id": a, "type": "Evidence", "audience": [{"id": b} for b in names if b != a]} for a in names
    ]
    verdict = world.verify(document)
    assert verdict.outcome is Outcome.UNREADABLE and verdict.reasons[0].code == "credential.poison"
    many = [f"_:n{n}" for n in range(60)]
    document["evidence"] = [{"id": a, "type": "Evidence", "audience": {"id": b}} for a in many for b in many]
    assert world.verify(document).reasons[0].code == "credential.blank_nodes"


def test_unknown_issuers_cost_no_canonicalising(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("baeum.credentials.verify_linked.canonical", lambda _: pytest.fail("it was read"))
    assert world.verify(world.badge(), trusted=Trusted()).outcome is Outcome.UNKNOWN_ISSUER


def proved(world: World, document: dict[str, Any], **options: Any) -> dict[str, Any]:
    """The document with a good proof whose options are other than those we write."""
    key = world.keys[Purpose.ITEMS]
    proof = {**world.badge().document["proof"], **options}
    del proof["proofValue"]
    signed = sha256(canonical(config_of(document, proof))).digest() + sha256(canonical(document)).digest()
    return {**document, "proof": {**proof, "proofValue": to_multibase(key.sign(signed))}}


def test_a_proof_for_another_purpose_is_none(world: World) -> None:
    document = without_proof(world.badge())
    assert world.verify(proved(world, document)).valid
    verdict = world.verify(proved(world, document, proofPurpose="authentication"))
    assert verdict.outcome is Outcome.UNKNOWN_ISSUER


def test_a_status_key_cannot_sign_a_badge(world: World) -> None:
    document, _ = secured(
        without_proof(world.badge()), world.keys[Purpose.STATUS], "2026-11-26T00:00:00Z", world.templates
    )
    assert world.verify(document).reasons[0].code == "verify.unknown_key"


def test_one_good_proof_of_several_is_enough_and_a_second_cannot_hide_a_change(world: World) -> None:
    document = copy.deepcopy(world.badge().document)
    other = {**document["proof"], "verificationMethod": "did:web:other.example#k"}
    assert world.verify({**document, "proof": [other, document["proof"]]}).valid
    changed = {**document, "proof": [other, document["proof"]], "name": "x"}
    assert world.verify(changed).outcome is Outcome.CHANGED
    assert world.verify({**document, "proof": [other] * 5}).outcome is Outcome.UNREADABLE


def test_an_expired_proof_is_expired(world: World) -> None:
    document = without_proof(world.badge())
    assert world.verify(proved(world, document, expires="2026-11-27T23:59:59Z")).valid
    verdict = world.verify(proved(world, document, expires="2026-11-26T23:59:59Z"))
    assert verdict.outcome is Outcome.EXPIRED


def test_a_status_entry_that_cannot_be_read_is_told(world: World) -> None:
    document = without_proof(world.badge())
    document["credentialStatus"] = {**document["credentialStatus"], "statusListIndex": "x"}
    done, _ = secured(document, world.keys[Purpose.ITEMS], "2026-11-26T00:00:00Z", world.templates)
    assert world.verify(done).reasons[0].code == "status.entry"


def test_a_badge_without_status_never_needs_a_list(world: World) -> None:
    document = without_proof(world.badge())
    del document["credentialStatus"]
    done, _ = secured(document, world.keys[Purpose.ITEMS], "2026-11-26T00:00:00Z", world.templates)
    assert world.verify(done, status=StatusLists()).valid


NESTED = b"[" * 100_000


@pytest.mark.parametrize(
    "held",
    [
        b"",
        b"~",
        b"{}",
        b"{",
        b"{}~",
        b"a.b.c~",
        b'{"a":' + NESTED,
        b'{"a":' + b"[" * 100 + b"]" * 100 + b"}",
        b"\xff\xfe{",
        b'{"a": 1e999}',
        b'{"a": NaN}',
        b'{"a": 123456789012345678901234567890}',
        b'{"a": "\\ud800"}',
        b'{"@context": ["https://www.w3.org/ns/credentials/v2"],'
        b'"type": ["VerifiableCredential", "ClrCredential"]'
        b"}",
        b"%PDF-1.7",
        "안녕~".encode(),
        b"~" * 20_000,
        b"x" * 100 + b"~" + b"y~" * 3,
    ],
)
def test_whatever_is_sent_gets_an_answer_with_a_sentence(world: World, held: bytes) -> None:
    verdict = world.verify(held)
    assert verdict.outcome in (Outcome.UNREADABLE, Outcome.UNKNOWN_ISSUER)
    assert verdict.reasons[0].ko and verdict.reasons[0].en and not verdict.shown


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), value=JSON)
def test_anything_in_any_place_of_a_credential_gets_an_answer(
    made_world: World, data: st.DataObject, value: Any
) -> None:
    document = copy.deepcopy(
        data.draw(st.sampled_from([made_world.badge(), made_world.portfolio()])).document
    )
    place = data.draw(st.sampled_from(places(document)))
    held: Any = document
    for step in place[:-1]:
        held = held[step]
    before, held[place[-1]] = held[place[-1]], value
    verdict = made_world.verify(json.dumps(document).encode())
    assert all(reason.ko and reason.en for reason in verdict.reasons)
    assert verdict.outcome is not Outcome.VALID or value == before or not json.dumps(value).strip('[]"{}')


def test_the_day_is_an_argument(world: World) -> None:
    assert world.verify(world.badge(snapshot(valid_until=None)), ON).valid
