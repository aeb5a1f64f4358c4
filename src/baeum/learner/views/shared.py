"""What a share link shows to whoever has it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baeum.learner import words
from baeum.learner.services.share import Opened, SharedEntry, open_share, shared_entries
from baeum.ledger.learning import unseal_content
from baeum.people.keys import unwrapped
from baeum.people.personal import unsealed_name

LONGEST_TOKEN = 100


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The chosen lines; or that the link is no more, and why. Never kept by anybody on the way."""
    opened = open_share(token) if len(token) <= LONGEST_TOKEN else None
    state = opened.state if opened else "unknown"
    here: dict[str, Any] = {
        "place": "shared",
        "state": state,
        "ends": words.day(opened.ends) if opened else "",
    }
    status = 200
    if opened is not None and state == "open":
        here |= _content(opened, token)
    else:
        status = 404 if opened is None else 410
    response = render(request, "learner/shared.html", here, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _content(opened: Opened, token: str) -> dict[str, Any]:
    assert opened.person_id is not None and opened.wrapped is not None and opened.account_id is not None
    key = unwrapped(opened.person_id, opened.wrapped)
    name = unsealed_name(opened.person_id, key, opened.sealed_name) if opened.sealed_name else ""
    return {
        "name": name,
        "lines": [_line(one, opened.account_id, key) for one in shared_entries(token)],
    }


def _line(one: SharedEntry, account_id: int, key: bytes) -> dict[str, Any]:
    content = unseal_content(key, account_id, one.number, one.content)
    word, style = words.STANDINGS[one.standing]
    return {
        "title": content.get("title", ""),
        "where": content.get("where", ""),
        "part": words.PARTS[one.part],
        "kind": words.kind_name(one.kind, one.happened_on),
        "period": words.period(one.happened_from, one.happened_on),
        "amount": words.amount(one.credits, one.hours),
        "standing": word,
        "style": style,
        "vouched_by": (one.office_en if words.english() else one.office_ko) or "",
        "taken_back": one.taken_back,
    }
