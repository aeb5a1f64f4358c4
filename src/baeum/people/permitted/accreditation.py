"""Who may use which route of accreditation. What an act needs beyond that, its table says."""

from __future__ import annotations

from baeum.people.permitting import Permission, Relation, anyone, roles
from baeum.people.roles import Role

PUBLIC = ("path", "draws", "draw_page", "complain", "complaint")
TIERS = (Role.MUNICIPAL_OFFICER, Role.PROVINCIAL_OFFICER, Role.INSTITUTE_OFFICER, Role.MINISTRY_OFFICER)
OF_THE_INSTITUTE = ("rounds", "round", "evaluators", "complaints", "complaint_case")
OF_A_CASE = ("case", "act", "evidence")

_of_a_case = Permission(
    {
        Role.INSTITUTION_OFFICER: frozenset({Relation.OWN}),
        **{tier: frozenset({Relation.BELOW}) for tier in TIERS},
    },
    "application",
)
ACCREDITATION: dict[str, Permission] = {
    **{f"accreditation:{name}": anyone() for name in PUBLIC},
    "accreditation:applications": roles(Role.INSTITUTION_OFFICER),
    "accreditation:apply": roles(Role.INSTITUTION_OFFICER),
    "accreditation:edit": roles(Role.INSTITUTION_OFFICER, to=(Relation.OWN,), of="application"),
    **{f"accreditation:{name}": _of_a_case for name in OF_A_CASE},
    "accreditation:queue": roles(*TIERS),
    "accreditation:bulk": roles(*TIERS),
    "accreditation:seats": roles(Role.EVALUATOR),
    "accreditation:sheet": roles(Role.EVALUATOR, to=(Relation.OWN,), of="seat"),
    "accreditation:seat_evidence": roles(Role.EVALUATOR, to=(Relation.OWN,), of="seat_file"),
    **{f"accreditation:{name}": roles(Role.INSTITUTE_OFFICER) for name in OF_THE_INSTITUTE},
    "accreditation:notices": roles(Role.INSTITUTION_OFFICER, *TIERS),
}
