"""Add a course, or the next version of one: what was said before stays."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from baeum.people.acting import Actor, acting
from baeum.shared.refusal import Refusal

from ..contents import CourseContent
from ..models import Course, CourseVersion, Institution, Offering
from ..own import appointment_at
from ..searching import at_hand, enter, enter_course

LONGEST_CODE = 60


def add_course(
    institution: Institution, code: str, content: CourseContent, *, by: Actor, on: date
) -> CourseVersion | Refusal:
    """The first version of a new course. ``code``: how the institution calls it, once among its courses."""
    code = code.strip()
    if not code or len(code) > LONGEST_CODE or "\0" in code:
        return Refusal("course.code", {"most": LONGEST_CODE})
    if problems := content.problems(on):
        return problems[0][1]
    with transaction.atomic(), acting(by):
        appointment = appointment_at(institution)
        if isinstance(appointment, Refusal):
            return appointment
        course, is_new = Course.objects.get_or_create(institution=institution, code=code)
        if not is_new:
            return Refusal("course.code_taken", {"code": code}, status=409)
        made = _version(course, 1, content, appointment, on)
        enter_course(course, on)
        return made


def add_version(course: Course, content: CourseContent, *, by: Actor, on: date) -> CourseVersion | Refusal:
    """The next version. Offerings that have not begun are of the new one from now on; others stay.

    Where nothing differs from the last version, that is the answer.
    """
    if problems := content.problems(on):
        return problems[0][1]
    with transaction.atomic(), acting(by):
        appointment = appointment_at(course.institution)
        if isinstance(appointment, Refusal):
            return appointment
        Course.objects.select_for_update().get(pk=course.pk)
        last = course.versions.order_by("-number").first()
        if last and all(getattr(last, name) == value for name, value in content.columns(on).items()):
            return last
        made = _version(course, last.number + 1 if last else 1, content, appointment, on)
        to_come = Offering.objects.filter(course_version__course=course, begins__gt=on)
        to_come.update(course_version=made)
        enter(at_hand(to_come), on)
        enter_course(course, on)
        return made


def _version(
    course: Course, number: int, content: CourseContent, appointment: int, on: date
) -> CourseVersion:
    return CourseVersion.objects.create(
        course=course, number=number, made_by_id=appointment, **content.columns(on)
    )
