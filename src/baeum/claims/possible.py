"""What the one who acts may do to a claim now, and why not the rest; by the same table as the acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from baeum.people.acting import Actor, standing
from baeum.shared.refusal import Refusal
from baeum_rules.claims.path import CLAIM, PATH, Row

from .act import Held, may
from .models import Claim, ClaimAct
from .opening import Opened
from .words import Said

NOT_ASKED = ("open_draft", "call_hearing", "accept_evidence", "decline_evidence")  # have forms of their own


@dataclass(frozen=True)
class Possible:
    """Acts that are open to them, each once, and (act, why not) of the others of their role."""

    acts: tuple[Row, ...]
    refused: tuple[tuple[str, Refusal], ...]


def possible(claim: Claim, opened: Opened, *, by: Actor, on: date) -> Possible:
    """A preview: the act itself asks again, of the locked row."""
    held = Held(claim, opened, standing(), by, on)
    mine = ClaimAct.objects.filter(claim=claim, by_person_id=by.person_id)
    did = set(mine.values_list("act", flat=True))
    open_: dict[str, Row] = {}
    refused: dict[str, Refusal] = {}
    for row in PATH:
        if row.subject != CLAIM or claim.kind not in row.kinds or held.role not in row.who:
            continue
        if row.act in NOT_ASKED:
            continue
        refusal = may(held, row.act)
        barred = did & set(row.not_by)
        if refusal is None and held.state in row.states and barred:
            names = {"act": Said("act", row.act), "others": Said("act", *sorted(barred))}
            refusal = Refusal("claim.same_person", names, 403)
        if refusal is None and held.state in row.states:
            open_.setdefault(row.act, row)
        elif refusal is not None:
            refused.setdefault(row.act, refusal)
    return Possible(
        tuple(open_.values()), tuple((act, why) for act, why in refused.items() if act not in open_)
    )
