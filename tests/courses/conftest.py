"""An institution, a course."""

from __future__ import annotations

import pytest

from baeum.courses.models import Course, CourseVersion, Institution
from baeum.courses.services.register_institution import register_institution
from baeum.people.acting import Actor
from baeum.shared.clock import today
from cast import Cast, done


@pytest.fixture
def sora(cast: Cast) -> Actor:
    """The officer of hangang."""
    return cast.as_("sora")


@pytest.fixture
def inseo(cast: Cast) -> Actor:
    """The officer of the institute."""
    return cast.as_("inseo")


@pytest.fixture
def hangang(cast: Cast, sora: Actor) -> Institution:
    """The institution of Sora's office."""
    office = cast.office["hangang"]
    return done(register_institution(office, legal_basis="human_resources", by=sora, on=today()))


@pytest.fixture
def course(hangang: Institution) -> Course:
    """A course with its first version."""
    made = Course.objects.create(institution=hangang, code="W-1")
    CourseVersion.objects.create(course=made, number=1, title="생활 글쓰기")
    return made
