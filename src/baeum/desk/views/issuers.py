"""The registry of other issuers: which are known, what their credentials get, since when and why."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from baeum.outside import registry
from baeum.outside.models import IssuerList, IssuerVersion
from baeum.outside.services.keep_issuer import (
    LARGEST_DOCUMENT,
    LONGEST_NAME,
    LONGEST_REASON,
    Said,
    end_issuer,
    keep_issuer,
    keep_list,
)
from baeum.people.acting import actor
from baeum.shared.clock import today
from baeum.shared.days import day as iso_day
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.entries import STANDINGS

from ..saying import said

LARGEST_ID = 2**63 - 1
AT = {  # the field that a refusal speaks of
    "issuer.name": "name_ko",
    "issuer.standing": "standing",
    "issuer.days": "from_day",
    "issuer.reason": "reason",
    "issuer.document": "document",
    "issuer.document_missing": "document",
    "issuer.no_keys": "document",
    "issuer.other_did": "document",
    "issuer.stands": "document",
    "issuer.list": "list",
}


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """All issuers with what is granted today."""
    on = today()
    rows = [
        {
            "id": _id_of(one.did),
            "version": one,
            "standing": _standing(one.standing),
            "in_force": registry.in_force(one, on),
        }
        for one in registry.newest()
    ]
    return _page(request, "issuers", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add an issuer by its did document."""
    typed = _typed(request) if request.method == "POST" else {"from_day": today().isoformat()}
    if request.method != "POST":
        return _form(request, typed)
    answer = keep_issuer(_said(request, typed), did=None, after=0, by=actor())
    if isinstance(answer, IssuerVersion):
        return HttpResponseRedirect(reverse("desk:issuer", args=[answer.pk]))
    return _form(request, typed, answer)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, issuer_id: int) -> HttpResponse:
    """An issuer with its history; change what is granted, end it, or take in a status list."""
    first = IssuerVersion.objects.filter(pk=min(issuer_id, LARGEST_ID)).first()
    if first is None:
        raise Http404
    last = registry.newest([first.did])[0]
    typed = {
        "name_ko": last.name_ko,
        "name_en": last.name_en,
        "standing": last.standing,
        "from_day": last.from_day.isoformat(),
        "until": last.until.isoformat() if last.until else "",
        "without_name": "yes" if last.without_name else "",
    }
    if request.method != "POST":
        return _form(request, typed, last=last)
    answer = _act(request, last)
    if isinstance(answer, list):
        kept = request.POST.get("act") == "change"
        return _form(request, {**typed, **_typed(request)} if kept else typed, answer, last=last)
    return HttpResponseRedirect(reverse("desk:issuer", args=[issuer_id]) + "?kept")


def _act(request: HttpRequest, last: IssuerVersion) -> IssuerVersion | IssuerList | list[Refusal]:
    after = request.POST.get("after", "")
    seen = int(after) if after.isascii() and after.isdecimal() and len(after) < 9 else 0
    act, by = request.POST.get("act"), actor()
    if act == "list":
        file = request.FILES.get("list")
        kept = keep_list(last.did, file.read() if file else b"", by=by, on=today())
        return [kept] if isinstance(kept, Refusal) else kept
    if act == "end":
        until = _day(request.POST.get("end_on", ""))
        if until is None:
            return [Refusal("issuer.days")]
        reason = request.POST.get("end_reason", "").strip()[: LONGEST_REASON + 1]
        return end_issuer(last.did, until=until, reason=reason, after=seen, by=by)
    return keep_issuer(_said(request, _typed(request)), did=last.did, after=seen, by=by)


def _typed(request: HttpRequest) -> dict[str, str]:
    names = ("name_ko", "name_en", "standing", "from_day", "until", "reason", "without_name")
    return {name: request.POST.get(name, "").replace("\0", " ").strip()[:1_000] for name in names}


def _said(request: HttpRequest, typed: dict[str, str]) -> Said:
    file = request.FILES.get("document")
    until = _day(typed["until"]) if typed["until"] else None
    wrong_end = bool(typed["until"]) and until is None
    return Said(
        name_ko=typed["name_ko"][: LONGEST_NAME + 1],
        name_en=typed["name_en"][: LONGEST_NAME + 1],
        standing=typed["standing"],
        from_day=None if wrong_end else _day(typed["from_day"]),
        until=until,
        reason=typed["reason"][: LONGEST_REASON + 1],
        without_name=typed["without_name"] == "yes",
        document=file.read(LARGEST_DOCUMENT + 1) if file else None,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(iso_day(text.strip()))
    except ValueError:
        return None


def _id_of(did: str) -> int:
    return int(IssuerVersion.objects.filter(did=did).order_by("number").values_list("pk", flat=True)[0])


def _standing(code: str) -> str:
    return {
        "self_declared": _("본인 기재"),
        "institution_confirmed": _("기관 확인"),
        "officially_verified": _("공식 검증"),
    }[code]


def _form(
    request: HttpRequest,
    typed: dict[str, str],
    wrong: list[Refusal] | None = None,
    *,
    last: IssuerVersion | None = None,
) -> HttpResponse:
    problems = [(AT.get(one.code, "issuer"), said(one)) for one in wrong or ()]
    shown: dict[str, Any] = {
        "typed": typed,
        "problems": problems,
        "bad": {target for target, _ in problems},
        "standings": [(code, _standing(code)) for code in STANDINGS],
        "issuer": last,
        "kept": "kept" in request.GET,
    }
    if last is not None:
        keys = registry.issuer_of(last).keys
        shown |= {
            "keys": [(name, key.curve) for name, key in keys.items()],
            "in_force": registry.in_force(last, today()),
            "history": [(one, _standing(one.standing)) for one in registry.history(last.did)],
            "lists": IssuerList.objects.filter(did=last.did).order_by("-pk").defer("content")[:20],
        }
    status = (wrong or [Refusal("", status=200)])[0].status
    return _page(request, "issuer", shown, status)


def _page(request: HttpRequest, name: str, shown: dict[str, Any], status: int = 200) -> HttpResponse:
    english = get_language() == "en"
    return render(
        request, f"desk/{name}.html", {"place": "issuers", "english": english, **shown}, status=status
    )
