"""Appointing: who may make whom what, and where."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from baeum.people.acting import NOBODY, Actor, acting, standing
from baeum.people.models import Appointment
from baeum.people.personal import Personal
from baeum.people.services.appoint import appoint
from baeum.people.services.register_person import register_person
from baeum.places.models import Office, Place
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from cast import Cast, done

pytestmark = pytest.mark.django_db
SOON = timedelta(days=30)
BEGAN = date(1990, 1, 1)


def tried(cast: Cast, by: Actor, role: str, office: str, person: str = "dowon", **dates: date) -> object:
    """The appointment or the code of the refusal; nothing is stored where it is refused."""
    given = {"begins": today(), "ends": today() + SOON, **dates}
    made = appoint(cast.person[person].id, role, cast.office[office], by=by, on=today(), **given)
    if isinstance(made, Refusal):
        with acting(cast.as_("yujin")):
            assert not Appointment.objects.filter(person=cast.person["dowon"]).exists()
        return made.code
    return made


def test_holds_from_the_next_query(cast: Cast) -> None:
    made = done(tried(cast, cast.as_("sora"), "institution_officer", "hangang"))
    with acting(Actor(cast.person["dowon"].id, made.pk)):
        assert standing().role == "institution_officer"
        assert standing().office_id == cast.office["hangang"].pk


def test_holds_on_its_first_and_last_day_and_on_no_other(cast: Cast) -> None:
    for begins, ends, role in (
        (today(), today(), "institution_officer"),
        (today() + timedelta(days=1), today() + SOON, None),
    ):
        made = done(tried(cast, cast.as_("jiho"), "institution_officer", "dasan", begins=begins, ends=ends))
        with acting(Actor(cast.person["dowon"].id, made.pk)):
            assert standing().role == role


@pytest.mark.parametrize(
    ("by", "role", "office", "code"),
    [
        ("sora", "institution_officer", "dasan", "appoint.office_not_yours"),  # a sibling
        ("sora", "municipal_officer", "jongno", "appoint.role_not_yours"),  # the parent
        ("jiho", "institution_officer", "gwangan", "appoint.office_not_yours"),  # another province
        ("jiho", "municipal_officer", "mapo", "appoint.office_not_yours"),
        ("bada", "municipal_officer", "jongno", "appoint.office_not_yours"),
        ("haneul", "institute_officer", "institute", "appoint.role_not_yours"),
        ("suho", "auditor", "ministry", "appoint.role_not_yours"),
        ("expired", "institution_officer", "hangang", "appoint.not_appointed"),
        ("revoked", "institution_officer", "hangang", "appoint.not_appointed"),
        ("yujin", "learner", "hangang", "appoint.role_unknown"),
        ("yujin", "institution_officer", "jongno", "appoint.role_elsewhere"),
    ],
)
def test_refused(cast: Cast, by: str, role: str, office: str, code: str) -> None:
    assert tried(cast, cast.as_(by), role, office) == code


@pytest.mark.parametrize(
    ("by", "role", "office"),
    [
        ("jiho", "institution_officer", "dasan"),
        ("haneul", "municipal_officer", "mapo"),
        ("inseo", "provincial_officer", "busan"),
        ("yujin", "auditor", "institute"),
    ],
)
def test_made_below(cast: Cast, by: str, role: str, office: str) -> None:
    assert isinstance(tried(cast, cast.as_(by), role, office), Appointment)


def test_nobody_appoints_themselves_nor_as_nobody(cast: Cast) -> None:
    assert tried(cast, cast.as_("sora"), "institution_officer", "hangang", "sora") == "appoint.oneself"
    assert tried(cast, NOBODY, "institution_officer", "hangang") == "appoint.not_appointed"
    assert tried(cast, cast.as_self("dowon"), "ministry_officer", "ministry") == "appoint.not_appointed"


def test_dates(cast: Cast) -> None:
    yesterday = today() - timedelta(days=1)
    by = cast.as_("sora")
    for begins, ends, code in (
        (today(), yesterday, "appoint.ends_before_it_begins"),
        (yesterday, yesterday, "appoint.over"),
    ):
        made = tried(cast, by, "institution_officer", "hangang", begins=begins, ends=ends)
        assert made == code


def test_the_database_refuses_what_python_would_let_through(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import ProgrammingError

    monkeypatch.setattr("baeum.people.services.appoint._not_theirs", lambda *_: None)
    for by, office in (
        (cast.as_("sora"), "dasan"),
        (cast.as_("suho"), "ministry"),
        (cast.as_self("nari"), "dasan"),
    ):
        role = "institution_officer" if office == "dasan" else "ministry_officer"
        with pytest.raises(ProgrammingError, match="row-level security"):
            tried(cast, by, role, office)


def test_the_first_is_made_by_nobody(db: None) -> None:  # noqa: ARG001
    from baeum.people.personal import Personal
    from baeum.people.services.register_person import register_person
    from baeum.places.services.load_places import load_offices, load_places
    from cast import PEOPLE

    load_places()
    load_offices()
    first, second = (
        done(register_person(Personal(*PEOPLE[key]), on=today())).id for key in ("nari", "dowon")
    )
    ministry = Office.objects.get(code="ministry")

    def enters(person: object) -> object:
        dates = {"begins": today(), "ends": today() + SOON}
        return appoint(person, "ministry_officer", ministry, **dates, by=Actor(person), on=today())

    assert isinstance(enters(first), Appointment)
    assert enters(second).code == "appoint.not_appointed"


def test_who_appointed_is_kept_and_the_first_was_appointed_by_nobody(cast: Cast) -> None:
    assert cast.appointment["yujin"].appointed_by_id is None
    assert cast.appointment["inseo"].appointed_by_id == cast.person["yujin"].id


@pytest.mark.usefixtures("db")
def test_the_first_of_all_enters_themselves_at_the_ministry() -> None:
    place = Place.objects.create(code="KR", kind="ministry", name_ko="나라", name_en="Country", begins=BEGAN)
    offices = {
        kind: Office.objects.create(
            code=kind, kind=kind, name_ko=kind, name_en=kind, place=place, begins=BEGAN, sample=True
        )
        for kind in ("ministry", "institute")
    }
    first, other = (
        done(register_person(Personal(name, BEGAN), on=today())).id for name in ("첫사람", "다른사람")
    )

    def enters(person: UUID, role: str, office: str) -> object:
        days = {"begins": today(), "ends": today() + SOON}
        made = appoint(person, role, offices[office], **days, by=Actor(first), on=today())
        return made.code if isinstance(made, Refusal) else made.role

    assert enters(first, "institute_officer", "institute") == "appoint.not_appointed"
    assert enters(other, "ministry_officer", "ministry") == "appoint.not_appointed"
    assert enters(first, "ministry_officer", "ministry") == "ministry_officer"
    assert enters(first, "ministry_officer", "ministry") == "appoint.not_appointed"  # only once
