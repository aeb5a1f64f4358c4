"""The applications of the examples: every state that a visitor is to see, and people who can act on them."""

from __future__ import annotations

import pytest

from baeum.accreditation.granted import grants_of, state_on
from baeum.accreditation.models import Application, Complaint, Draw
from baeum.accreditation.queries import queue
from baeum.demo.accreditation import accredit
from baeum.demo.cast import OFFICES, PEOPLE, Cast
from baeum.demo.courses import offer_courses
from baeum.demo.officers import OFFICERS, engage
from baeum.demo.views import everybody
from baeum.people.acting import acting
from baeum.shared.clock import today
from visiting import as_officer

STATES = {
    "expired": "expired",
    "accredited": "accredited",
    "investigated": "accredited",
    "ordered": "under_order",
    "hearing": "hearing",
    "appealed": "appealed",
    "preliminary": "preliminary",
    "scoring": "scoring",
    "waiting": "complete",
    "recommended": "recommended_accredit",
    "proposed": "proposed_accredit",
    "notifying": "notifying",
    "refused": "refused",
    "late": "at_province",
    "returned": "returned_municipality",
    "at_municipality": "at_municipality",
    "at_province": "at_province",
}


@pytest.mark.django_db
def test_the_samples_stand_in_many_states_and_can_be_acted_on(cast: Cast) -> None:
    offer_courses(cast)
    engage(cast)
    cases = accredit(cast)
    with acting(cast.as_("inseo")):
        found = {one.pk: one for one in Application.objects.all()}
        grants = grants_of(found)
        states = {
            name: state_on(found[case], grants.get(case), today())
            for name, case in cases.items()
            if case in found
        }
        assert states == STATES  # the draft is its institution's own
        assert set(Complaint.objects.values_list("state", flat=True)) == {
            "received",
            "investigating",
            "founded",
        }
        assert [len(one.drawn) for one in Draw.objects.all()] == [1]
    with acting(cast.as_("bada")):
        assert cases["late"] in queue(cast.office["busan"].pk, today(), overdue=True).values_list(
            "pk", flat=True
        )
    seen = as_officer(cast, "sora").get("/accreditation/applications/").content.decode()
    assert f"/accreditation/cases/{cases['draft']}/" in seen
    for key, case, act in (("sebin", "recommended", "deliberate"), ("garam", "proposed", "approve")):
        page = as_officer(cast, key).get(f"/accreditation/cases/{cases[case]}/").content.decode()
        assert f"/accreditation/cases/{cases[case]}/{act}/" in page, key
    page = as_officer(cast, "inseo").get(f"/accreditation/cases/{cases['recommended']}/").content.decode()
    assert f"/accreditation/cases/{cases['recommended']}/deliberate/" not in page  # who recommends


def test_one_can_sign_in_as_the_officers_beside_the_cast() -> None:
    shown = {one["key"]: (one["name"], one["role"], one["office"][0]) for one in everybody()}
    for key, (name, _, _, role, office) in OFFICERS.items():
        assert shown[key] == (name, role, OFFICES[office][1])
    assert set(PEOPLE) <= set(shown) and shown["boram"][1] == "proxy"
