"""Who may plan: the person of an account, and their proxy."""

from __future__ import annotations

from baeum.people.permitting import Permission, Relation, person

PLANNING: dict[str, Permission] = {
    "learner:plan": person(Relation.OWN, Relation.PRINCIPAL, of="account"),
}
