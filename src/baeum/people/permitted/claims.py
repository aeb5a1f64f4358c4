"""Who may use which of the officers' pages of claims. What an act needs beyond that, its table says."""

from __future__ import annotations

from baeum.people.permitting import Permission, Relation, roles
from baeum.people.roles import Role

DECIDES = (
    Role.INSTITUTION_OFFICER,
    Role.PROVINCIAL_OFFICER,
    Role.INSTITUTE_OFFICER,
    Role.COMMITTEE_MEMBER,
    Role.MINISTRY_OFFICER,
)
LISTS = (Role.INSTITUTE_OFFICER, Role.MINISTRY_OFFICER)
OF_THE_INSTITUTE = {  # what each is about: a claim, by the parts of its address
    "claim_papers": "claim",
    "claim_hearing": "claim",
    "claim_file": "claim_line",
    "claim_fee": "claim_cost",
}


def _of_a_claim(of: str) -> Permission:
    who: dict[str, frozenset[Relation]] = {
        **{role: frozenset({Relation.OWN}) for role in DECIDES[:-1]},
        Role.INSTITUTE_OFFICER: frozenset({Relation.OWN, Relation.BELOW}),  # also while it is handed in
        Role.MINISTRY_OFFICER: frozenset({Relation.BELOW}),
    }
    return Permission(who, of)


CLAIMS: dict[str, Permission] = {
    "desk:claims": roles(*DECIDES),
    "desk:claims_bulk": roles(*DECIDES),
    "desk:claim": _of_a_claim("claim"),
    "desk:claim_act": _of_a_claim("claim_form"),
    "desk:claim_rulings": roles(Role.COMMITTEE_MEMBER, to=(Relation.OWN,), of="claim"),
    **{
        f"desk:{name}": roles(Role.INSTITUTE_OFFICER, to=(Relation.OWN,), of=of)
        for name, of in OF_THE_INSTITUTE.items()
    },
    "desk:conferrals": roles(*LISTS),
    "desk:conferral": roles(*LISTS),
}
