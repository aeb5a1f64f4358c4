"""Institutions by legal basis, and their accreditation as lifelong learning centres."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from baeum.courses.models import CentreAccreditation, Institution
from baeum.courses.queries import centre_on
from baeum.courses.services.accredit_centre import accredit_centre, cancel_centre
from baeum.courses.services.register_institution import register_institution
from baeum.people.acting import Actor
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from cast import Cast, done

FIRST, LAST = date(2026, 3, 1), date(2031, 2, 28)
FINDINGS = dict.fromkeys(CentreAccreditation.CRITERIA, "확인함")


def code(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.code


def test_registered_by_itself_or_from_above_and_once(cast: Cast) -> None:
    office = cast.office["hangang"]
    terms = {"legal_basis": "press", "on": today()}
    assert code(register_institution(office, by=cast.as_("taeo"), **terms)) == "institution.not_yours"
    made = done(register_institution(office, by=cast.as_("jiho"), **terms))
    assert (made.name_ko, made.legal_basis) == (office.name_ko, "press")
    assert code(register_institution(office, by=cast.as_("sora"), **terms)) == "institution.there"


def test_needs_an_institution_and_a_legal_basis(cast: Cast, inseo: Actor) -> None:
    assert code(register_institution(cast.office["jongno"], legal_basis="press", by=inseo, on=today())) == (
        "institution.office_kind"
    )
    hangang = cast.office["hangang"]
    assert code(register_institution(hangang, legal_basis="guild", by=inseo, on=today())) == (
        "institution.legal_basis"
    )


def test_a_centre_needs_a_finding_on_each_of_the_five_criteria(hangang: Institution, inseo: Actor) -> None:
    terms = {"number": "1", "from_day": FIRST, "until": LAST, "by": inseo}
    for criterion in CentreAccreditation.CRITERIA:
        refused = accredit_centre(hangang, findings={**FINDINGS, criterion: " "}, **terms)
        assert code(refused) == "centre.findings" and criterion in refused.figures["missing"]
    made = done(accredit_centre(hangang, findings=FINDINGS, **terms))
    assert len(made.findings) == 5
    assert code(accredit_centre(hangang, findings=FINDINGS, **{**terms, "number": "2"})) == "centre.overlaps"


@pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, True)])
def test_a_centre_holds_from_its_first_day_until_cancelled(
    hangang: Institution, inseo: Actor, days: int, holds: bool
) -> None:
    made = done(accredit_centre(hangang, number="1", from_day=FIRST, until=LAST, findings=FINDINGS, by=inseo))
    assert (centre_on(hangang.pk, FIRST + timedelta(days)) == made) is holds
    assert centre_on(hangang.pk, LAST) == made and centre_on(hangang.pk, LAST + timedelta(1)) is None
    done(cancel_centre(made, on=date(2028, 1, 1), reason="시설을 닫음", by=inseo))
    assert centre_on(hangang.pk, date(2028, 1, 1)) is None


def test_only_the_institute_or_the_ministry_accredits_a_centre(hangang: Institution, cast: Cast) -> None:
    refused = accredit_centre(
        hangang, number="1", from_day=FIRST, until=LAST, findings=FINDINGS, by=cast.as_("sora")
    )
    assert code(refused) == "centre.not_yours"
