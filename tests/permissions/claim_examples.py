"""Claims at each point that tells people apart: drafted, handed in, to rule on, approved, at the ministry.

All of them are Mina's, who is a municipal officer besides: as an officer she sees none of her own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from baeum.claims.models import Claim
from baeum.claims.services.approve import approve
from baeum.claims.services.propose import propose
from baeum.claims.services.refer import refer
from baeum.claims.services.rule import rule
from baeum.people.acting import acting
from cast import Cast, done
from claims.cases import BACHELOR, World, event, learner
from claims.people import officers
from claims.test_kinds import bdes
from stories.degrees import applied, heritage, to_the_ministry

from .signs import Sign, Signs

OWNER = "mina"
HANDED = ("hangang", "dasan", "gwangan", "seoul", "busan")
APRIL, JUNE, OCTOBER = date(2026, 4, 6), date(2026, 6, 15), date(2026, 10, 5)


@dataclass
class Claims:
    """``at``: by office, a claim that it has or decides on; ``name``: what makes each different."""

    at: dict[str, UUID] = field(default_factory=dict)
    name: dict[UUID, str] = field(default_factory=dict)
    list_id: int = 0


def make_claims(cast: Cast, signs: Signs) -> Claims:
    """Everything of claims that the scene has, through the services."""
    made, world = Claims(), World(cast, officers(cast))
    world.officers.institute.pop(0)  # Inseo, whom the matrix asks, has not looked at her
    mina = learner(world, OWNER)
    mina.registered({**BACHELOR, "major": "psychology"}, on=APRIL)
    mina.granted("recognition", APRIL, numbers=[heritage(mina)])
    degree = event(applied(mina, "2026-08", JUNE)).claim_id
    made.list_id = to_the_ministry(world, degree, JUNE).pk
    first, second = world.officers.institute[:2]
    approved = mina.examining("recognition", OCTOBER, numbers=[mina.course("자료구조")])
    event(propose(approved, by=first, on=OCTOBER))
    event(approve([approved], by=second, on=OCTOBER)[0])
    line = mina.enter(bdes("운영체제", 2), file=True)
    ruling = mina.examining("recognition", OCTOBER, numbers=[line])
    event(refer(ruling, by=first, on=OCTOBER))
    sumin = world.officers.committee[0]
    done(rule(ruling, line, committee_class="major_elective", reason="전공", by=sumin, on=OCTOBER))
    mina.draft("withdrawal", OCTOBER, numbers=[2])
    made.at["institute"] = degree
    made.name = {degree: "degree", approved: "approved", ruling: "ruling"}
    for office in HANDED:
        found = mina.submitted("school_level", OCTOBER, via=office)
        made.at[office], made.name[found] = found, f"handed {office}"
    with acting(mina.by):
        numbers = dict(Claim.objects.values_list("pk", "number"))
    for claim, name in made.name.items():
        signs.add(Sign("claim number", name), str(numbers[claim]))
    return made
