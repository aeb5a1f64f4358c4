"""Claims of the sample learner, some way on, and the pages of claims worth looking at."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.claims.facts import lines_of
from baeum.claims.models import Fee
from baeum.people.acting import acting
from cast import Cast
from claims.cases import Learner, World
from claims.people import officers

GOAL = {"degree": "bachelor", "route": "first", "major": "social-work", "curriculum": None}
Q4 = date(2026, 10, 5)
TODAY = date(2026, 11, 26)


def claim(cast: Cast, account: int) -> dict[str, str]:
    """Registered, some credits recognised, drafts of every kind; the pages by name."""
    world = World(cast, officers(cast))
    nari = Learner(world, "nari", account)
    with acting(nari.by):
        known = lines_of(account)
    of = {
        kind: [n for n, line in known.items() if line.entry.kind == kind]
        for kind in ("school", "accredited_course")
    }
    here = f"/account/{account}/"
    begun = nari.draft("registration", terms={"goal": GOAL}, numbers=[])
    pages = {
        "claims": f"{here}claims/",
        "no openings": f"{here}openings/",
        "registration": _write(here, begun),
    }
    registration = _registered(nari, of["school"][-1:])
    courses = sorted(of["accredited_course"])
    granted = nari.granted("recognition", Q4, numbers=courses[:-1])
    with acting(nari.by):
        receipt = Fee.objects.filter(claim_id=granted, receipt__isnull=False).first()
    assert receipt is not None
    drafts = {
        "recognition": nari.draft("recognition", TODAY, numbers=courses[-1:]),
        "degree": nari.draft("degree", TODAY, conferral="2027-02"),
        "change of goal": nari.draft("change_goal", TODAY, terms={"goal": {**GOAL, "major": "psychology"}}),
        "linkage": nari.draft("linkage", TODAY, terms={"goal": GOAL}),
        "withdrawal": nari.draft("withdrawal", TODAY, numbers=courses[:1]),
        "change of class": nari.draft("change_class", TODAY),
        "re-examination": nari.draft("re_examination", TODAY, of_claim=granted),
        "school level": nari.draft("school_level", TODAY),
    }
    pages |= {name: _write(here, draft) for name, draft in drafts.items()}
    pages |= {
        "registered": f"{here}claims/{registration}/",
        "decided": f"{here}claims/{granted}/",
        "receipt": f"{here}receipts/{receipt.pk}/",
        "openings": f"{here}openings/",
    }
    return pages


def _registered(nari: Learner, school: list[int]) -> UUID:
    """By a line with a paper."""
    from baeum.ledger.learning import Learning

    paper = Learning(
        "school", "한강여고 졸업증명", "서울특별시교육청", date(1988, 2, 12), details={"level": "high"}
    )
    shown = nari.enter(paper, Q4, file=True)
    assert school
    return nari.granted("registration", Q4, terms={"goal": GOAL}, numbers=[shown])


def _write(here: str, claim: UUID) -> str:
    return f"{here}claims/{claim}/write/"
