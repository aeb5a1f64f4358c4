"""A round may set items of its own: by the page, with everything that is wrong told at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baeum.accreditation.models import Round
from baeum.shared.clock import today
from cast import Cast
from visiting import as_officer

from .test_pages import at

pytestmark = pytest.mark.django_db


def typed(**other: str) -> dict[str, str]:
    opens = today() + timedelta(40)
    return {"number": "2027-1", "opens_on": str(opens), "closes_on": str(opens + timedelta(10)), **other}


def items(*rows: tuple[str, str, str, str]) -> dict[str, str]:
    """(Korean, English, criterion, points) as the form sends them."""
    parts = ("ko", "en", "criterion", "points")
    return {
        f"item-{place}-{part}": value
        for place, row in enumerate(rows, 1)
        for part, value in zip(parts, row, strict=True)
    }


ROOMS = ("강의실", "rooms", "facilities", "30")
BOOKS = ("교재", "textbooks", "teaching_process", "20")
EMPTY = ("", "", "", "")


def test_a_round_has_the_items_that_were_set(cast: Cast) -> None:
    inseo = as_officer(cast, "inseo")
    made = inseo.post(at("rounds"), typed(**items(ROOMS, EMPTY, BOOKS)))
    assert made.status_code == 302
    found = Round.objects.get(number="2027-1").items.values_list("place", "ko", "en", "criterion", "points")
    assert list(found) == [
        (1, "강의실", "rooms", "facilities", 30),
        (2, "교재", "textbooks", "teaching_process", 20),
    ]
    page = inseo.get("/en" + made.headers["Location"]).content.decode()
    assert "Rooms (30 points) · " in page and "Educational facilities" in page and "50 points in all" in page


def test_the_criteria_of_the_law_left_as_they_are_keep_their_codes(cast: Cast) -> None:
    inseo = as_officer(cast, "inseo")
    rows = inseo.get(at("rounds")).context["rows"]
    sent = {f"item-{r.place}-{n}": getattr(r, n) for r in rows for n in ("ko", "en", "criterion", "points")}
    assert inseo.post(at("rounds"), typed(**sent)).status_code == 302
    made = Round.objects.get(number="2027-1").items.all()
    assert [item.code for item in made] == [item.criterion for item in made] and len(made) == 5
    page = inseo.get(at("round", made[0].round_id)).content.decode()
    assert "교육 시설과 설비 (20점)</li>" in page  # a criterion is not named twice


def test_everything_wrong_is_told_and_nothing_is_announced(cast: Cast) -> None:
    bad = [
        ("강의실", "", "facilities", "30"),
        ("교재", "textbooks", "unknown", "20"),
        ("강사", "x", "other", "0.5"),
    ]
    long = ("가" * 201, "x", "other", "5")
    page = as_officer(cast, "inseo").post(at("rounds"), typed(number="", **items(*bad, long)))
    text = page.content.decode()
    assert page.status_code == 422 and not Round.objects.exists()
    for where in ("#item-1-en", "#item-2-criterion", "#item-3-points", "#item-4-ko"):
        assert where in text, where
    assert "차수의 이름을 적으십시오" in text and 'value="textbooks"' in text


def test_more_rows_keep_what_was_typed(cast: Cast) -> None:
    page = as_officer(cast, "inseo").post(at("rounds"), typed(more="1", **items(*[ROOMS] * 8)))
    text = page.content.decode()
    assert page.status_code == 200 and not Round.objects.exists()
    assert text.count('value="강의실"') == 8 and 'id="item-11-ko"' in text and 'id="item-12-ko"' not in text
