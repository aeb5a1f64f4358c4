"""The certificate as an SD-JWT VC: any subset, nothing that was not issued (trap 8), no count (trap 18)."""

from __future__ import annotations

import contextlib
import json
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baeum.credentials import sd_jwt
from baeum.credentials.certificate import bind, present
from baeum.credentials.encodings import from_base64url, to_base64url
from baeum.credentials.issuer import Trusted
from baeum.credentials.jws import encoded, signed
from baeum.credentials.keys import Purpose, new_key, public_jwk
from baeum.credentials.sd_jwt import NotSdJwt, bucket, disclosed, disclosure, read
from baeum.credentials.verdict import Outcome
from baeum.credentials.verify_sd_jwt import Binding

from .making import DID, VCT, World, line, snapshot, uuid

AT = datetime.fromisoformat("2026-11-27T10:00:00+09:00")
ASKED = Binding("https://hr.example", "n-1", AT - timedelta(minutes=5), AT + timedelta(minutes=5))


def payload_of(text: str) -> dict[str, Any]:
    return json.loads(from_base64url(text.split("~", maxsplit=1)[0].split(".")[1]))


def test_every_subset_of_lines_and_fields_is_valid_and_shows_just_that(world: World) -> None:
    text = world.certificate()
    ids, names = [uuid(n) for n in (1, 2, 3)], ["name", "birth_date"]
    for count in range(4):
        for lines in combinations(ids, count):
            for personal in ([], names[:1], names):
                verdict = world.verify(present(text, lines=lines, personal=personal))
                assert verdict.valid, verdict
                assert [one["id"] for one in verdict.shown["lines"]] == list(lines)
                assert set(verdict.shown["holder"]) == set(personal)


def test_what_is_not_shown_is_nowhere_in_it(world: World) -> None:
    shown = present(world.certificate(), lines=[uuid(2)], personal=[])
    text = b"".join(from_base64url(part) for one in shown.split("~") for part in one.split(".") if part)
    assert "파이썬 기초 2".encode() in text
    for hidden in ("파이썬 기초 1", "홍*동", "1990", "birth_date"):
        assert hidden.encode() not in text


def test_what_anybody_may_see_is_open(world: World) -> None:
    payload = payload_of(world.certificate())
    assert payload["vct"] == VCT and payload["iss"] == DID and payload["recipient"] == "한빛상사"
    assert payload["status"]["status_list"]["idx"] == 77
    assert "name" not in json.dumps(payload["holder"])


@pytest.mark.parametrize(("count", "digests"), [(0, 8), (1, 8), (8, 8), (9, 16), (33, 64)])
def test_the_number_of_digests_tells_only_the_bucket(
    world: World, count: int, digests: int
) -> None:  # trap 18
    held = snapshot(lines=[line(n) for n in range(count)])
    payload = payload_of(world.certificate(held))
    assert bucket(count) == digests
    assert len(payload["lines"]) == digests and len(payload["holder"]["_sd"]) == 8


def test_decoys_stand_between_the_values(world: World) -> None:
    """Were they all behind, the first decoy would tell the count; 20 certificates cannot all end in one."""
    last = []
    for _ in range(20):
        text = world.certificate()
        digests = {sd_jwt.digest_of(one) for one in text.split("~")[1:-1]}
        last.append(payload_of(text)["lines"][-1]["..."] in digests)
    assert any(last)


def test_the_lines_keep_their_order(world: World) -> None:
    assert [one["id"] for one in world.verify(world.certificate()).shown["lines"]] == [
        uuid(1),
        uuid(2),
        uuid(3),
    ]


def test_a_disclosure_that_was_never_issued_is_refused(world: World) -> None:  # trap 8
    text = world.certificate()
    for extra in (disclosure("name", "김철수"), disclosure({"id": uuid(9), "title_ko": "의학박사"})):
        verdict = world.verify(f"{text}{extra}~")
        assert verdict.outcome is Outcome.CHANGED
        assert verdict.reasons[0].code == "sd_jwt.unreferenced" and not verdict.shown


def test_a_disclosure_twice_is_refused(world: World) -> None:
    text = world.certificate()
    again = text.split("~")[1]
    assert world.verify(f"{text}{again}~").reasons[0].code == "sd_jwt.twice"


def crafted(world: World, payload: dict[str, Any], *disclosures: str) -> sd_jwt.SdJwt:
    key = world.keys[Purpose.DISCLOSURE]
    return read(sd_jwt.issue({"iss": DID, "vct": VCT, **payload}, disclosures, key, "dc+sd-jwt"))


def test_what_rfc_9901_forbids_is_refused(world: World) -> None:
    member, element = disclosure("a", 1), disclosure(1)
    digest, other = sd_jwt.digest_of(member), sd_jwt.digest_of(element)
    exp, dots = disclosure("exp", 1), disclosure("...", 1)
    cases = [
        ({"_sd": [digest, digest]}, [member]),  # a digest twice
        ({"_sd": [digest], "x": {"_sd": [digest]}}, [member]),  # in two places
        ({"_sd": [digest], "a": 2}, [member]),  # a name that is there
        ({"_sd": [other]}, [element]),  # an element for a member
        ({"x": [{"...": digest}]}, [member]),  # a member for an element
        ({"x": [{"...": other, "y": 1}]}, [element]),  # something beside the digest
        ({"x": {"...": other}}, [element]),  # an element outside a list
        ({"_sd": [sd_jwt.digest_of(exp)]}, [exp]),  # what a verifier decides by
        ({"_sd": [sd_jwt.digest_of(dots)]}, [dots]),  # a reserved name
        ({"_sd": "x"}, []),
        ({"_sd": [5]}, []),
        ({"_sd_alg": "md5"}, []),
    ]
    for payload, disclosures in cases:
        held = crafted(world, payload, *disclosures)
        if "_sd_alg" in payload:
            held.issued.payload["_sd_alg"] = payload["_sd_alg"]
        with pytest.raises(NotSdJwt):
            disclosed(held)
    assert disclosed(crafted(world, {"_sd": [digest]}, member))["a"] == 1


