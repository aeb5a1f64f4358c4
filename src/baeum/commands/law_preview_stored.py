"""The decisions that the site stores, for ``baeum law preview``: read by the owner of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from baeum.commands.audit_input import Given, Inputs
from baeum.commands.audit_words import error_answer, fault
from baeum.config.bringing_up import bring_up_to_date, database, set_up_django
from baeum.config.database import owner_address
from baeum.postgres.connecting import connect
from baeum.postgres.fault import DatabaseFault


@contextmanager
def stored() -> Iterator[Inputs]:
    """Every stored decision, while the database is open. Raises OSError where it cannot be read."""
    try:
        with _stored() as found:
            yield found
    except DatabaseFault as fault:
        raise OSError(str(fault)) from None


@contextmanager
def _stored() -> Iterator[Inputs]:
    owner = owner_address()
    if owner is None:
        raise OSError("DATABASE_OWNER_URL")
    with database():
        set_up_django()
        bring_up_to_date()
        from baeum.claims.stored import Stored, how_many, stored_decisions  # models: only with the framework

        def given(number: int, one: Stored) -> Given:
            name = str(one.decision_id)
            if one.case is None:
                return Given(name, b"", error_answer([fault("decision.erased")]), number)
            return Given(name, one.case, None, number)

        with connect(owner) as connection:
            decisions = enumerate(stored_decisions(connection), 1)
            yield Inputs((given(number, one) for number, one in decisions), True, how_many(connection))
