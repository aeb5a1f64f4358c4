"""The learner's pages: put a document into a wallet, deposit something out of one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from baeum.certificates.public_words import KINDS
from baeum.people.acting import Actor, acting, actor
from baeum.people.keys import master
from baeum.shared.clock import now
from baeum.shared.refusal import Refusal
from baeum.shared.refusals import sentence
from baeum.shared.sealed import sealed, unsealed

from .. import links, models
from ..services import offer as offers
from ..services.ask import ask
from ..services.issue_copies import MOST_COPIES

TOLD = "wallet_offer"  # key of the session: an offer whose codes have not been shown yet
Page = Callable[..., HttpResponse]


def as_oneself(page: Page) -> Page:
    """One's own documents are never an office's business."""

    @wraps(page)
    def visited(request: Any, **parts: Any) -> HttpResponse:
        with acting(Actor(request.actor.person_id)):
            return page(request, **parts)

    return visited


@require_POST
@as_oneself
def offering(request: HttpRequest, document: UUID) -> HttpResponse:
    """Make an offer, and go to its page, which shows the codes once."""
    made = offers.offer(document, by=actor(), at=now())
    if isinstance(made, Refusal):
        return _refused(request, made)
    codes = {"code": made.code, "tx_code": made.tx_code}
    request.session[TOLD] = [str(made.id), sealed(master(), _place(made.id), codes).hex()]
    return redirect("wallet:offer", made.id)


@require_http_methods(["GET", "HEAD"])
@as_oneself
def offer_page(request: HttpRequest, offer: UUID) -> HttpResponse:
    """The link, its QR code and the six digits, the first time; afterwards what has become of the offer."""
    found = models.Offer.objects.select_related("document").filter(pk=offer).first()
    if found is None:
        raise Http404
    shown: dict[str, Any] = {"offer": found, "most": MOST_COPIES, "name": _name(found.document.kind)}
    told = request.session.pop(TOLD, None) if request.method == "GET" else None
    codes = (
        unsealed(master(), _place(offer), bytes.fromhex(told[1])) if told and told[0] == str(offer) else None
    )
    state = _state(found)
    if codes and state == "waiting":
        link = links.offer_link(found.document.kind, codes["code"])
        shown |= {"link": link, "qr": links.qr_svg(link), "tx_code": codes["tx_code"]}
    return render(request, "wallet/offer.html", _framed(shown | {"state": state}))


@require_http_methods(["GET", "HEAD", "POST"])
@as_oneself
def asking(request: HttpRequest, account: int) -> HttpResponse:
    """What happens when one deposits out of a wallet; POST: ask one."""
    if request.method != "POST":
        return render(request, "wallet/asking.html", _framed({"account": account}))
    made = ask(account, by=actor(), at=now())
    return _refused(request, made) if isinstance(made, Refusal) else redirect("wallet:presentation", made.id)


@require_http_methods(["GET", "HEAD"])
@as_oneself
def presentation_page(request: HttpRequest, presentation: UUID) -> HttpResponse:
    """The link and its QR code, until the wallet has answered."""
    found = models.Presentation.objects.filter(pk=presentation).first()
    if found is None:
        raise Http404
    state = "answered" if found.answered_at else "expired" if found.expires_at <= now() else "waiting"
    shown: dict[str, Any] = {"presentation": found, "state": state, "account": found.account_id}
    if state == "waiting":
        link = links.request_link(presentation)
        shown |= {"link": link, "qr": links.qr_svg(link)}
    return render(request, "wallet/presentation.html", _framed(shown))


def _state(found: models.Offer) -> str:
    """fetched, redeemed (the wallet is at it), expired, or waiting."""
    if found.kept:
        return "fetched"
    if found.redeemed_at:
        return "redeemed"
    return "expired" if found.expires_at <= now() or found.document.revoked_at else "waiting"


def _refused(request: HttpRequest, why: Refusal) -> HttpResponse:
    if why.status == 404:
        raise Http404
    said = sentence(why, get_language() or "ko")
    return render(request, "wallet/refused.html", _framed({"why": said}), status=why.status)


def _framed(shown: dict[str, Any]) -> dict[str, Any]:
    return {"place": "learner", **shown}


def _name(kind: str) -> str:
    return KINDS[kind][1 if get_language() == "en" else 0]


def _place(offer: UUID) -> str:
    return f"wallet_offer:{offer}"
