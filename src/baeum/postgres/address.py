"""Where the database is, and as whom to go there: connection parameters by their libpq names.

DATABASE_URL          as the app role: where it is set, nothing is embedded
DATABASE_OWNER_URL    as the owner, for migrations
DATABASE_AUDITOR_URL  as the auditor, only to give the role its password
DATABASE_REPLICA_URL  a copy to read from, as a role that sees every row
DATABASE_ADMIN_URL    as an administrator, only to prepare the database
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress

from baeum.postgres.fault import DatabaseFault
from baeum.postgres.folder import PORT, Folder
from baeum.postgres.names import APP, AUDITOR, DATABASE, OWNER
from baeum.postgres.sentences import Sentence, sentence

Address = dict[str, str]
URL, OWNER_URL, AUDITOR_URL = "DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_AUDITOR_URL"
ADMIN_URL, REPLICA_URL = "DATABASE_ADMIN_URL", "DATABASE_REPLICA_URL"
ROLE_OF = {URL: APP, OWNER_URL: OWNER, AUDITOR_URL: AUDITOR}
SCHEMES = ("postgresql", "postgres")
TIMEOUT_S = 10  # of making a connection: a host that does not answer is told, not waited for
EXAMPLE = "postgresql://{0}:password@db.example.org/baeum"


def embedded(folder: Folder, role: str = APP, database: str = DATABASE) -> Address:
    """The address of a folder's server, running or not."""
    address = {"host": str(folder.socket), "port": PORT, "user": role, "dbname": database}
    with suppress(DatabaseFault):  # said when the server is started
        address["requirepeer"] = folder.account().name  # nobody else can pose as the server
    return address


def named(variable: str, environment: Mapping[str, str] = os.environ) -> Address | None:
    """The address in a variable of the environment; None where it is not set.

    Raises DatabaseFault, all faults at once. The text itself is never repeated: it holds a password.
    """
    text = environment.get(variable, "").strip()
    if not text:
        return None
    address, faults = _read(text)
    role = ROLE_OF.get(variable)
    if address.get("user") and role and address["user"] != role:
        faults.append(sentence("address_role", role=role))
    if not faults:
        return address
    raise DatabaseFault(
        "address",
        variable=variable,
        ko=", ".join(fault.ko for fault in faults),
        en=", ".join(fault.en for fault in faults),
        example=EXAMPLE.format(role or "postgres"),
    )


def _read(text: str) -> tuple[Address, list[Sentence]]:
    """The parameters, and what is wrong with the text."""
    if text.partition("://")[0] not in SCHEMES:
        return {}, [sentence("address_scheme")]
    from psycopg import ProgrammingError  # a tenth of a second: not for who has no such variable
    from psycopg.conninfo import conninfo_to_dict

    try:
        address = {key: str(value) for key, value in conninfo_to_dict(text).items()}
    except ProgrammingError:
        return {}, [sentence("address_form")]
    port = address.get("port", PORT)
    wrong = {
        "address_user": not address.get("user"),
        "address_database": not address.get("dbname"),
        "address_port": not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536),
    }
    return address, [sentence(code) for code, found in wrong.items() if found]


def shown(address: Address) -> str:
    """An address for people, without its password: ``baeum_app@db.example.org:5432/baeum``."""
    host = address.get("host") or address.get("hostaddr") or "localhost"
    return f"{address.get('user', '')}@{host}:{address.get('port', PORT)}/{address.get('dbname', '')}"
