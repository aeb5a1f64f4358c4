"""A document with the bundled contexts in the place of their addresses: read without a network.

pyoxigraph 0.5 applies only the last type-scoped context of a node that has two (JSON-LD 1.1 applies each, in
the order of their names): of a CLR it would not know ``partial``. Members that another type defines are put
beside the node, as an included node of the same id and that type alone; the quads are the same.
"""

from __future__ import annotations

from typing import Any

from baeum.credentials.contexts import context

Scopes = dict[str, frozenset[str]]


def inlined(document: dict[str, Any], vocabulary: str) -> dict[str, Any]:
    """The document ready to be read; terms that no context defines get their place under ``vocabulary``."""
    inlining = _Inlining()
    found = inlining.node(document, {})
    found["@context"] = [{"@vocab": vocabulary}, *found.get("@context", [])]
    return found


class _Inlining:
    def __init__(self) -> None:
        self._named = 0

    def value(self, value: Any, scopes: Scopes) -> Any:
        if isinstance(value, list):
            return [self.value(one, scopes) for one in value]
        return self.node(value, scopes) if isinstance(value, dict) else value

    def node(self, node: dict[str, Any], scopes: Scopes) -> dict[str, Any]:
        named = node.get("@context", [])
        addresses = named if isinstance(named, list) else [named]
        for address in addresses:
            scopes = {**scopes, **_scopes_of(address)}
        found = {name: self.value(held, scopes) for name, held in node.items() if name != "@context"}
        found = self._split(found, scopes)
        return {"@context": [context(one) for one in addresses], **found} if addresses else found

    def _split(self, node: dict[str, Any], scopes: Scopes) -> dict[str, Any]:
        types = node.get("type", [])
        listed = types if isinstance(types, list) else [types]
        *others, last = sorted(one for one in listed if isinstance(one, str) and one in scopes) or [""]
        pieces: dict[str, dict[str, Any]] = {}
        for name in node if others else ():
            owner = next((one for one in reversed(others) if name in scopes[one]), None)
            if owner and name not in scopes[last] | {"id", "type"}:
                pieces.setdefault(owner, {})[name] = node[name]
        if not pieces:
            return node
        moved = {name for piece in pieces.values() for name in piece}
        kept = {name: held for name, held in node.items() if name not in moved}
        if "id" not in kept:
            self._named += 1
            kept["id"] = f"_:split{self._named}"
        beside = [{"id": kept["id"], "type": [owner], **piece} for owner, piece in pieces.items()]
        return {**kept, "@included": beside}


def _scopes_of(address: str) -> Scopes:
    """Of a bundled context: the types that bring terms of their own, and which."""
    terms = context(address)
    return {
        name: frozenset(definition["@context"])
        for name, definition in terms.items()
        if isinstance(definition, dict) and definition.get("@context") and name[:1].isupper()
    }
