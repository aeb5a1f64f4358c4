"""Courses for everybody: the search, the page of a course, a calendar file of an offering."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baeum.courses.models import Course, Offering
from baeum.courses.queries import accreditations_of, centres_of, offerings_of
from baeum.courses.services.note_unfound import note_unfound
from baeum.places.country import regions_on
from baeum.shared.clock import now, today
from baeum.shared.refusals import sentence
from baeum_rules.courses.fields import field_on
from baeum_rules.courses.legal_bases import legal_basis_on
from baeum_rules.parameters import load_law

from . import course_asking
from .calendar import calendar_of
from .course_forms import choices, name_of, sorts
from .course_rows import CourseRow, rows_of, state_of
from .course_words import CRITERIA, FEES, MODES, PURPOSES, STATE_LOOKS, STATES, WEEKDAYS
from .search.finding import TYPED, Found, search
from .search.paging import DEEPEST, PAGE

LARGEST_ID = 2**63 - 1
MOST_OFFERINGS = 50


@require_safe
def found(request: HttpRequest) -> HttpResponse:
    """The search: words, facets with counts, a page of courses."""
    on = today()
    read = course_asking.read(request.GET, on)
    answer = search(read.asked, on)
    if answer.stage != TYPED and not read.asked.skip:
        note_unfound(read.asked.query, [shown for _, shown in answer.said], on=on)
    language = get_language() or "ko"
    wrong = {name: sentence(why, language) for name, why in read.wrong}
    shown = {
        "place": "courses",
        "q": read.asked.query,
        "answer": answer,
        "instead": _instead(answer),
        "rows": [row_shown(row) for row in rows_of(answer.entries, on)],
        "choices": choices(read.typed, answer.facets, wrong, on),
        "sorts": sorts(read.asked.sort),
        "typed": read.typed,
        "problems": list(wrong.items()),
        "wrong": wrong,
        "filtered": read.asked.filters.any(),
        **_pages(read, answer),
    }
    shown["chips"] = _chips(read, shown["choices"])
    return render(request, "catalogue/courses/search.html", shown, status=422 if wrong else 200)


@require_safe
def course(request: HttpRequest, course_id: int) -> HttpResponse:
    """A course: what it is, who accredited it and until when, and every offering that has not long ended."""
    on = today()
    kept = Course.objects.select_related("institution__office").filter(pk=min(course_id, LARGEST_ID)).first()
    version = kept.versions.order_by("-number").first() if kept else None
    if kept is None or version is None:
        raise Http404
    field = field_on(version.field_scheme, version.field_code, on) if version.field_code else None
    offerings = list(offerings_of(kept.pk)[:MOST_OFFERINGS])
    shown = {
        "place": "courses",
        "course": kept,
        "version": version,
        "institution": kept.institution,
        "field": (field.en if get_language() == "en" else field.ko) if field else "",
        "mode": MODES.get(version.mode, ""),
        "offerings": [_offering(one, version.title, on) for one in offerings],
        "chain": [_granted(one, on) for one in accreditations_of(kept.pk)],
        "centres": [_centre(one, on) for one in centres_of(kept.institution_id)],
        "basis": _basis(kept.institution.legal_basis, on),
        "declared": _declared(offerings),
    }
    return render(request, "catalogue/courses/course.html", shown)


@require_safe
def calendar(_request: HttpRequest, course_id: int, offering_id: int) -> HttpResponse:
    """The days of an offering as an iCalendar file."""
    offering = (
        Offering.objects.select_related("course_version__course__institution__office")
        .filter(pk=min(offering_id, LARGEST_ID), course_version__course=min(course_id, LARGEST_ID))
        .first()
    )
    if offering is None:
        raise Http404
    response = HttpResponse(calendar_of(offering, now()), content_type="text/calendar; charset=utf-8")
    name = f"{offering.course_version.title[:60]}.ics"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def row_shown(row: CourseRow) -> dict[str, Any]:
    """A row for the templates."""
    english = get_language() == "en"
    return {
        "entry": row.entry,
        "offering": row.offering,
        "state": STATES.get(row.state, ""),
        "look": STATE_LOOKS.get(row.state, "gray"),
        "region": " ".join(name_of(region) for region in row.region),
        "field": (row.field.en if english else row.field.ko) if row.field else "",
        "mode": MODES.get(row.entry.mode, ""),
        "granted": [PURPOSES[one.purpose] for one in row.granted],
        "declared": [PURPOSES[purpose] for purpose in row.declared],
        "free": FEES["free"] if row.entry.fee == 0 else "",
        "won": f"{row.entry.fee:,}" if row.entry.fee else "",
    }


def _instead(answer: Found) -> list[str]:
    """What is shown instead of what was typed, in sentences without a particle after a word."""
    told = [
        _("“{typed}” 결과가 없어 “{shown}” 결과를 보여 드립니다.").format(typed=typed, shown=shown)
        for typed, shown in answer.said
    ]
    if answer.left_out and answer.total:
        words = ", ".join(f"“{word}”" for word in answer.left_out)
        told.append(_("어디에도 없어 빼고 찾은 말: {words}").format(words=words))
    if answer.stage == "nearest" and not answer.left_out:
        told.append(_("모든 말이 다 맞는 강좌가 없어 가까운 강좌부터 보여 드립니다."))
    if answer.stage == "described":
        told.append(_("이름에는 없어 강좌 설명에서 찾았습니다."))
    return told


def _pages(read: course_asking.Read, answer: Found) -> dict[str, Any]:
    """Where the page stands among the pages, and the addresses beside it."""
    page = read.asked.skip // PAGE + 1
    last = max(1, -(-min(answer.total, DEEPEST) // PAGE))

    def address(number: int) -> str:
        return _address(read.typed | {"page": str(number) if number > 1 else ""})

    return {
        "page": page,
        "last": last,
        "before": address(page - 1) if page > 1 else "",
        "after": address(page + 1) if page < last else "",
    }


def _chips(read: course_asking.Read, made: list[Any]) -> list[dict[str, str]]:
    """What is chosen, each with the address without it."""
    chips = [(choice.name, f"{choice.label}: {choice.chosen}") for choice in made if choice.chosen]
    days = {"begins_from": _("이 날부터"), "begins_until": _("이 날까지")}
    chips += [(name, f"{label} {read.typed[name]}") for name, label in days.items() if read.typed[name]]
    found = []
    for name, label in chips:
        without = {**read.typed, name: "", "page": "", **({"city": ""} if name == "province" else {})}
        found.append({"label": label, "href": _address(without)})
    return found


def _address(typed: dict[str, str]) -> str:
    return "?" + urlencode({name: value for name, value in typed.items() if value})


def _offering(offering: Offering, title: str, on: Any) -> dict[str, Any]:
    state = state_of(offering, on)
    region = regions_on(on).get(offering.region)
    where = offering.address or offering.venue
    return {
        "offering": offering,
        "state": STATES[state],
        "look": STATE_LOOKS[state],
        "region": name_of(region) if region else "",
        "weekdays": " ".join(str(WEEKDAYS[day - 1]) for day in offering.weekdays),
        "won": f"{offering.fee:,}" if offering.fee else "",
        "map": f"geo:0,0?q={quote(where)}" if where else "",
        "other_title": offering.course_version.title if offering.course_version.title != title else "",
    }


def _granted(one: Any, on: Any) -> dict[str, Any]:
    return {"purpose": PURPOSES[one.purpose], "one": one, "by": _office(one.office), **_standing(one, on)}


def _centre(one: Any, on: Any) -> dict[str, Any]:
    criteria = [(CRITERIA[code], one.findings.get(code, "")) for code in one.CRITERIA]
    return {"one": one, "by": _office(one.office), "criteria": criteria, **_standing(one, on)}


def _standing(one: Any, on: Any) -> dict[str, Any]:
    """Whether it holds on the day, and how it looks."""
    if one.cancelled_on is not None and one.cancelled_on <= on:
        return {"look": "danger", "said": _("취소됨")}
    if one.from_day > on:
        return {"look": "warning", "said": _("시작 전")}
    return (
        {"look": "gray", "said": _("기간 끝남")}
        if one.until < on
        else {"look": "success", "said": _("효력 있음")}
    )


def _office(office: Any) -> str:
    if office is None:
        return ""
    return str(office.name_en if get_language() == "en" else office.name_ko)


def _basis(code: str, on: Any) -> dict[str, str] | None:
    basis = legal_basis_on(code, on) if code else None
    if basis is None:
        return None
    source, english = load_law().source(basis.clause), get_language() == "en"
    return {"name": basis.en if english else basis.ko, "clause": source.en if english else source.ko}


def _declared(offerings: list[Offering]) -> list[Any]:
    """Purposes that published data claim, with the day they speak of."""
    found: dict[str, Any] = {}
    for one in offerings:
        for purpose, claimed in (
            ("account", one.declared_account),
            ("credit_bank", one.declared_credit_bank),
        ):
            if claimed:
                found.setdefault(purpose, {"purpose": PURPOSES[purpose], "on": one.reference_date})
    return list(found.values())
