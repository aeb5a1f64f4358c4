"""Opening a connection, or saying why there is none."""

from __future__ import annotations

import psycopg
from psycopg.conninfo import make_conninfo

from baeum.postgres.address import TIMEOUT_S, Address, shown
from baeum.postgres.fault import DatabaseFault


def connect(address: Address) -> psycopg.Connection:
    """An autocommit connection. Raises DatabaseFault with what the server or the network said."""
    try:
        return psycopg.connect(
            make_conninfo("", **{"connect_timeout": str(TIMEOUT_S), **address}), autocommit=True
        )
    except psycopg.OperationalError as error:
        raise unreachable(address, error) from error


def unreachable(address: Address, error: Exception) -> DatabaseFault:
    """Why a database cannot be reached: the words of libpq never hold the password."""
    return DatabaseFault("unreachable", address=shown(address), said=" ".join(str(error).split()))
