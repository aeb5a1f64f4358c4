"""Export ledgers: two Parquet files in the flattened case format, of one moment; who did is recorded."""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

import pyarrow as pa
from django.db import DatabaseError, connection
from psycopg import Connection
from psycopg.rows import tuple_row
from pyarrow import parquet

from baeum.audits.cases import COLUMNS, WITH_GOALS, AccountCase, Head, cases_of, how_many, how_many_without
from baeum.audits.faults import AuditsFault
from baeum.audits.models import LedgerExport
from baeum.audits.reader import connected, reading
from baeum.people.personal import unsealed_birth_date
from baeum.people.services.look import LONGEST, SHORTEST
from baeum.postgres.address import Address, shown
from baeum.shared.refusal import Refusal
from baeum.shared.sealing import blind_index
from baeum_rules.batch.flattening import Flat, Misfit, flatten
from baeum_rules.batch.schema import LEARNERS, RECORDS

CHUNK = 1000  # accounts in memory at once
GROUP = 1 << 17  # rows of a table that are written at once
ROWS_OF_PAGE = 1 << 20  # a page for each column of a group, as a batch reads it soonest
FILES = ("learners.parquet", "records.parquet", "errors.csv")
Tell = Callable[[int, int], None]  # how many accounts are behind us, of how many


class Wish(NamedTuple):
    """``key``: of the pseudonyms; None keeps the ids of accounts. ``by``: whoever runs the command."""

    folder: Path
    on: date
    by: str
    reason: str
    key: bytes | None
    birth_years: bool = False


class Exported(NamedTuple):
    """``others``: accounts whose goal is of another kind or cannot be read. ``misfits``: in errors.csv.

    ``without``: accounts that have no goal.
    """

    learners: int
    records: int
    others: int
    misfits: int
    without: int


def export_ledgers(address: Address, wish: Wish, tell: Tell) -> Exported | Refusal:
    """Write the files. The act is in the access log before the first row leaves the database.

    ``address``: of a replica or of the database itself, as a role that sees every row. Django's connection
    goes to the database itself. Raises AuditsFault, OSError; then no file is left.
    """
    reason = " ".join(normalize("NFC", wish.reason).replace("\0", "").split())
    if not SHORTEST <= len(reason) <= LONGEST:
        return Refusal("export.reason", {"given": len(reason), "shortest": SHORTEST, "longest": LONGEST})
    wish.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if there := [name for name in FILES if (wish.folder / name).exists()]:
        return Refusal("export.there", {"folder": wish.folder, "files": ", ".join(there)})
    with connected(address) as reader, reading(reader), _files(wish.folder) as files:
        total = how_many(reader)
        _record(reader, address, wish._replace(reason=reason), total)
        return _export(reader, wish, files, lambda done: tell(done, total))


def pseudonym(key: bytes, account_id: int) -> str:
    """What stands for an account: the same under the same key, and nothing without it."""
    return blind_index(key, "export.learner", str(account_id)).hex()


def _record(reader: Connection, address: Address, wish: Wish, total: int) -> None:
    """In the database itself. Where it cannot be recorded nothing is exported. The app may only add."""
    (role,) = reader.execute("SELECT current_user").fetchone() or ("",)
    table = LedgerExport._meta.db_table
    columns: dict[str, Any] = {
        "id": LedgerExport().pk,
        "by": wish.by[:100],
        "role": role,
        "database": shown(address)[:300],
        "reason": wish.reason,
        "how_many": total,
        "pseudonymous": wish.key is not None,
        "birth_years": wish.birth_years,
    }
    names = ", ".join(f'"{name}"' for name in columns)
    places = ", ".join(["%s"] * len(columns))
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", [*columns.values()])
    except DatabaseError as error:
        raise AuditsFault("not_recorded", said=" ".join(str(error).split())) from error


class _Files:
    """The two tables and the errors on their way; nothing has its name before all is written."""

    def __init__(self, folder: Path, open_files: contextlib.ExitStack) -> None:
        self.parts = {name: folder / f".{name}.part" for name in FILES}
        for part in self.parts.values():
            part.unlink(missing_ok=True)
            part.touch(mode=0o600)
        self.tables = [
            open_files.enter_context(_Table(self.parts[name], schema))
            for name, schema in zip(FILES[:2], (LEARNERS, RECORDS), strict=True)
        ]
        stream = self.parts[FILES[2]].open("w", encoding="utf-8-sig", newline="")
        self.errors = csv.writer(open_files.enter_context(stream))
        self.errors.writerow(Misfit._fields)

    def write(self, flat: Flat) -> None:
        self.tables[0].write(flat.learners)
        self.tables[1].write(flat.named_records())
        self.errors.writerows(flat.misfits)


class _Table:
    """A Parquet file that grows by row groups of a size."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.writer = parquet.ParquetWriter(path, schema, compression="lz4", max_rows_per_page=ROWS_OF_PAGE)
        self.schema = schema
        self.waiting: list[pa.RecordBatch] = []
        self.rows = 0

    def __enter__(self) -> _Table:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self.writer.close()

    def write(self, batch: pa.RecordBatch) -> None:
        self.waiting.append(batch.cast(self.schema))
        self.rows += batch.num_rows
        if self.rows >= GROUP:
            self._flush()

    def _flush(self) -> None:
        if self.rows:
            self.writer.write_table(pa.Table.from_batches(self.waiting, self.schema))
        self.waiting, self.rows = [], 0


@contextlib.contextmanager
def _files(folder: Path) -> Iterator[_Files]:
    parts = [folder / f".{name}.part" for name in FILES]
    try:
        with contextlib.ExitStack() as open_files:
            files = _Files(folder, open_files)
            yield files
        for name, part in files.parts.items():
            part.replace(folder / name)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def _export(reader: Connection, wish: Wish, files: _Files, tell: Callable[[int], None]) -> Exported:
    learners = records = others = misfits = done = 0
    for heads in _chunks(reader):
        found = list(cases_of(reader, heads, on=wish.on))
        years = _birth_years(reader, found) if wish.birth_years else {}
        named = [
            (_name(wish, one.head), one.case, _carried(years.get(one.head.account_id)))
            for one in found
            if one.case is not None
        ]
        flat = flatten(named)
        files.write(flat)
        learners += flat.learners.num_rows
        records += flat.records.num_rows
        others += len(found) - len(named)
        misfits += len(named) - flat.learners.num_rows
        done += len(heads)
        tell(done)
    return Exported(learners, records, others, misfits, how_many_without(reader))


def _chunks(reader: Connection) -> Iterator[list[Head]]:
    """Accounts in their order, from a cursor of the server."""
    with reader.cursor("heads", row_factory=tuple_row) as cursor:
        cursor.execute(f"SELECT {COLUMNS} {WITH_GOALS} ORDER BY held.id")
        while rows := cursor.fetchmany(CHUNK):
            yield [Head(*row) for row in rows]


def _name(wish: Wish, head: Head) -> str:
    return str(head.account_id) if wish.key is None else pseudonym(wish.key, head.account_id)


def _carried(year: int | None) -> Mapping[str, Any]:
    return {} if year is None else {"birth_year": year}


def _birth_years(reader: Connection, found: list[AccountCase]) -> dict[int, int]:
    """By account, of whoever has a key."""
    held = {one.head.person_id: one for one in found if one.key is not None}
    rows = reader.execute("SELECT id, birth_date FROM people_person WHERE id = ANY (%s)", [list(held)])
    years = {}
    for person_id, sealed in rows:
        one = held[person_id]
        assert one.key is not None
        years[one.head.account_id] = unsealed_birth_date(person_id, one.key, sealed).year
    return years
