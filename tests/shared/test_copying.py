"""Rows by COPY are the rows that INSERT would have made."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict

from baeum.courses.models import Course, CourseVersion, Institution, Offering
from baeum.shared.copying import copy_in

DAY = date(2026, 11, 1)


def offering(version: CourseVersion, key: str) -> Offering:
    return Offering(
        course_version=version,
        begins=DAY,
        ends=DAY,
        weekdays=[1, 7],
        published={"a\\b": 'tab\t, quote " and 한글\n'},
        source="standard",
        source_key=key,
        region="11110",
    )


@pytest.mark.django_db
def test_copied_rows_are_the_inserted_ones() -> None:
    institution = Institution.objects.create(name="평생학습관", begins=DAY)
    course = Course.objects.create(institution=institution, code="1")
    version = CourseVersion.objects.create(course=course, number=1, title="바리스타")
    Offering.objects.bulk_create([offering(version, "inserted")])
    copied = [offering(version, "one"), offering(version, "other")]
    copy_in(copied)
    copy_in([])
    inserted = model_to_dict(
        Offering.objects.get(source_key="inserted"), exclude=["id", "source_key", "made_at"]
    )
    for one in copied:
        there = Offering.objects.get(pk=one.pk)
        assert there.source_key == one.source_key and not one._state.adding
        assert model_to_dict(there, exclude=["id", "source_key", "made_at"]) == inserted
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_in([offering(version, "one")])
