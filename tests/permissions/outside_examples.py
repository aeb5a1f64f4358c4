"""What comes from elsewhere in the scene: an issuer with a list, a badge of each owner, a mapped system."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from baeum.courses.models import Course
from baeum.learner.services.keep_draft import OUTSIDE, keep_draft
from baeum.outside.models import Activity
from baeum.outside.services.map_system import Mapped, map_account, map_activity
from baeum.outside.services.take_statement import take_statement
from baeum.people.acting import acting
from baeum.people.keys import key_of
from baeum.shared.clock import today
from outside.making import Elsewhere, as_bytes

from .signs import Sign

if TYPE_CHECKING:
    from .scene import Scene


def bring_from_outside(scene: Scene) -> None:
    """Inseo registers an issuer, the owners bring badges in, hangang has a system."""
    elsewhere = Elsewhere(scene.cast, dict(scene.account))
    scene.issuer = elsewhere.register().pk
    for n, owner in enumerate(scene.account, start=1):
        elsewhere.brought(elsewhere.badge(owner, n), owner)
        waiting = Sign("badge waiting", owner)
        other = elsewhere.badge(owner, 100 + n, title_ko=waiting.word())
        with acting(scene.cast.as_self(owner)):
            key = key_of(scene.cast.person[owner].id)
            assert key is not None
            kept = {"held": as_bytes(other).decode(), "lists": "[]"}
            keep_draft(scene.account[owner], OUTSIDE, kept, key=key)
        scene.signs.add(waiting)


def map_systems(scene: Scene) -> None:
    """Two institutions map an activity and an account; of two statements each, one was used."""
    for office, officer in (("hangang", "sora"), ("dasan", "taeo")):
        by = scene.cast.as_(officer)
        course = Course.objects.filter(institution__office=scene.cast.office[office]).first()
        if course is None:
            continue
        address = Sign("activity", "", office)
        for one in (f"urn:{address.word()}", "urn:used"):  # the learner reads of the used one in the line
            made = map_activity(one, course, verb="either", least_score=None, by=by)
            assert isinstance(made, Activity), made
        scene.signs.add(address)
        name = scene.cast.values("nari").name
        mapped = map_account("https://lms.example", "u", scene.learner_number["nari"], name, by=by)
        assert isinstance(mapped, Mapped), mapped
        sent = {
            "id": str(UUID(int=len(office))),
            "actor": {"account": {"homePage": "https://lms.example", "name": "u"}},
            "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
            "object": {"id": "urn:used"},
            "result": {"completion": True},
            "timestamp": "2026-01-05T00:00:00+09:00",
        }
        for changed in ({}, {"id": str(UUID(int=99)), "result": {}}):
            take_statement({**sent, **changed}, by=by, on=today())
