"""Imports store each offering once, change what changed, and give out what they took in."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from baeum.courses.contents import CourseContent, OfferingContent
from baeum.courses.exchange.files import opened
from baeum.courses.exchange.rows import Published, read_row
from baeum.courses.exchange.writing import CSV, HRD_JSON, JSON, XML, written
from baeum.courses.models import Course, CourseVersion, Institution, Offering, SearchEntry, SearchWord
from baeum.courses.queries import to_export
from baeum.courses.services.add_course import add_course
from baeum.courses.services.import_published import Stored, import_published
from baeum.courses.services.index_again import index_again
from baeum.courses.services.offer import change_offering, offer
from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from cast import done

from .published import csv_file, row, training

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 1)


def read(*rows: dict[str, str], source: str = "standard") -> list[Published]:
    found = [read_row(source, place, one, ON) for place, one in enumerate(rows, 1)]
    assert all(isinstance(one, Published) for one in found), found
    return found  # type: ignore[return-value]


def stored(*rows: dict[str, str], source: str = "standard") -> Stored:
    return import_published(read(*rows, source=source), on=ON)


def test_the_same_file_again_changes_nothing() -> None:
    rows = (row(), row(venue="2"), row(title="생활 요리"))
    assert stored(*rows) == Stored(new=3)
    before = list(Offering.objects.order_by("pk").values())
    assert stored(*rows) == Stored(unchanged=3)
    assert before == list(Offering.objects.order_by("pk").values())
    assert (Institution.objects.count(), Course.objects.count(), CourseVersion.objects.count()) == (1, 2, 2)
    assert SearchEntry.objects.count() == 3 and SearchWord.objects.filter(word="바리스타").exists()


def test_what_changed_is_changed_and_the_version_before_stays() -> None:
    stored(row(), row(venue="2"))
    assert stored(row(fee="0", description="새 내용"), row(venue="2")) == Stored(changed=1, unchanged=1)
    offering = Offering.objects.get(venue="3강의실")
    assert (offering.fee, offering.course_version.number) == (0, 2)
    assert Offering.objects.get(venue="2").course_version.number == 1
    assert SearchEntry.objects.get(offering=offering).fee == 0
    assert stored(row(), row(venue="2")) == Stored(changed=1, unchanged=1)
    assert CourseVersion.objects.count() == 2  # the first version says it already


def test_older_data_do_not_overwrite_newer_ones() -> None:
    stored(row(reference_date="2026-11-01"))
    assert stored(row(reference_date="2026-10-31", fee="1")) == Stored(older=1)
    assert stored(row(reference_date="2026-11-02", fee="1")) == Stored(changed=1)


def test_training_is_known_by_its_own_number() -> None:
    assert stored(training(), training(trprDegr="2"), source="hrd") == Stored(new=2)
    assert stored(training(title="새 이름", yardMan="30"), source="hrd") == Stored(changed=1)
    assert Course.objects.count() == 1


@pytest.mark.parametrize(
    ("form", "name"), [(CSV, "a.csv"), (JSON, "a.json"), (XML, "a.xml"), (HRD_JSON, "b.json")]
)
def test_what_is_given_out_changes_nothing_when_it_comes_back(tmp_path: Path, form: str, name: str) -> None:
    odd = row(
        title="=1+1 & <가>", venue='"2", 3', weekdays="추후 공지", homepage="없음", fee="", starts_at=""
    )
    stored(row(), odd, row(title="하나뿐", ends="", application_begins="", mode="", address="어딘가"))
    stored(training(), training(trprDegr="2", title="나\t다", wkendSe="9"), source="hrd")
    file = tmp_path / name
    file.write_text("".join(written(to_export(form), form)), encoding="utf-8", newline="")
    found = opened(file)
    back = read(*[one for _, one in found.rows()], source=found.source)  # type: ignore[arg-type]
    assert import_published(back, on=ON) == Stored(unchanged=len(back))
    assert len(back) == (3 if found.source == "standard" else 2)


def test_rows_given_out_have_the_published_columns() -> None:
    stored(row())
    text = "".join(written(to_export(CSV), CSV))
    assert text == csv_file([row()])
    assert json.loads("".join(written(to_export(JSON), JSON))) == {"records": [row()]}


def test_what_an_institution_entered_itself_is_not_changed_by_published_data(
    hangang: Institution, sora: Actor, tmp_path: Path
) -> None:
    version = done(add_course(hangang, "W", CourseContent("글쓰기"), by=sora, on=ON))
    content = OfferingContent(ON + timedelta(9), venue="1강의실", fee=100)
    done(offer(version.course, content, by=sora, on=ON))
    given_out = "".join(written(to_export(CSV), CSV))
    file = tmp_path / "a.csv"
    file.write_text(given_out, encoding="utf-8")
    rows = [one for _, one in opened(file).rows()]
    assert stored(*rows) == Stored(own=1) and Offering.objects.count() == 1  # type: ignore[arg-type]


def test_what_was_published_elsewhere_is_not_changed_here(sora: Actor, hangang: Institution) -> None:
    stored(row(institution=hangang.name_ko))
    offering = Offering.objects.get()
    refused = change_offering(offering, OfferingContent(ON), by=sora, on=ON)
    assert isinstance(refused, Refusal) and refused.code == "offering.published_elsewhere"


def test_indexed_again_search_reads_the_same(hangang: Institution, sora: Actor) -> None:
    stored(row(), row(venue="2"), row(title="생활 요리"))
    done(add_course(hangang, "W", CourseContent("글쓰기"), by=sora, on=ON))
    before = list(SearchEntry.objects.order_by("title", "offering__venue").values())
    SearchEntry.objects.update(beside="", grams=[], title_joined="")
    SearchWord.objects.all().delete()
    told: list[int] = []
    assert index_again(ON, told.append) == 3 and told == [3]
    after = list(SearchEntry.objects.order_by("title", "offering__venue").values())
    assert [one | {"id": 0} for one in after] == [one | {"id": 0} for one in before]
    assert SearchWord.objects.filter(word="바리스타").exists()


def test_nothing_is_stored_where_it_is_interrupted() -> None:
    good = read(row())[0]

    def rows():  # type: ignore[no-untyped-def]
        for place in range(600):
            yield replace(good, key=str(place))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_published(rows(), on=ON)
    assert not Offering.objects.exists()
