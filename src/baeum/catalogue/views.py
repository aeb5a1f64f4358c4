"""The three look-ups of certificates (source: the guide of the credit bank, certificates)."""

from __future__ import annotations

import difflib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baeum.calculator import forms
from baeum.calculator.majors import Major, majors
from baeum.calculator.reading import clean, write
from baeum.calculator.work import blank_case
from baeum.shared.days import day
from baeum_rules import lookups
from baeum_rules.certificates import Entry, load_certificates
from baeum_rules.curricula import load_curriculum

from .asking import FEWEST_ROWS, MOST_CERTIFICATES, Asked, Row, read_row, read_rows

SUGGESTIONS = 12
SLIPS = 5
ALIKE = 0.7  # share of equal letters from which another title may be meant


@require_safe
def of_major(request: HttpRequest) -> HttpResponse:
    """Certificates linked to a major: search a major by name, choose it, see its certificates."""
    words = clean(request.GET.get("q", ""))
    found = [major for major in majors() if _fits(major, words)]
    chosen = next((major for major in majors() if major.id == request.GET.get("major")), None)
    certificates = []
    if chosen:
        linked = lookups.certificates_of_major(load_curriculum(chosen.id))
        certificates = [{"name": one.name, "entry": _entry(one.resolution.entry)} for one in linked]
    shown = {"q": words, "majors": found, "chosen": chosen, "certificates": certificates}
    return _page(request, "of_major", shown)


def _fits(major: Major, words: str) -> bool:
    """Whether the major's name, in either language, contains what was typed; spaces do not matter."""
    plain = "".join(words.split()).casefold()
    return any(plain in "".join(name.split()).casefold() for name in (major.ko, major.en))


@require_safe
def of_certificate(request: HttpRequest) -> HttpResponse:
    """Majors linked to a certificate, with what became of its name and its value on the day."""
    asked = Asked()
    shown: dict[str, Any] = {}
    if "name" in request.GET:
        row = read_row(request.GET["name"], request.GET.get("day", ""), day_needed=False)
        asked = Asked([row], asked=True)
        if not row.bad:
            answer = lookups.majors_of_certificate(row.name, row.acquired_on)
            known = {major.id: major for major in majors()}
            shown["facts"] = _facts(answer.facts)
            shown["majors"] = [known[one.id] for one in answer.majors if one.id in known]
    return _page(request, "of_certificate", shown, asked)


@require_safe
def conversion(request: HttpRequest) -> HttpResponse:
    """Credits of chosen certificates in a major, and which of them cannot count together."""
    asked = read_rows(request.GET)
    chosen = next((major for major in majors() if major.id == request.GET.get("major")), None)
    route = request.GET.get("route", "first")
    route = route if route in lookups.ROUTES else "first"
    shown: dict[str, Any] = {"options": majors(), "chosen": chosen, "route": route, "routes": forms.ROUTES}
    if asked.asked and chosen is None:
        shown["major_error"] = _("전공을 고르세요.")
    if asked.asked and not asked.rows:
        asked.rows.append(Row(name_error=_("자격증 이름을 적으세요.")))
    if chosen and asked.asked and not asked.problems:
        given = [(row.name, row.acquired_on) for row in asked.rows if row.acquired_on]
        answer = lookups.convert(load_curriculum(chosen.id), chosen.degree, route, given)
        shown |= {
            "converted": [
                {
                    **_facts(one.facts),
                    "class": forms.CLASS_LABELS.get(one.class_ or "", ""),
                }
                for one in answer.certificates
            ],
            "case_json": _case_json(chosen, route, asked.rows),
            "conflicts": [_sentence(one.sentence) for one in answer.conflicts],
        }
    rows = list(asked.rows)
    wanted = min(MOST_CERTIFICATES, max(FEWEST_ROWS, len(rows) + (1 if asked.asked else 0)))
    rows += [Row() for _ in range(wanted - len(rows))]
    return _page(request, "convert", shown | {"rows": rows}, asked)


def _page(request: HttpRequest, name: str, shown: dict[str, Any], asked: Asked | None = None) -> HttpResponse:
    asked = asked or Asked()
    problems = list(asked.problems)
    if shown.get("major_error"):
        problems.insert(0, ("major", shown["major_error"]))
    frame = {"place": "catalogue", "tab": name, "asked": asked, "problems": problems}
    status = 422 if problems else 200
    return render(request, f"catalogue/{name}.html", frame | shown, status=status)


def _facts(facts: lookups.CertificateFacts) -> dict[str, Any]:
    """What the page shows of a certificate; names to try where the typed one is not in the table."""
    resolution = facts.resolution
    names = resolution.options
    if resolution.entry is None and not names:
        names = _alike(facts.name)
    return {
        "name": facts.name,
        "acquired_on": facts.acquired_on,
        "entry": _entry(resolution.entry),
        "credits": facts.credits,
        "sentences": [_sentence(one) for one in facts.sentences],
        "suggestions": names,
    }


def _alike(name: str) -> tuple[str, ...]:
    """Titles that contain what was typed, else those written much like it (a slip of the keyboard)."""
    table = load_certificates()
    found = table.search(name, SUGGESTIONS)
    return found or tuple(difflib.get_close_matches(name, table.names(), n=SLIPS, cutoff=ALIKE))


def _case_json(chosen: Major, route: str, rows: list[Row]) -> str:
    """The converted certificates as a case for the calculator, so that nothing is typed twice."""
    case = blank_case()
    case["goal"] |= {"degree": chosen.degree, "route": route, "major": chosen.id}
    case["records"] = [
        {"id": f"r{place}", "source": "certificate", "name": row.name, "acquired_on": day(row.day)}
        for place, row in enumerate(rows, start=1)
    ]
    return write(case)


def _entry(entry: Entry | None) -> dict[str, Any] | None:
    """A row of the table for the page."""
    if entry is None:
        return None
    kinds = {"national": _("국가자격"), "private": _("국가공인 민간자격")}
    return {
        "name": entry.name,
        "kind": kinds.get(entry.kind, entry.kind),
        "job": " – ".join(entry.job_key or ()),
        "reading": entry.group_reading,
        "now": entry.credits,
        "before": entry.credits_before,
        "abolished": entry.abolished,
    }


def _sentence(one: lookups.Sentence) -> dict[str, Any]:
    text = one.en if get_language() == "en" else one.ko
    return {"text": text, "clause": one.clause, "reading": one.reading, "rule": one.rule}
