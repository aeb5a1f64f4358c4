"""What a draft still lacks before it can be submitted: everything at once."""

from __future__ import annotations

from datetime import date

from baeum.courses.models import Offering
from baeum.courses.queries import accredited_on
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.path import STATES
from baeum_rules.accreditation.validity import renewed_from
from baeum_rules.courses.legal_bases import legal_basis_on
from baeum_rules.parameters import load_law

from .models import Application, Round

LONGEST = 4000  # letters of one statement


def kinds_on(on: date) -> tuple[str, ...]:
    """The types of course that can be applied for on a day: completed, planned."""
    return tuple(str(load_law().value("accreditation.course_types", on)).split(","))


def lacking(application: Application, on: date) -> list[tuple[str, Refusal]]:
    """(element of the form, why) of everything in the way of submitting, for the first time or again."""
    first = [] if application.number else _round(application.round, on)
    return [*_statements(application), *first, *_course(application, on), *_others(application, on)]


def _statements(application: Application) -> list[tuple[str, Refusal]]:
    found = []
    for item in application.round.items.all():
        text = str(application.statements.get(item.code, "")).strip()
        if not text:
            found.append((f"item-{item.code}", Refusal("application.statement", {"place": item.place})))
    return found


def _round(of_round: Round, on: date) -> list[tuple[str, Refusal]]:
    if of_round.is_open(on):
        return []
    figures = {"round": of_round.number, "opens_on": of_round.opens_on, "closes_on": of_round.closes_on}
    return [("round", Refusal("application.round_not_open", figures, 409))]


def _course(application: Application, on: date) -> list[tuple[str, Refusal]]:
    found = []
    if application.kind not in kinds_on(on):
        found.append(("kind", Refusal("application.kind", {"kind": application.kind, "on": on})))
    basis = application.institution.legal_basis
    if not basis or legal_basis_on(basis, on) is None:
        found.append(("course", Refusal("application.legal_basis")))
    ended = Offering.objects.filter(
        course_version__course=application.course_version.course, ends__lt=on, called_off_on__isnull=True
    )
    if application.kind == Application.Kind.COMPLETED and not ended.exists():
        found.append(("kind", Refusal("application.not_completed", {"on": on})))
    return found


def _others(application: Application, on: date) -> list[tuple[str, Refusal]]:
    course = application.course_version.course_id
    over = [code for code, state in STATES.items() if state.holder == "nobody"]
    own = [application.pk, *([application.renews_id] if application.renews_id else [])]
    same = Application.objects.filter(course_version__course=course).exclude(pk__in=own)
    other = same.exclude(state__in=[*over, "draft"]).first()
    if other:
        return [("course", Refusal("application.there", {"number": other.number or "–"}, 409))]
    grant = accredited_on(course, "account", on)
    if grant and on < renewed_from(grant.until, on):
        figures = {"number": grant.number, "until": grant.until, "from": renewed_from(grant.until, on)}
        return [("course", Refusal("application.accredited", figures, 409))]
    return []
