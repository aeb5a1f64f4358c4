"""Who may use the learner's pages of claims: the person, and their proxy."""

from __future__ import annotations

from baeum.people.permitting import Permission, Relation, person

PAGES = ("claims", "claim", "claim_write", "claim_act", "receipt", "openings")
CLAIMS_OF_LEARNER: dict[str, Permission] = {
    f"learner:{name}": person(Relation.OWN, Relation.PRINCIPAL, of="account") for name in PAGES
}
