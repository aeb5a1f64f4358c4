"""Load a crowd as the owner, by COPY: batch by batch, each in one transaction; a run can go on later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from psycopg import Connection

from baeum.crowd.learners import NAMESPACE, Institution, lines, person_id, personal
from baeum.ledger.services.open_account import numbered
from baeum.people.keys import new_key, wrapped
from baeum.people.personal import Personal, sealed
from baeum_rules.ledger.entries import REVERSAL, Entry

BATCH = 250  # learners of one transaction
INSTITUTIONS = 5
PURPOSES = ("record", "institution_deposit")
LOADED = ("ledger_entry", "ledger_account", "people_person", "people_personkey", "ledger_consent")
PERSON = ("id", "name", "birth_date", "contacts", "address", "workplace", "name_index", "registered_at")
ACCOUNT = (
    "id",
    "person_id",
    "learner_number",
    "opened_by_id",
    "opened_at",
    "head_number",
    "head_hash",
    "credits",
    "hours",
)
ENTRY = (
    "id",
    "account_id",
    "number",
    "act",
    "of_entry_id",
    "of_number",
    "part",
    "kind",
    "standing",
    "office_id",
    "by_person_id",
    "appointment_id",
    "happened_from",
    "happened_on",
    "recorded_at",
    "credits",
    "hours",
    "natural_key",
    "content",
    "evidence_id",
    "previous_hash",
    "hash",
)


class Wish(NamedTuple):
    """How many learners, and how many lines each."""

    learners: int
    entries: int


class CrowdFault(Exception):
    """The crowd cannot be loaded here: ``code``, and the figures of its sentence."""

    def __init__(self, code: str, **figures: int) -> None:
        super().__init__(code, figures)
        self.code, self.figures = code, figures


def loaded(owner: Connection, entries: int) -> Wish:
    """The crowd that is there. Raises CrowdFault for accounts of others, or another number of lines."""
    found = owner.execute(
        "SELECT count(*) FILTER (WHERE learner_number LIKE 'L0%'), count(*), coalesce(max(head_number)"
        " FILTER (WHERE learner_number LIKE 'L0%'), 0) FROM ledger_account"
    ).fetchone()
    assert found is not None
    of_crowd, accounts, there = found
    if of_crowd != accounts:
        raise CrowdFault("others", accounts=accounts - of_crowd)
    if of_crowd and there != entries:
        raise CrowdFault("entries", there=there, wanted=entries)
    return Wish(of_crowd, entries)


def load(owner: Connection, wish: Wish, tell: Callable[[int], None]) -> int:
    """Load what is missing; how many learners came. ``tell`` hears how many are there.

    ``owner``: a connection of the owner with autocommit. Raises CrowdFault as ``loaded`` does.
    """
    there = loaded(owner, wish.entries)
    institutions = _institutions(owner)
    numbers = iter(range(there.learners + 1, wish.learners + 1))
    while batch := list(islice(numbers, BATCH)):
        with owner.transaction():
            _load(owner, batch, wish.entries, institutions)
        tell(batch[-1])
    return max(0, wish.learners - there.learners)


def finish(owner: Connection) -> int:
    """Tell the planner what came, and count the accounts whose chain is broken: none should be."""
    for table in (*LOADED, "transparency_leaf"):
        owner.execute(f"ANALYZE {table}")
    return owner.execute("SELECT * FROM ledger_broken_chains()").rowcount


def _load(owner: Connection, batch: list[int], entries: int, institutions: list[Institution]) -> None:
    keys = {number: new_key() for number in batch}
    accounts = dict(zip(batch, _ids(owner, "ledger_account", len(batch)), strict=True))
    ids = _ids(owner, "ledger_entry", len(batch) * entries)
    heads, rows = [], []
    for number in batch:
        own = list(lines(number, accounts[number], keys[number], entries, institutions))
        of = {entry.number: next(ids) for entry in own}
        rows += [_row(entry, of) for entry in own]
        heads.append(_head(number, accounts[number], own))
    _people(owner, {person_id(number): (personal(number), keys[number]) for number in batch})
    copy(owner, "ledger_account", ACCOUNT, heads)
    consents = [(account, purpose, person_id(n)) for n, account in accounts.items() for purpose in PURPOSES]
    copy(owner, "ledger_consent", ("account_id", "purpose", "given_by_id"), consents)
    copy(owner, "ledger_entry", ENTRY, rows)
    owner.execute("SELECT ledger_enter_lines(%s::bigint[])", [[row[0] for row in rows]])


def _row(entry: Entry, ids: dict[int, int]) -> tuple[Any, ...]:
    of_entry = None if entry.of_number is None else ids[entry.of_number]
    return (
        ids[entry.number],
        entry.account,
        entry.number,
        entry.act,
        of_entry,
        *entry[3:17],
        None,
        *entry[18:],
    )


def _head(number: int, account_id: int, own: list[Entry]) -> tuple[Any, ...]:
    gone = {entry.of_number for entry in own}
    standing = [entry for entry in own if entry.number not in gone and entry.act != REVERSAL]
    person, last = person_id(number), own[-1]
    return (
        account_id,
        person,
        numbered(number),
        person,
        own[0].recorded_at,
        last.number,
        last.hash,
        sum(entry.credits or 0 for entry in standing),
        sum(entry.hours or 0 for entry in standing),
    )


def _people(owner: Connection, people: dict[UUID, tuple[Personal, bytes]]) -> None:
    """People with their keys."""
    columns = {person: sealed(person, key, values) for person, (values, key) in people.items()}
    rows = [(person, *(found[name] for name in PERSON[1:-1]), "now") for person, found in columns.items()]
    copy(owner, "people_person", PERSON, rows)
    kept = [(person, wrapped(person, key)) for person, (_, key) in people.items()]
    copy(owner, "people_personkey", ("person_id", "wrapped"), kept)


def _institutions(owner: Connection) -> list[Institution]:
    """The sample institutions, made where they are not there yet; their officers have no sign-in."""
    with owner.transaction():
        place = (
            owner.execute("SELECT id FROM places_place WHERE code = 'SAMPLE'").fetchone()
            or owner.execute(
                "INSERT INTO places_place (code, kind, name_ko, name_en, begins, sample)"
                " VALUES ('SAMPLE', 'municipality', '표본시', 'Sample City', '2000-01-01', true) RETURNING id"
            ).fetchone()
        )
        assert place is not None
        return [_institution(owner, place[0], number) for number in range(1, INSTITUTIONS + 1)]


def _institution(owner: Connection, place_id: int, number: int) -> Institution:
    code, name, officer = (
        f"sample-{number}",
        f"표본평생교육원 {number}",
        uuid5(NAMESPACE, f"officer {number}"),
    )
    found = owner.execute(
        "SELECT office.id, held.id FROM places_office office JOIN people_appointment held"
        " ON held.office_id = office.id AND held.person_id = %s WHERE office.code = %s",
        [officer, code],
    ).fetchone()
    if found is None:
        _people(owner, {officer: (Personal("표본담당", date(1980, 1, 1)), new_key())})
        found = owner.execute(
            "WITH office AS (INSERT INTO places_office"
            " (code, kind, name_ko, name_en, place_id, begins, sample)"
            " VALUES (%s, 'institution', %s, %s, %s, '2000-01-01', true) RETURNING id)"
            " INSERT INTO people_appointment (person_id, role, office_id, begins, ends)"
            " SELECT %s, 'institution_officer', id, '2010-01-01', '2039-12-31' FROM office"
            " RETURNING office_id, id",
            [code, name, f"Sample Academy {number}", place_id, officer],
        ).fetchone()
    assert found is not None
    return Institution(found[0], name, officer, found[1])


def _ids(owner: Connection, table: str, count: int) -> Iterator[int]:
    """Ids of a table that nobody else will get."""
    found = owner.execute(
        "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
    )
    return iter([number for (number,) in found.fetchall()])


def officer_at(owner: Connection, role: str, code: str, number: int) -> tuple[int, int]:
    """An officer of the sample institute: (office, appointment), made where they are not there yet."""
    officer = uuid5(NAMESPACE, f"{role} officer {number}")
    with owner.transaction():
        office = (
            owner.execute("SELECT id FROM places_office WHERE code = %s", [code]).fetchone()
            or owner.execute(
                "INSERT INTO places_office (code, kind, name_ko, name_en, place_id, begins, sample)"
                " SELECT %s, 'institute', '표본진흥원', 'Sample Institute', id, '2000-01-01', true"
                " FROM places_place WHERE code = 'SAMPLE' RETURNING id",
                [code],
            ).fetchone()
        )
        assert office is not None
        held = owner.execute("SELECT id FROM people_appointment WHERE person_id = %s", [officer]).fetchone()
        if held is None:
            _people(owner, {officer: (Personal("표본심사", date(1980, 1, 1)), new_key())})
            held = owner.execute(
                "INSERT INTO people_appointment (person_id, role, office_id, begins, ends)"
                " VALUES (%s, 'institute_officer', %s, '2010-01-01', '2039-12-31') RETURNING id",
                [officer, office[0]],
            ).fetchone()
    assert held is not None
    return office[0], held[0]


def copy(owner: Connection, table: str, columns: tuple[str, ...], rows: list[Any]) -> None:
    """Rows into a table, by COPY."""
    quoted = ", ".join(f'"{column}"' for column in columns)
    words = f"COPY {table} ({quoted}) FROM STDIN"
    with owner.cursor() as cursor, cursor.copy(words) as into:
        for row in rows:
            into.write_row(row)
