"""Reading past row security: as a role that sees every row and, here at least, writes none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import Connection, IsolationLevel, errors

from baeum.audits.faults import AuditsFault
from baeum.postgres.address import Address, shown
from baeum.postgres.connecting import connect


@contextmanager
def connected(address: Address) -> Iterator[Connection]:
    """A connection whose transactions are repeatable reads that write nothing; also to a replica."""
    with connect(address) as reader:
        reader.isolation_level = IsolationLevel.REPEATABLE_READ
        reader.read_only = True
        with telling(address):
            yield reader


@contextmanager
def reading(reader: Connection) -> Iterator[None]:
    """One transaction. A role from which rows are hidden gets a fault, not fewer rows."""
    with reader.transaction():
        reader.execute("SET LOCAL row_security = off")
        yield


@contextmanager
def telling(address: Address) -> Iterator[None]:
    """What the database says becomes a fault with its remedy. Raises AuditsFault."""
    try:
        yield
    except errors.InsufficientPrivilege as error:
        raise AuditsFault("sees_not_all", address=shown(address), said=_said(error)) from error
    except (errors.UndefinedTable, errors.UndefinedColumn) as error:
        raise AuditsFault("behind", address=shown(address), said=_said(error)) from error
    except (errors.SerializationFailure, errors.QueryCanceled) as error:
        raise AuditsFault("cancelled", address=shown(address), said=_said(error)) from error
    except (errors.OperationalError, errors.InterfaceError) as error:
        raise AuditsFault("lost", address=shown(address), said=_said(error)) from error


def _said(error: Exception) -> str:
    return " ".join(str(error).split())
