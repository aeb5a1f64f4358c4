"""The words of the table of permissions: who stands how to what a route is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Relation(StrEnum):
    """How what a route is about stands to the one who acts."""

    OWN = "own"  # themselves, or their own office
    PRINCIPAL = "principal"  # the person whose proxy they are
    BELOW = "below"  # an office under theirs
    SIBLING = "sibling"  # an office under the same superior
    PARENT = "parent"  # an office above theirs
    ELSEWHERE = "elsewhere"  # any other office or person
    NOTHING = "nothing"  # the route is about nothing in particular


ANYONE = "anyone"  # also a visitor who has not signed in
PERSON = "person"  # whoever has signed in, acting as themselves or under an appointment
MACHINE = "machine"  # a program: the API itself checks who it is


@dataclass(frozen=True)
class Permission:
    """``who``: role (or ANYONE, PERSON, MACHINE) to relations. ``of``: the finder of what it is about."""

    who: Mapping[str, frozenset[Relation]] = field(default_factory=dict)
    of: str | None = None


def anyone() -> Permission:
    """Public."""
    return Permission({ANYONE: frozenset({Relation.NOTHING})})


def machine() -> Permission:
    """For programs, which the API itself recognises."""
    return Permission({MACHINE: frozenset({Relation.NOTHING})})


def person(*relations: Relation, of: str | None = None) -> Permission:
    """Whoever has signed in."""
    return Permission({PERSON: frozenset(relations or {Relation.NOTHING})}, of)


def roles(*names: str, to: tuple[Relation, ...] = (Relation.NOTHING,), of: str | None = None) -> Permission:
    """Those who act under an appointment of these roles."""
    return Permission({name: frozenset(to) for name in names}, of)


OWN_AND_BELOW = (Relation.OWN, Relation.BELOW)
