"""The databases of the commands that go through all accounts: the site's own, and the one that is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from baeum.commands.wording import complain


def with_reader(given: str | None, words: dict[str, Any], act: Callable[[Any], int]) -> int:
    """Do something with the site's database at hand and the address of the one to read; 2 where it cannot.

    ``given``: the address on the command line.
    """
    from baeum.config.database import reader_address
    from baeum.postgres.fault import DatabaseFault

    try:
        address = reader_address(given)
    except DatabaseFault as fault:
        return complain(str(fault))
    if address is None:
        return complain(words["reader"])
    return with_site(words, lambda: act(address))


def with_site(words: dict[str, Any], act: Callable[[], int]) -> int:
    """Do something with the site's database at hand; 2 where it cannot."""
    from baeum.config.bringing_up import bring_up_to_date, database, set_up_django
    from baeum.postgres.fault import DatabaseFault

    try:
        with database():
            set_up_django()
            bring_up_to_date()
            from django.db import Error

            from baeum.audits.faults import AuditsFault

            try:
                return act()
            except AuditsFault as fault:
                return complain(words["faults"][fault.code].format(**fault.figures))
            except Error as error:
                return complain(words["database"].format(said=" ".join(str(error).split())))
    except DatabaseFault as fault:
        return complain(str(fault))
