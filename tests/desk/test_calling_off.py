"""An offering is called off for all to see; details of an institution change, and what they were stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from baeum.accreditation.valid import lacking
from baeum.courses.contents import CourseContent, OfferingContent
from baeum.courses.exchange.writing import CSV, written
from baeum.courses.models import Course, Institution, InstitutionChange, Offering
from baeum.courses.queries import to_export
from baeum.courses.services.add_course import add_course
from baeum.courses.services.call_off import call_off
from baeum.courses.services.change_institution import change_institution
from baeum.courses.services.offer import change_offering, close_offering, offer
from baeum.courses.services.register_institution import register_institution
from baeum.people.acting import Actor, acting
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from cast import Cast, done

DAY = timedelta(1)
WHY = "신청한 사람이 세 명뿐입니다."


@pytest.fixture
def hangang(cast: Cast, sora: Actor) -> Institution:
    """The institution of Sora's office."""
    return done(register_institution(cast.office["hangang"], legal_basis="press", by=sora, on=today()))


@pytest.fixture
def course(hangang: Institution, sora: Actor) -> Course:
    """A course of it."""
    return done(add_course(hangang, "W", CourseContent("생활 글쓰기"), by=sora, on=today())).course


def offered(course: Course, by: Actor, begins: int = 20, days: int = 30) -> Offering:
    first = today() + begins * DAY
    return done(offer(course, OfferingContent(first, first + days * DAY), by=by, on=today()))


def test_called_off_by_the_page_and_seen_by_everybody(
    desk: Client, client: Client, course: Course, sora: Actor
) -> None:
    kept = offered(course, sora)
    where = f"/desk/courses/offerings/{kept.pk}/call-off/"
    assert where in desk.get(f"/desk/courses/{course.pk}/").content.decode()
    empty = desk.post(where, {"reason": " "})
    assert empty.status_code == 422 and "폐강하는 이유" in empty.content.decode()
    long = desk.post(where, {"reason": "가" * 501})
    assert long.status_code == 422 and "가" * 501 in long.content.decode()
    assert desk.post(where, {"reason": WHY}).status_code == 302
    own = desk.get(f"/desk/courses/{course.pk}/").content.decode()
    assert WHY in own and where not in own and f"/desk/courses/offerings/{kept.pk}/" not in own
    assert WHY in client.get(f"/courses/{course.pk}/").content.decode()
    assert "Called off on" in client.get(f"/en/courses/{course.pk}/").content.decode()
    found = client.get("/courses/?q=글쓰기&state=called_off").content.decode()
    assert "생활 글쓰기" in found and "폐강됨" in found
    assert client.get("/courses/?q=글쓰기&state=open").context["answer"].total == 0
    assert client.get("/api/courses?q=글쓰기").json()["items"][0]["state"] == "called_off"
    assert "STATUS:CANCELLED" in client.get(f"/courses/{course.pk}/{kept.pk}.ics").content.decode()


def test_called_off_is_for_good(course: Course, sora: Actor) -> None:
    kept, content = offered(course, sora), OfferingContent(today())
    done(call_off(kept, reason=WHY, by=sora, on=today()))
    for again in (
        call_off(kept, reason=WHY, by=sora, on=today()),
        close_offering(kept, by=sora, on=today()),
        change_offering(kept, content, by=sora, on=today()),
    ):
        assert isinstance(again, Refusal) and again.code == "offering.called_off"


def test_only_the_institution_and_only_before_it_is_over(course: Course, cast: Cast, sora: Actor) -> None:
    kept = offered(course, sora)
    for other in ("taeo", "jiho", "inseo", "yujin"):
        refused = call_off(kept, reason=WHY, by=cast.as_(other), on=today())
        assert isinstance(refused, Refusal) and refused.code == "course.not_yours"
    over = offered(course, sora, begins=-40, days=10)
    refused = call_off(over, reason=WHY, by=sora, on=today())
    assert isinstance(refused, Refusal) and refused.code == "offering.over"
    last = offered(course, sora, begins=-10, days=10)
    assert done(call_off(last, reason=WHY, by=sora, on=today())).called_off_on == today()


def test_what_was_called_off_is_not_given_out(course: Course, sora: Actor) -> None:
    offered(course, sora)
    gone = offered(course, sora, begins=90)
    done(call_off(gone, reason=WHY, by=sora, on=today()))
    text = "".join(written(to_export(CSV), CSV))
    assert text.count("생활 글쓰기") == 1 and str(gone.begins) not in text


def test_a_course_that_was_called_off_is_not_completed(course: Course, cast: Cast, sora: Actor) -> None:
    from accreditation.cases import announced
    from accreditation.people import officers
    from baeum.accreditation.models import Application
    from baeum.accreditation.services.open_draft import open_draft

    of_round = announced(officers(cast))
    only = offered(course, sora, begins=5, days=10)
    version = course.versions.latest("number")
    made = done(
        open_draft(of_round, version, kind="completed", field="humanities", by=sora, on=of_round.opens_on)
    )
    later = today() + 60 * DAY
    with acting(sora):
        draft = Application.objects.get(pk=made.application_id)
        assert "application.not_completed" not in {why.code for _, why in lacking(draft, later)}
    done(call_off(only, reason=WHY, by=sora, on=today()))
    with acting(sora):
        assert "application.not_completed" in {why.code for _, why in lacking(draft, later)}


def test_details_change_by_the_page_and_what_they_were_stays(desk: Client, hangang: Institution) -> None:
    where = "/desk/courses/institution/"
    assert where in desk.get("/desk/courses/").content.decode()
    assert "press" in desk.get(where).content.decode()
    typed = {"legal_basis": "human_resources", "phone": "02-111-2222", "address": "종로 1"}
    assert desk.post(where, typed).status_code == 302
    assert desk.post(where, typed).status_code == 302  # nothing new is no change
    assert desk.post(where, {**typed, "phone": "02-333-4444"}).status_code == 302
    hangang.refresh_from_db()
    assert (hangang.legal_basis, hangang.phone) == ("human_resources", "02-333-4444")
    changes = [(one.before, one.after) for one in InstitutionChange.objects.order_by("pk")]
    assert changes == [
        (
            {"legal_basis": "press", "phone": "", "address": ""},
            {"legal_basis": "human_resources", "phone": "02-111-2222", "address": "종로 1"},
        ),
        ({"phone": "02-111-2222"}, {"phone": "02-333-4444"}),
    ]
    page = desk.get("/en" + where).content.decode()
    assert "02-111-2222 → <strong>02-333-4444</strong>" in page and "What was changed" in page
    wrong = desk.post(where, {"legal_basis": "guild", "phone": "02-555"})
    assert wrong.status_code == 422 and 'value="02-555"' in wrong.content.decode()
    assert InstitutionChange.objects.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        InstitutionChange.objects.update(after={})


def test_only_its_own_officers_change_an_institution(hangang: Institution, cast: Cast) -> None:
    for other in ("taeo", "jiho", "inseo", "yujin"):
        refused = change_institution(hangang, legal_basis="press", phone="1", by=cast.as_(other), on=today())
        assert isinstance(refused, Refusal) and refused.code == "course.not_yours"
