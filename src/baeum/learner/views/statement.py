"""The statement: a picture of the whole life, filters, and the lines, the newest first."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baeum.learner import timeline, words
from baeum.learner.filters import DAYS, Filters, narrowed, newest, read_filters
from baeum.learner.lines import READ_WITH, Line, shown, sums_by_part
from baeum.learner.showing import show
from baeum.learner.visiting import Visit, of_account
from baeum.ledger.models import Entry
from baeum.places.models import Office
from baeum.shared.clock import today


@require_safe
@of_account
def statement(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One page of the statement, narrowed by the filters of the address."""
    by = read_filters(request.GET)
    of_account = Entry.objects.filter(account=visit.account).select_related(*READ_WITH)
    entries, before = newest(narrowed(of_account, by), by)
    lines = shown(entries, visit.key, by.known_by)
    here: dict[str, Any] = {
        "lines": lines,
        "filters": by,
        "problems": [{"target": f"q-{name}", "place": "", "message": told} for name, told in by.problems],
        "fields": _fields(by, visit),
        "narrowed": _narrowed(by),
        "next": by.address(before=before) if before else "",
        "first": by.address() if by.before is not None else "",
    }
    if not by.given and by.before is None:
        whole = lines if before is None else shown(of_account.order_by("number"), visit.key)
        here |= _picture(whole)
    return show(request, visit, "statement", here, status=422 if by.problems else 200)


def _picture(lines: list[Line]) -> dict[str, Any]:
    """The timeline and the table that says the same."""
    standing = [line for line in lines if line.stands]
    sums = sums_by_part(lines)
    marks = [
        timeline.Mark(
            line.part, line.happened_from, line.happened_on, f"{line.title} ({line.period})", line.standing
        )
        for line in standing
    ]
    lanes = [timeline.Lane(str(one["part"]), str(one["label"]), str(one["words"])) for one in sums]
    return {
        "picture": timeline.picture(_("배운 날들"), lanes, marks, today()) if marks else "",
        "decades": [
            (_("{year}년대").format(year=decade), counts)
            for decade, counts in timeline.by_decade(marks, list(words.PARTS))
        ],
        "sums": sums,
    }


def _narrowed(by: Filters) -> list[dict[str, str]]:
    """The filters that hold, each with the address without it."""
    names = {
        "part": _("영역"),
        "kind": _("종류"),
        "standing": _("신뢰 수준"),
        "office": _("기관"),
        "from": _("이날부터"),
        "until": _("이날까지"),
        "as_of": _("기준일"),
        "known_by": _("이날까지 적힌 것"),
        "state": _("상태"),
    }
    return [
        {"label": f"{names[name]}: {_value(name, text)}", "href": by.address(**{name: None})}
        for name, text in by.given.items()
        if name != "office"
    ]


def _value(name: str, text: str) -> str:
    if name == "part":
        return str(words.PARTS.get(text, text))
    if name == "kind":
        return words.kind_name(text, today())
    if name == "standing":
        return str(words.STANDINGS[text][0]) if text in words.STANDINGS else text
    if name == "state":
        return _("유효한 줄만")
    return text


def _fields(by: Filters, visit: Visit) -> list[dict[str, Any]]:
    """The form of the filters."""
    entries = Entry.objects.filter(account=visit.account)
    offices = Office.objects.filter(pk__in=entries.exclude(office=None).values("office")).order_by("name_ko")
    kinds = [
        (kind.code, words.kind_word(kind)) for part in words.kinds_by_part(today()).values() for kind in part
    ]
    choices: tuple[tuple[str, str, list[tuple[str, Any]]], ...] = (
        ("part", _("영역"), list(words.PARTS.items())),
        ("kind", _("종류"), kinds),
        ("standing", _("신뢰 수준"), [(code, word) for code, (word, _style) in words.STANDINGS.items()]),
        ("office", _("기관"), [(str(one.pk), words.office_name(one)) for one in offices]),
        ("state", _("상태"), [("stands", _("유효한 줄만"))]),
        ("from", _("이날부터 배운 것"), []),
        ("until", _("이날까지 배운 것"), []),
        ("as_of", _("기준일 (그날의 내역)"), []),
        ("known_by", _("이날까지 적힌 것"), []),
    )
    errors = dict(by.problems)
    return [
        {
            "id": name,
            "label": label,
            "kind": "date" if name in DAYS else "choice",
            "optional": True,
            "options": options,
            "value": by.given.get(name, ""),
            "error": errors.get(name, ""),
        }
        for name, label, options in choices
    ]
