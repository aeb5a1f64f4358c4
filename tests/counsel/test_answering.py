"""The system names the office that answers, by topic and choice, passing over tiers that are not there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from baeum.counsel.answering import Answering, Chosen, answering, needed
from baeum.counsel.wrong import Wrong
from baeum.places.models import Office, Place
from baeum.shared.clock import today
from baeum_rules.counsel.topics import topic_on
from cast import Cast

pytestmark = pytest.mark.django_db
ON = today()


@pytest.mark.parametrize(
    ("chosen", "office", "passed_over"),
    [
        (Chosen("account"), "institute", ()),
        (Chosen("account", region="11110", institution="hangang"), "institute", ()),
        (Chosen("course", institution="dasan"), "dasan", ()),
        (Chosen("local", region="11110"), "jongno", ()),
        (Chosen("local", region="26"), "busan", ()),  # the whole province was chosen
        (Chosen("accreditation", holder="institute"), "institute", ()),
        (Chosen("accreditation", holder="province", region="11440"), "seoul", ()),
        (Chosen("accreditation", holder="municipality", region="26350"), "haeundae", ()),
    ],
)
def test_the_office_that_answers(
    cast: Cast, chosen: Chosen, office: str, passed_over: tuple[str, ...]
) -> None:
    found = answering(chosen, on=ON)
    assert isinstance(found, Answering)
    assert (found.office.code, found.passed_over) == (office, passed_over)


@pytest.mark.parametrize(
    ("chosen", "missing"),
    [
        (Chosen(), ["topic"]),
        (Chosen("nothing"), ["topic"]),
        (Chosen("course"), ["institution"]),
        (Chosen("course", institution="jongno"), ["institution"]),
        (Chosen("course", institution="x' OR 1"), ["institution"]),
        (Chosen("local"), ["region"]),
        (Chosen("local", region="KR"), ["region"]),
        (Chosen("local", region="99999"), ["region"]),
        (Chosen("accreditation"), ["holder"]),
        (Chosen("accreditation", holder="ministry"), ["holder"]),
        (Chosen("accreditation", holder="province"), ["region"]),
    ],
)
def test_what_is_still_to_be_chosen(cast: Cast, chosen: Chosen, missing: list[str]) -> None:
    found = answering(chosen, on=ON)
    assert isinstance(found, Wrong)
    assert [field for field, _ in found.problems] == missing


def test_a_tier_that_is_not_there_on_the_day_is_passed_over(cast: Cast) -> None:
    """A municipality that has ended its office: the province answers; no province yet: the institute."""
    Office.objects.filter(code="jongno").update(ends=ON - timedelta(1))
    found = answering(Chosen("local", region="11110"), on=ON)
    assert isinstance(found, Answering)
    assert (found.office.code, found.passed_over) == ("seoul", ("municipality",))
    Office.objects.filter(code="seoul").update(begins=ON + timedelta(1))
    found = answering(Chosen("local", region="11110"), on=ON)
    assert isinstance(found, Answering)
    assert (found.office.code, found.passed_over) == ("institute", ("municipality", "province"))


def test_an_office_under_an_older_row_of_the_same_place_answers(cast: Cast) -> None:
    """A place that was renamed has a second dated row; its office points at the first."""
    Place.objects.filter(code="11440").update(ends=date(2025, 12, 31))
    Place.objects.create(
        code="11440",
        kind="municipality",
        name_ko="새마포구",
        name_en="New Mapo-gu",
        parent=cast.place["seoul"],
        begins=date(2026, 1, 1),
    )
    found = answering(Chosen("local", region="11440"), on=ON)
    assert isinstance(found, Answering) and found.office.code == "mapo"


def test_where_nobody_answers_it_says_so(cast: Cast) -> None:
    Office.objects.filter(kind="institute").update(ends=ON - timedelta(1))
    found = answering(Chosen("account"), on=ON)
    assert isinstance(found, Wrong) and found.codes == ["counsel.nobody"] and found.status == 503


def test_what_is_needed_for_each_topic() -> None:
    def of(code: str, holder: str = "") -> tuple[str, ...]:
        topic = topic_on(code, ON)
        assert topic is not None
        return needed(topic, holder)

    assert of("account") == ()
    assert of("course") == of("refund") == ("institution",)
    assert of("local") == ("region",)
    assert of("accreditation") == ("holder",)
    assert of("accreditation", "institute") == ("holder",)
    assert of("accreditation", "province") == ("holder", "region")
