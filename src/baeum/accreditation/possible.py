"""What the one who acts may do to an application now, and why not the rest; by the same table as the acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from baeum.people.acting import Actor, standing
from baeum.places.queries import superiors_on
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.path import APPLICATION, PATH, Row

from .act import Held, may
from .granted import grants_of, state_on
from .models import Act, Application
from .words import Said

NOT_ASKED = ("open_draft", "renew", "assign")  # have pages of their own


@dataclass(frozen=True)
class Possible:
    """Acts that are open to them, each once, and (act, why not) of the others of their role."""

    acts: tuple[Row, ...]
    refused: tuple[tuple[str, Refusal], ...]


def possible(application: Application, *, by: Actor, on: date) -> Possible:
    """A preview: the act itself asks again, of the locked row."""
    grant = grants_of([application.pk]).get(application.pk)
    state = state_on(application, grant, on)
    tiers = superiors_on(application.office, on)
    held = Held(application, state, application.state, standing(), by, on, tiers, grant)
    did = set(
        Act.objects.filter(application=application, by_person_id=by.person_id).values_list("act", flat=True)
    )
    open_: dict[str, Row] = {}
    refused: dict[str, Refusal] = {}
    for row in PATH:
        if row.subject != APPLICATION or held.stands.role not in row.who or row.act in NOT_ASKED:
            continue
        refusal = may(held, row.act, state)
        barred = did & set(row.not_by)
        if refusal is None and state in row.states and barred:
            names = {"act": Said("act", row.act), "others": Said("act", *sorted(barred))}
            refusal = Refusal("accreditation.same_person", names, 403)
        if refusal is None and state in row.states:
            open_.setdefault(row.act, row)
        elif refusal is not None:
            refused.setdefault(row.act, refusal)
    return Possible(
        tuple(open_.values()), tuple((act, why) for act, why in refused.items() if act not in open_)
    )
