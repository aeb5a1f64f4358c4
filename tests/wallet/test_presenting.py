"""What a wallet holds comes in: asked for by a signed request, presented for it alone, deposited."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from baeum.certificates.issuer import own_document
from baeum.credentials.certificate import present
from baeum.credentials.issuer import read_issuer
from baeum.credentials.keys import public_jwk
from baeum.people.acting import acting
from baeum.shared.clock import now
from baeum.wallet.links import request_link
from baeum.wallet.models import Presentation
from baeum.wallet.services.ask import Asked, ask
from baeum.wallet.services.take import take
from claims.cases import code
from outside.making import Elsewhere, issued, line
from visiting import as_self

from .wallet import Key, Wallet, signed_by

pytestmark = pytest.mark.django_db


def asked(elsewhere: Elsewhere) -> UUID:
    made = ask(elsewhere.accounts["nari"], by=elsewhere.cast.as_self("nari"), at=now())
    assert isinstance(made, Asked), made
    return made.id


def held_by(elsewhere: Elsewhere, key: Key, name: str = "nari") -> str:
    """A certificate of the issuer elsewhere, in a wallet."""
    return elsewhere.world.certificate(
        issued(line(1), line(2), name=elsewhere.name(name), kind="learning_history"), holder=key.jwk
    )


def answered(elsewhere: Elsewhere, presentation: UUID) -> bool:
    with acting(elsewhere.cast.as_self("nari")):
        return Presentation.objects.filter(pk=presentation, answered_at__isnull=False).exists()


def test_the_request_is_signed_by_the_did_of_the_site(elsewhere: Elsewhere, wallet: Wallet) -> None:
    header, request = wallet.request(request_link(asked(elsewhere)))
    assert header["typ"] == "oauth-authz-req+jwt" and header["alg"] == "ES256"
    assert request["client_id"] == "decentralized_identifier:did:web:baeum.example"
    known = read_issuer(json.dumps(own_document()).encode()).keys[header["kid"]]
    assert header["kid"].startswith("did:web:baeum.example#requests-")
    assert signed_by(wallet.last, public_jwk(known.key))
    assert (request["response_type"], request["response_mode"]) == ("vp_token", "direct_post")
    formats = {one["id"]: one["format"] for one in request["dcql_query"]["credentials"]}
    assert formats == {"certificate": "dc+sd-jwt", "badge": "ldp_vc"} and len(request["nonce"]) >= 22


def test_from_the_wallet_into_the_account(elsewhere: Elsewhere, wallet: Wallet) -> None:
    elsewhere.register()
    presentation, key, account = asked(elsewhere), Key(), elsewhere.accounts["nari"]
    _, request = wallet.request(request_link(presentation))
    shown = wallet.present(held_by(elsewhere, key), key, request)
    assert wallet.answer(request, {"certificate": [shown]}).status_code == 200 and wallet.last == {}
    client = as_self(elsewhere.cast, "nari")
    page = client.get(reverse("wallet:presentation", args=[presentation]))
    assert 'id="look"' in page.content.decode()
    sent = {"presentation": str(presentation)}
    answer = client.post(reverse("learner:from_wallet", args=[account]), sent)
    assert answer.status_code == 302 and answer.url == reverse("learner:outside_items", args=[account])
    items = client.get(answer.url).context["items"]
    assert len(items) == 2 and all(one["takes"] and one["valid"] for one in items)
    ticked = {"item": [one["key"] for one in items], "action": "bring"}
    assert client.post(answer.url, ticked).status_code == 302
    statement = client.get(reverse("learner:statement", args=[account])).content.decode()
    assert all(one["title"] in statement for one in items)
    assert client.post(reverse("learner:from_wallet", args=[account]), sent).status_code == 404  # taken once


def test_a_badge_comes_in_by_its_name(elsewhere: Elsewhere, wallet: Wallet) -> None:
    elsewhere.register()
    presentation = asked(elsewhere)
    _, request = wallet.request(request_link(presentation))
    assert wallet.answer(request, {"badge": [elsewhere.badge().document]}).status_code == 200
    held = take(presentation, account_id=elsewhere.accounts["nari"], by=elsewhere.cast.as_self("nari"))
    assert held is not None
    [item] = elsewhere.look(json.loads(held)).items
    assert item.takes and item.standing == "institution_confirmed"


def test_what_was_changed_on_the_way_is_not_taken(elsewhere: Elsewhere, wallet: Wallet) -> None:
    """The issuer's signature is looked at when the learner looks."""
    elsewhere.register()
    presentation = asked(elsewhere)
    _, request = wallet.request(request_link(presentation))
    changed = {**elsewhere.badge().document, "name": "다른 이름"}
    assert wallet.answer(request, {"badge": [changed]}).status_code == 200
    client, account = as_self(elsewhere.cast, "nari"), elsewhere.accounts["nari"]
    answer = client.post(reverse("learner:from_wallet", args=[account]), {"presentation": str(presentation)})
    assert answer.status_code == 422


