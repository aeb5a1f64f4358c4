"""Each policy of the database loosened in turn: the matrix of rows notices every one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from .attempts import Accepted
from .rows import GUARDED
from .scene import Scene
from .test_rows import VIEWERS, Owner, faults

# no row of the scene could tell; each with what tests it instead
SEEN_OTHERWISE = {
    "claims_registration ended WITH CHECK": "tests/claims/test_row_security.py: nobody has looked",
    "people_proxy no_client WITH CHECK": "tests/api/test_row_security.py: a client is nobody's principal",
}


class Policy(NamedTuple):
    """A policy of the app, as PostgreSQL writes it."""

    table: str
    name: str
    using: str | None
    check: str | None


def policies(owner: Owner) -> list[Policy]:
    """All policies that bind the app."""
    found = owner.execute(
        "SELECT tablename, policyname, qual, with_check FROM pg_policies"
        " WHERE schemaname = 'public' AND 'baeum_app' = ANY (roles) ORDER BY 1, 2"
    )
    return [Policy(*one) for one in found.fetchall()]


@contextmanager
def loosened(owner: Owner, policy: Policy, part: str) -> Iterator[None]:
    """One part of a policy lets everything through."""
    held = {"USING": policy.using, "WITH CHECK": policy.check}
    owner.execute(f"ALTER POLICY {policy.name} ON {policy.table} {part} (true)")
    try:
        yield
    finally:
        owner.execute(f"ALTER POLICY {policy.name} ON {policy.table} {part} ({held[part]})")


def test_the_matrix_notices_each_policy_that_is_loosened(
    scene: Scene, as_role: Callable[[str], Any], django_db_blocker: DjangoDbBlocker
) -> None:
    owner, unnoticed = as_role("baeum_owner"), []
    for policy in policies(owner):
        for part, held in (("USING", policy.using), ("WITH CHECK", policy.check)):
            if held is None or held == "true":
                continue
            with loosened(owner, policy, part), django_db_blocker.unblock():
                found = _first_fault(scene, owner, policy.table)
            if found is None:
                unnoticed.append(f"{policy.table} {policy.name} {part}")
    connection.close()
    assert set(unnoticed) == set(SEEN_OTHERWISE), "\n".join(unnoticed)


def _first_fault(scene: Scene, owner: Owner, table: str) -> str | None:
    with transaction.atomic():
        tables = {table: GUARDED[table]}
        found = (fault for viewer in VIEWERS for fault in faults(scene, owner, viewer, tables))
        try:
            first = next(found, None)
        except Accepted as fault:
            first = str(fault)
        transaction.set_rollback(True)
    return first
