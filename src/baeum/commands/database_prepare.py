"""``baeum database prepare``: the roles and the database, on a server that others run."""

from __future__ import annotations

import argparse
from typing import Any


def prepare(arguments: argparse.Namespace, words: dict[str, Any]) -> int:
    """Make what is missing, or print the SQL that does. Raises DatabaseFault."""
    import psycopg

    from baeum.postgres.address import ADMIN_URL, ROLE_OF, named, shown
    from baeum.postgres.connecting import connect
    from baeum.postgres.fault import DatabaseFault
    from baeum.postgres.names import DATABASE, ROLES
    from baeum.postgres.roles import not_prepared, prepare_rights, script, set_passwords
    from baeum.postgres.roles import prepare as prepare_roles

    addresses = {variable: named(variable) for variable in ROLE_OF}
    names = {address["dbname"] for address in addresses.values() if address}
    if arguments.name:
        names.add(arguments.name)
    if len(names) > 1:
        raise DatabaseFault("two_databases", names=", ".join(sorted(names)))
    database = names.pop() if names else DATABASE
    if arguments.sql:
        print(script(database), end="")
        return 0
    admin = named(ADMIN_URL)
    if admin is None:
        raise DatabaseFault("admin_url_missing")
    passwords = {
        ROLE_OF[variable]: address["password"]
        for variable, address in addresses.items()
        if address and address.get("password")
    }
    target = {**admin, "dbname": database}
    try:
        with connect(admin) as connection:
            prepare_roles(connection, database)
            set_passwords(connection, passwords)
        with connect(target) as connection:
            prepare_rights(connection, database)
    except psycopg.Error as error:
        raise not_prepared(target, error) from error
    print(words["prepared"].format(shown(target), ", ".join(ROLES)))
    if passwords:
        print(words["passwords"].format(", ".join(passwords)))
    without = {role: variable for variable, role in ROLE_OF.items() if role not in passwords}
    if without:
        print(words["no_passwords"].format(", ".join(without), ", ".join(without.values())))
    return 0
