"""The form of wishes for a plan: what was typed, and what may be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from baeum.calculator.present import language
from baeum.learner.depositing import Problem
from baeum.places.country import PROVINCE, regions_on
from baeum_rules.plan.calendar import conferrals
from baeum_rules.plan.exams import certificate_items
from baeum_rules.plan.wishes import Wishes, read_wishes
from baeum_rules.recognition import find_curriculum
from baeum_rules.recognition.case import Fault
from baeum_rules.recognition.sentences import sentences_of
from baeum_rules.recognition.thresholds import thresholds_of

ASKED = "ask"  # in the query of a page that is to search
MONTHS = 8  # conferrals to choose from
LONGEST = 400  # characters of the refused subjects
FLAGS = ("online", "not_registered", "fee_exempt", "exams_open", "bdes", "no_repeat")


class Typed(NamedTuple):
    """What was asked for, or what is wrong with it."""

    wishes: Wishes | None
    certificates: tuple[str, ...]
    flags: frozenset[str]
    problems: list[Problem]


def typed(query: QueryDict, goal: Mapping[str, Any], *, is_registered: bool) -> Typed:
    """The wishes of a query; whoever the claims know as registered need not say so."""
    flags = frozenset(name for name in FLAGS if query.get(name))
    refused = query.get("without", "")[:LONGEST].replace("\n", ",").split(",")
    given = {
        "end": query.get("end"),
        "budget": query.get("budget"),
        "per_term": query.get("per_term"),
        "regions": query.getlist("region"),
        "without": refused,
        "online": "online" in flags,
        "registered": is_registered or "not_registered" not in flags,
        "fee_exempt": "fee_exempt" in flags,
        "exams_open": "exams_open" in flags,
    }
    read = read_wishes(given)
    known = set(linked_certificates(goal))
    chosen = tuple(name for name in query.getlist("certificate") if name in known)
    if isinstance(read, list):
        return Typed(None, chosen, flags, [_problem(fault) for fault in read])
    return Typed(read, chosen, flags, [])


def _problem(fault: Fault) -> Problem:
    said = sentences_of(thresholds_of().law).error(fault._replace(field=""))
    labels = {"end": _("늦어도 언제까지"), "budget": _("예산 (원)"), "per_term": _("한 학기에 많아도 (학점)")}
    return Problem(fault.field, labels.get(fault.field, fault.field), str(said[language()]))


def linked_certificates(goal: Mapping[str, Any]) -> tuple[str, ...]:
    """The certificates linked to the major of a goal."""
    curriculum = find_curriculum(str(goal.get("major") or ""))
    return curriculum.linked_certificates if curriculum else ()


def form(query: QueryDict, goal: Mapping[str, Any], found: Typed, on: date) -> dict[str, Any]:
    """What the form shows: its fields with what was typed."""
    asked = bool(query.get(ASKED))
    errors = {one.target: one.message for one in found.problems}
    months = [one.month for one in conferrals(on.toordinal(), MONTHS, thresholds_of())]
    end = query.get("end", "") if asked else str(goal.get("conferral") or "")
    fields = [
        _field("end", _("늦어도 언제까지"), end, errors, options=[(month, month) for month in months]),
        _field(
            "budget",
            _("예산 (원)"),
            query.get("budget", ""),
            errors,
            hint=_("수강료와 학점인정 수수료를 더한 금액"),
        ),
        _field("per_term", _("한 학기에 많아도 (학점)"), query.get("per_term", ""), errors),
        _field(
            "without", _("듣고 싶지 않은 과목"), query.get("without", ""), errors, hint=_("쉼표로 나눕니다.")
        ),
    ]
    chosen = set(query.getlist("region"))
    provinces = [one for one in regions_on(on).values() if one.kind == PROVINCE]
    until = on.replace(year=on.year + 2, day=1).toordinal()
    exams = certificate_items(linked_certificates(goal), on.toordinal(), until, thresholds_of())
    dated = list(dict.fromkeys(item.title for item in exams.items))
    return {
        "fields": fields,
        "flags": found.flags,
        "regions": [
            (one.code, one.ko if language() == "ko" else one.en, one.code in chosen) for one in provinces
        ],
        "regions_chosen": len(chosen),
        "certificates": [(name, name in found.certificates) for name in dated],
        "untimed": exams.untimed,
    }


def _field(
    name: str,
    label: str,
    value: str,
    errors: Mapping[str, str],
    *,
    options: list[tuple[str, str]] | None = None,
    hint: str = "",
) -> dict[str, Any]:
    kind = "choice" if options else "whole" if name in ("budget", "per_term") else "text"
    return {
        "id": name,
        "label": label,
        "kind": kind,
        "optional": True,
        "value": value,
        "options": options or [],
        "hint": hint,
        "error": errors.get(name, ""),
    }
