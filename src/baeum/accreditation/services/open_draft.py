"""Open a draft: an institution begins an application for one of its courses."""

from __future__ import annotations

from datetime import date

from baeum.courses.models import CourseVersion
from baeum.people.acting import Actor, at_once, standing
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.path import INSTITUTION
from baeum_rules.courses.fields import field_on

from ..act import Event, perform
from ..models import Application, Round
from ..valid import kinds_on


def open_draft(
    of_round: Round,
    version: CourseVersion,
    *,
    kind: str,
    by: Actor,
    on: date,
    field: str = "",
    renews: Application | None = None,
) -> Event | Refusal:
    """The draft. ``field``: of the Act's scheme; needed only where the course says none."""
    institution = version.course.institution
    known = field_on(version.field_scheme, version.field_code, on) if version.field_scheme else None
    field = known.same if known else field
    if kind not in kinds_on(on):
        return Refusal("application.kind", {"kind": kind, "on": on})
    if field_on("act", field, on) is None:
        return Refusal("application.field")
    if on > of_round.closes_on:
        return Refusal(
            "application.round_closed", {"round": of_round.number, "closes_on": of_round.closes_on}
        )
    with at_once(by):
        held = standing()
        if held.role != INSTITUTION or held.office_id is None or institution.office_id != held.office_id:
            return Refusal("application.course_of_others", status=403)
        made = Application.objects.create(
            round=of_round,
            institution=institution,
            office_id=held.office_id,
            course_version=version,
            kind=kind,
            field=field,
            renews=renews,
            holder_id=held.office_id,
            since=on,
        )
        return perform(made.pk, "open_draft", by=by, on=on)
