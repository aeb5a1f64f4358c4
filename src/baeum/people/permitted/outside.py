"""Who brings credentials in, who keeps the registry of issuers, and who keeps an institution's systems."""

from __future__ import annotations

from baeum.people.permitting import Permission, Relation, anyone, machine, person, roles
from baeum.people.roles import Role

OF_THE_LEARNER = ("learner:outside", "learner:outside_items", "learner:from_wallet")
OF_THE_INSTITUTE = ("desk:issuers", "desk:issuer_new", "desk:issuer")
AT_THE_DESK = ("desk:systems",)  # shows the officer's own office
OF_THE_API = ("xapi_statements", "xapi_accounts")
OUTSIDE: dict[str, Permission] = {
    **{name: person(Relation.OWN, Relation.PRINCIPAL, of="account") for name in OF_THE_LEARNER},
    **{name: roles(Role.INSTITUTE_OFFICER) for name in OF_THE_INSTITUTE},
    **{name: roles(Role.INSTITUTION_OFFICER) for name in AT_THE_DESK},
    **{name: machine() for name in OF_THE_API},
    "xapi_about": anyone(),
}
