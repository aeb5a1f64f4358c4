"""Who may ask, answer, pass on and publish."""

from __future__ import annotations

from baeum.people.permitting import Permission, Relation, anyone, person, roles
from baeum.people.roles import Role

COUNSELS = (
    Role.INSTITUTION_OFFICER,
    Role.MUNICIPAL_OFFICER,
    Role.PROVINCIAL_OFFICER,
    Role.INSTITUTE_OFFICER,
)
COUNSEL: dict[str, Permission] = {
    "counsel:faq": anyone(),
    "counsel:entry": anyone(),
    "counsel:ask": person(),
    "counsel:questions": person(),
    "counsel:thread": person(Relation.OWN, Relation.PRINCIPAL, of="question"),
    "counsel:queue": roles(*COUNSELS),
    "counsel:desk_thread": roles(*COUNSELS, to=(Relation.OWN,), of="question_here"),
    "counsel:forward": roles(*COUNSELS, to=(Relation.OWN,), of="question_here"),
    "counsel:editing": roles(Role.INSTITUTE_OFFICER),
    "counsel:edit_new": roles(Role.INSTITUTE_OFFICER),
    "counsel:edit": roles(Role.INSTITUTE_OFFICER),
}
