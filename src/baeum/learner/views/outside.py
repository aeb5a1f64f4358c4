"""Bringing in a credential from elsewhere: upload or paste it, look at what it says, tick what is entered.

Between the two pages the credential lies sealed beside the drafts. It is verified again when it is entered.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from baeum.calculator.reading import clean
from baeum.learner import words
from baeum.learner.depositing import Problem, refusal_words, too_large
from baeum.learner.services.keep_draft import OUTSIDE, drop_draft, keep_draft, kept_draft
from baeum.learner.showing import go, show
from baeum.learner.visiting import Visit, of_account
from baeum.ledger.writing import Written
from baeum.outside.presented import Item, Presented, Taker, present
from baeum.outside.services.bring_in import LONGEST_NOTE, bring_in
from baeum.outside.why import Why
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum.wallet.services.take import take

MOST_LISTS = 4
SHOWN = 40  # items at once; the others come when these are entered


@require_http_methods(["GET", "HEAD", "POST"])
@of_account
def bringing(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Upload a credential, or paste it; what cannot be taken at all is told here."""
    pasted = request.POST.get("text", "")
    if request.method != "POST":
        return show(request, visit, "outside", {"problems": []})
    file, lists = request.FILES.get("file"), request.FILES.getlist("lists")
    wrong = _too_large([file, *lists]) or _missing(file, pasted)
    if not wrong:
        held = file.read() if file is not None and file.size else pasted.encode()
        given = tuple(one.read() for one in lists[:MOST_LISTS])
        found = present(held, given, taker=_taker(visit), on=today())
        if not found.refused:
            kept = {"held": found.held.decode(), "lists": json.dumps([one.decode() for one in given])}
            keep_draft(visit.id, OUTSIDE, kept, key=visit.key)
            return go("outside_items", visit.id)
        wrong = [_problem("file", _("증명서"), why) for why in found.refused]
    short = pasted if len(pasted) < 10_000 else ""
    return show(request, visit, "outside", {"problems": wrong, "text": short}, status=422)


@require_POST
@of_account
def from_wallet(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What a wallet has presented is looked at as if it had been uploaded; nothing is entered yet."""
    taken = take(_presentation(request), by=visit.actor, account_id=visit.id)
    if taken is None:
        raise Http404
    found = present(taken.encode(), (), taker=_taker(visit), on=today())
    if found.refused:
        wrong = [_problem("file", _("증명서"), why) for why in found.refused]
        return show(request, visit, "outside", {"problems": wrong, "text": ""}, status=422)
    kept = {"held": found.held.decode(), "lists": "[]"}
    keep_draft(visit.id, OUTSIDE, kept, key=visit.key)
    return go("outside_items", visit.id)


@require_http_methods(["GET", "HEAD", "POST"])
@of_account
def items(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What is in it, and what it would count as; POST: enter what was ticked, or let it go."""
    draft = kept_draft(visit.id, OUTSIDE, key=visit.key)
    if not draft.get("held"):
        return go("outside", visit.id)
    held, lists = draft["held"].encode(), [str(one).encode() for one in json.loads(draft["lists"])]
    problems: list[Problem] = []
    ticked, note = request.POST.getlist("item")[:1_000], clean(request.POST.get("note", ""))
    if request.method == "POST":
        if request.POST.get("action") == "drop":
            drop_draft(visit.id, OUTSIDE)
            return go("outside", visit.id, done="outside_dropped")
        answer = bring_in(held, lists, ticked, note, taker=_taker(visit), by=visit.actor, on=today())
        if answer and isinstance(answer[0], Written):
            left = present(held, lists, taker=_taker(visit), on=today())
            if not any(item.takes for item in left.items):
                drop_draft(visit.id, OUTSIDE)
                return go("statement", visit.id, done="brought_in")
            return go("outside_items", visit.id, done="brought_in")
        problems = [_problem(*_place(one.item), one.why) for one in answer if not isinstance(one, Written)]
    found = present(held, lists, taker=_taker(visit), on=today())
    shown = _shown(found, ticked if request.method == "POST" else None)
    shown |= {"problems": problems, "note": note, "longest": LONGEST_NOTE}
    shown["note_missing"] = any(one.target == "note" for one in problems)
    return show(request, visit, "outside_items", shown, status=422 if problems else 200)


def _presentation(request: HttpRequest) -> UUID:
    """Which one. Raises Http404."""
    try:
        return UUID(request.POST.get("presentation", ""))
    except ValueError as error:
        raise Http404 from error


def _taker(visit: Visit) -> Taker:
    return Taker(visit.id, visit.person.name)


def _missing(file: Any, pasted: str) -> list[Problem]:
    if (file is not None and file.size) or pasted.strip():
        return []
    return [Problem("file", _("증명서"), refusal_words(Refusal("outside.empty")))]


def _too_large(files: Sequence[Any]) -> list[Problem]:
    sizes = [one.size or 0 for one in files if one is not None]
    largest = max(sizes, default=0)
    if largest <= settings.LARGEST_UPLOAD:
        return []
    return [Problem("file", _("증명서"), refusal_words(too_large(largest)))]


def _place(item: str) -> tuple[str, str]:
    """Where on the page a problem is, and what it is called there."""
    if item == "note":
        return "note", _("까닭")
    return (f"item-{item[:16]}", _("항목")) if item else ("items", _("증명서"))


def _problem(target: str, place: str, why: Why) -> Problem:
    return Problem(target, place, why.said(_language()))


def _language() -> str:
    return "en" if words.english() else "ko"


def _shown(found: Presented, ticked: list[str] | None) -> dict[str, Any]:
    """The items, those that can be ticked first; all of them ticked until somebody has chosen."""
    order = sorted(found.items, key=lambda item: not item.takes)
    rows = [_row(item, ticked) for item in order[:SHOWN]]
    return {
        "items": rows,
        "more": max(0, len(order) - SHOWN),
        "takes": any(item.takes for item in found.items),
        "needs_note": any(item.of_another and item.takes for item in found.items),
        "refused": [why.said(_language()) for why in found.refused],
        "form": {
            "clr": _("학습 기록 묶음 (CLR 2.0)"),
            "sd_jwt": _("골라 보이는 증명서 (SD-JWT)"),
        }.get(found.form, _("오픈 배지 3.0")),
    }


def _row(item: Item, ticked: list[str] | None) -> dict[str, Any]:
    content, language = item.part.content, _language()
    word, style = words.STANDINGS[item.standing]
    issuer = item.verdict.issuer_en if words.english() else item.verdict.issuer_ko
    return {
        "key": item.key,
        "id": item.key[:16],
        "title": content.title or _("이름 없는 항목"),
        "where": (item.learning.where if item.learning else content.where) or "–",
        "period": words.period(content.happened_from, content.happened_on) if content.happened_on else "–",
        "amount": words.amount(None, content.hours),
        "kind": words.kind_name(content.kind, today()),
        "issuer": issuer or (content.issuer_name or item.verdict.issuer)[:200],
        "known": bool(issuer),
        "standing": word,
        "style": style,
        "valid": item.verdict.valid,
        "lower": [why.said(language) for why in item.lower],
        "refused": [why.said(language) for why in item.refused],
        "line": item.line,
        "takes": item.takes,
        "ticked": item.takes and (ticked is None or item.key in ticked),
    }
