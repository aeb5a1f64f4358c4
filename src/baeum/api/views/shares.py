"""Offices that a learner lets read the whole account: seen, added, withdrawn."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from baeum.api.models import AccountShare
from baeum.api.problems import language_now
from baeum.api.sentences import sentence
from baeum.api.services.share_account import AccountShared, ShareWithdrawn, share_account, withdraw_share
from baeum.ledger.queries import account_of
from baeum.people.acting import actor
from baeum.places.models import Office
from baeum.shared.clock import now, today
from baeum.shared.refusal import Refusal

FIRST_DAYS = timedelta(days=90)


@require_http_methods(["GET", "HEAD", "POST"])
def shares(request: HttpRequest) -> HttpResponse:
    """The shares of one's own account; a POST adds one."""
    by = actor()
    account = account_of(by.person_id) if by.person_id and by.appointment_id is None else None
    if account is None:
        raise Http404
    if request.method != "POST":
        return _page(request, account.pk)
    office = Office.objects.filter(code=request.POST.get("office", "").strip()).first()
    if office is None:
        return _page(request, account.pk, Refusal("share.no_institution"))
    done = share_account(
        account.pk, office=office, ends=_day(request.POST.get("ends", "")), by=by, on=today()
    )
    return redirect("api_shares") if isinstance(done, AccountShared) else _page(request, account.pk, done)


@require_POST
def withdraw(request: HttpRequest, share_id: int) -> HttpResponse:  # noqa: ARG001  Django passes it
    """End a share."""
    if isinstance(withdraw_share(share_id, by=actor(), at=now()), ShareWithdrawn):
        return redirect("api_shares")
    raise Http404


def _page(request: HttpRequest, account_id: int, refused: Refusal | None = None) -> HttpResponse:
    held = AccountShare.objects.filter(account_id=account_id).select_related("office").order_by("-pk")
    on, english = today(), language_now() == "en"
    shown: dict[str, Any] = {
        "shares": [
            {
                "id": one.pk,
                "office": one.office.name_en if english else one.office.name_ko,
                "ends": one.ends,
                "holds": one.withdrawn_at is None and one.ends >= on,
            }
            for one in held
        ],
        "typed": request.POST,
        "ends": request.POST.get("ends") or (on + FIRST_DAYS).isoformat(),
        "problem": sentence(refused) if refused else "",
        "target": "ends" if refused and refused.code == "share.days" else "office",
        "place": "api",
    }
    return render(request, "api/shares.html", shown, status=422 if refused else 200)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return date.min
