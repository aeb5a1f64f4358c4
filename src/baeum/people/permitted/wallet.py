"""Wallets: the learner's pages, and what a wallet calls."""

from __future__ import annotations

from baeum.people.permitting import Permission, Relation, machine, person

_OF = {
    "offering": "offered_document",
    "offer": "offer",
    "asking": "account",
    "presentation": "presentation",
}
_MACHINE = ("issuer", "server", "token", "nonce", "credential", "request", "answer")
WALLET: dict[str, Permission] = {
    **{f"wallet:{name}": person(Relation.OWN, Relation.PRINCIPAL, of=of) for name, of in _OF.items()},
    **{f"wallet_machine:{name}": machine() for name in _MACHINE},
}