def test_a_presentation_is_for_this_request_alone(elsewhere: Elsewhere, wallet: Wallet) -> None:
    presentation, key = asked(elsewhere), Key()
    _, request = wallet.request(request_link(presentation))
    _, other = wallet.request(request_link(asked(elsewhere)))
    held = held_by(elsewhere, key)
    right = wallet.present(held, key, request)
    wrong = {
        "another nonce": wallet.present(held, key, other),
        "another audience": wallet.present(held, key, request, aud="https://verifier.example"),
        "the did alone": wallet.present(held, key, request, aud="did:web:baeum.example"),
        "another key": wallet.present(held, Key(), request),
        "no binding": held,
        "an old one": wallet.present(held, key, request, iat=1_700_000_000),
        "one of tomorrow": wallet.present(held, key, request, iat=4_000_000_000),
        "other disclosures": present(held, lines=(), personal=()) + right.rpartition("~")[2],
        "no SD-JWT": "x",
    }
    for why, text in wrong.items():
        assert wallet.answer(request, {"certificate": [text]}).status_code == 400, why
        assert wallet.last["error"] == "invalid_request"
    for token in (
        {},
        [],
        {"certificate": right},
        {"certificate": []},
        {"certificate": [right, right]},
        {"passport": [right]},
        {"certificate": [right], "badge": []},
        {"badge": [right]},
        {"badge": [{}]},
        {"certificate": [7]},
    ):
        assert wallet.answer(request, token).status_code == 400, token
    assert wallet.answer(request, {"certificate": [right]}, vp_token="{").status_code == 400
    assert wallet.answer(request, {"certificate": [right]}, vp_token="-").status_code == 400
    assert wallet.answer(request, {"certificate": [right]}, state=str(uuid4())).status_code == 400
    assert not answered(elsewhere, presentation)
    assert wallet.answer(request, {"certificate": [right]}).status_code == 200
    assert answered(elsewhere, presentation)


def test_it_is_answered_once(elsewhere: Elsewhere, wallet: Wallet) -> None:
    presentation, key = asked(elsewhere), Key()
    link = request_link(presentation)
    _, request = wallet.request(link)
    shown = {"certificate": [wallet.present(held_by(elsewhere, key), key, request)]}
    assert wallet.answer(request, shown).status_code == 200
    assert wallet.answer(request, shown).status_code == 400
    assert "before" in wallet.last["error_description"]
    assert wallet.ask("GET", f"/openid/requests/{presentation}").status_code == 404


def test_a_wallet_that_would_not(elsewhere: Elsewhere, wallet: Wallet) -> None:
    presentation = asked(elsewhere)
    _, request = wallet.request(request_link(presentation))
    assert wallet.answer(request, {}, vp_token="-", error="access_denied").status_code == 200
    assert not answered(elsewhere, presentation)


def test_after_ten_minutes_nothing_is_asked(elsewhere: Elsewhere, wallet: Wallet) -> None:
    by, account = elsewhere.cast.as_self("nari"), elsewhere.accounts["nari"]
    made = ask(account, by=by, at=now() - timedelta(minutes=20))
    assert isinstance(made, Asked)
    for method, kind in (("GET", "requests"), ("POST", "answers")):
        address = f"/openid/{kind}/{made.id}"
        form = "application/x-www-form-urlencoded"
        assert wallet.ask(method, address, f"state={made.id}", form).status_code == 404
    asked(elsewhere)
    with acting(by):
        assert not Presentation.objects.filter(pk=made.id).exists()  # let go when the next one is asked


def test_an_answer_waits_for_a_day(elsewhere: Elsewhere, wallet: Wallet) -> None:
    by, account = elsewhere.cast.as_self("nari"), elsewhere.accounts["nari"]
    presentation, key = asked(elsewhere), Key()
    _, request = wallet.request(request_link(presentation))
    wallet.answer(request, {"certificate": [wallet.present(held_by(elsewhere, key), key, request)]})
    for later, left in ((timedelta(hours=1), True), (timedelta(days=2), False)):
        ask(account, by=by, at=now() + later)
        assert answered(elsewhere, presentation) == left


def test_who_may_ask_and_take(elsewhere: Elsewhere, wallet: Wallet) -> None:
    account, cast = elsewhere.accounts["nari"], elsewhere.cast
    for other in (cast.as_self("dowon"), cast.as_("sora")):
        assert code(ask(account, by=other, at=now())) == "wallet.no_account"
    presentation, key = asked(elsewhere), Key()
    _, request = wallet.request(request_link(presentation))
    wallet.answer(request, {"certificate": [wallet.present(held_by(elsewhere, key), key, request)]})
    assert take(presentation, account_id=account, by=cast.as_self("dowon")) is None
    assert take(presentation, account_id=elsewhere.accounts["dowon"], by=cast.as_self("nari")) is None
    assert take(presentation, account_id=account, by=cast.as_self("nari")) is not None


def test_what_was_presented_is_sealed(elsewhere: Elsewhere, wallet: Wallet) -> None:
    presentation, key = asked(elsewhere), Key()
    _, request = wallet.request(request_link(presentation))
    wallet.answer(request, {"certificate": [wallet.present(held_by(elsewhere, key), key, request)]})
    with acting(elsewhere.cast.as_self("nari")):
        kept: Any = Presentation.objects.values().get()
    assert b"eyJ" not in bytes(kept["sealed"])