def test_disclosures_inside_disclosures_are_put_back_but_not_without_end(world: World) -> None:
    inner = disclosure("b", 1)
    outer = disclosure("a", {"_sd": [sd_jwt.digest_of(inner)]})
    held = crafted(world, {"_sd": [sd_jwt.digest_of(outer)]}, outer, inner)
    assert disclosed(held)["a"] == {"b": 1}
    chain = [disclosure("x", 1)]
    for _ in range(500):
        chain.append(disclosure("x", {"_sd": [sd_jwt.digest_of(chain[-1])]}))
    with pytest.raises(NotSdJwt):
        disclosed(crafted(world, {"_sd": [sd_jwt.digest_of(chain[-1])]}, *chain))


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    for held in (text, text + "~", f"{encoded({})}.{encoded({})}.~{text}~"):
        with contextlib.suppress(NotSdJwt):
            disclosed(read(held))


def test_former_type_is_read_and_others_are_not(world: World) -> None:
    key = world.keys[Purpose.DISCLOSURE]
    for typ, outcome in (("vc+sd-jwt", Outcome.VALID), ("jwt", Outcome.UNREADABLE)):
        assert world.verify(sd_jwt.issue({"iss": DID, "vct": VCT}, [], key, typ)).outcome is outcome


def test_only_es256_is_accepted_whatever_the_header_says(world: World) -> None:
    issued, rest = world.certificate().split("~", 1)
    _, payload, _ = issued.split(".")
    key = world.keys[Purpose.DISCLOSURE]
    for algorithm, outcome in (
        ("none", "changed"),
        ("HS256", "changed"),
        (None, "changed"),
        ("ES256", "valid"),
    ):
        head = encoded({"alg": algorithm, "typ": "dc+sd-jwt", "kid": key.key_id})
        good = to_base64url(key.sign(f"{head}.{payload}".encode()))  # only the name of the algorithm is wrong
        assert world.verify(f"{head}.{payload}.{good}~{rest}").outcome.value == outcome
        assert world.verify(f"{head}.{payload}.~{rest}").outcome is Outcome.CHANGED


def test_a_status_key_cannot_sign_a_certificate(world: World) -> None:
    text = sd_jwt.issue({"iss": DID, "vct": VCT}, [], world.keys[Purpose.STATUS_TOKEN], "dc+sd-jwt")
    assert world.verify(text).outcome is Outcome.UNKNOWN_ISSUER


def test_the_holder_shows_that_it_is_theirs(world: World) -> None:
    wallet, thief = (new_key("did:web:wallet", Purpose.DISCLOSURE, 2026) for _ in range(2))
    text = present(
        world.certificate(holder=public_jwk(wallet.public.key)), lines=[uuid(1)], personal=["name"]
    )
    asked = {"audience": ASKED.audience, "nonce": ASKED.nonce, "at": AT}
    bound = bind(text, sign=wallet.sign, **asked)
    assert world.verify(bound, binding=ASKED).valid and world.verify(bound).valid
    assert world.verify(text).valid and not world.verify(text, binding=ASKED).valid
    assert world.verify(bind(text, sign=thief.sign, **asked)).outcome is Outcome.CHANGED
    for changed in ({"nonce": "n-2"}, {"audience": "https://other"}, {"at": AT + timedelta(hours=1)}):
        verdict = world.verify(bind(text, sign=wallet.sign, **{**asked, **changed}), binding=ASKED)
        assert verdict.reasons[0].code == "verify.stale_binding"
    other = present(text, lines=[], personal=[])
    moved = other + bound.rpartition("~")[2]  # the proof of one presentation behind another
    assert world.verify(moved).outcome is Outcome.CHANGED


def test_a_bound_jwt_needs_a_key_to_be_bound_to(world: World) -> None:
    wallet = new_key("did:web:wallet", Purpose.DISCLOSURE, 2026)
    bound = bind(world.certificate(), audience="a", nonce="n", at=AT, sign=wallet.sign)
    assert world.verify(bound).outcome is Outcome.CHANGED


def test_a_critical_header_is_refused(world: World) -> None:
    key = world.keys[Purpose.DISCLOSURE]
    text = signed({"typ": "dc+sd-jwt", "crit": ["x"], "x": 1}, {"iss": DID, "vct": VCT}, key) + "~"
    assert world.verify(text).outcome is Outcome.UNREADABLE


def test_nobody_is_trusted_by_default(world: World) -> None:
    verdict = world.verify(world.certificate(), trusted=Trusted())
    assert verdict.outcome is Outcome.UNKNOWN_ISSUER and not verdict.shown
