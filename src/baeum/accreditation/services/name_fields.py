"""Name the fields that an evaluator knows: panels are chosen by them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from baeum.people.acting import Actor, at_once, standing
from baeum.people.models import Appointment
from baeum.people.roles import Role
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.path import INSTITUTE
from baeum_rules.courses.fields import field_on

from ..models import EvaluatorField


def name_fields(evaluator: Appointment, fields: Sequence[str], *, by: Actor, on: date) -> list[str] | Refusal:
    """The fields (of the Act's scheme) from this day on; others end with the day before."""
    if any(field_on("act", field, on) is None for field in fields):
        return Refusal("application.field")
    with at_once(by):
        if standing().role != INSTITUTE or evaluator.role != Role.EVALUATOR:
            return Refusal("tie.not_yours", status=403)
        held = {one.field: one for one in evaluator.evaluator_fields.filter(ends__isnull=True)}
        for field in set(held) - set(fields):
            held[field].ends = max(held[field].begins, on)
            held[field].save(update_fields=["ends"])
        EvaluatorField.objects.bulk_create(
            EvaluatorField(appointment=evaluator, field=field, begins=on)
            for field in sorted(set(fields) - set(held))
        )
        return sorted(set(fields))
