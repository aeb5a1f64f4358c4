"""What is asked of accounts. Answers hold only what the one who acts may see: the database sees to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Sum

from baeum.ledger.learning import opened_content
from baeum.ledger.models import Account, CorrectionRequest, Entry
from baeum.ledger.rows import Row, rows
from baeum.people.keys import name_index, unwrapped
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.entries import REVERSAL
from baeum_rules.ledger.entries import Entry as Line
from baeum_rules.ledger.statement import GONE_BY, REVERSES, STANDS, Sums
from baeum_rules.ledger.statement import Line as KnownLine
from baeum_rules.ledger.statement import statement as known_statement

NEWEST = 50
LAST = 2**62  # no number and no id is beyond it


@dataclass(frozen=True)
class StatementLine:
    """A line as it is read. ``content`` is None where the person's key has been destroyed.

    ``entry.evidence``, the digest, is there in a statement and a single line, not in lists of the newest.
    ``state``: stands, reversed, moved, confirmed, supplemented (then ``by_number`` tells by which line), or
    reverses.
    """

    entry: Line
    entry_id: int
    state: str
    by_number: int | None
    content: dict[str, Any] | None
    evidence_id: UUID | None

    @property
    def title(self) -> str:
        """The title, or nothing where it cannot be read."""
        return str((self.content or {}).get("title", ""))


@dataclass(frozen=True)
class Statement:
    """Lines, the newest first, and the sums of those that stand: in all, by part, by standing."""

    lines: tuple[StatementLine, ...]
    total: Sums
    by_part: dict[str, Sums]
    by_standing: dict[str, Sums]


@dataclass(frozen=True)
class Filters:
    """Which lines are wanted; what is None or empty leaves nothing out. Sums are of the whole account."""

    parts: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    standings: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    office_id: int | None = None
    happened_from: date | None = None
    happened_until: date | None = None

    def takes(self, line: KnownLine) -> bool:
        """Whether a line is wanted."""
        entry = line.entry
        return (
            (not self.parts or entry.part in self.parts)
            and (not self.kinds or entry.kind in self.kinds)
            and (not self.standings or entry.standing in self.standings)
            and (not self.states or line.state in self.states)
            and (self.office_id is None or entry.office == self.office_id)
            and (self.happened_from is None or entry.happened_on >= self.happened_from)
            and (self.happened_until is None or entry.happened_on <= self.happened_until)
        )


class AccountForDeposit(NamedTuple):
    """What an institution learns of the account whose number and name it was given."""

    account_id: int
    person_id: UUID


def account_of(person_id: UUID) -> Account | None:
    """The account of a person, where it may be seen."""
    return Account.objects.filter(person_id=person_id).first()


def account_for_deposit(learner_number: str, name: str) -> AccountForDeposit | Refusal:
    """The account of a learner number, for an institution, where the name belongs to it.

    The same refusal whether the number or the name is wrong.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT account, person FROM ledger_account_for_deposit(%s) WHERE baeum_name_matches(person, %s)",
            [learner_number, name_index(name)],
        )
        found = cursor.fetchone()
    return AccountForDeposit(*found) if found else Refusal("account.unknown", status=404)


def is_named(account_id: int, name: str) -> bool:
    """Whether an account in which the institution has lines is of somebody of this name now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(bool_and(baeum_name_matches(person, %s)), false) FROM ledger_keys(%s)",
            [name_index(name), [account_id]],
        )
        return bool(cursor.fetchone()[0])


def newest(account_id: int, *, count: int = NEWEST, before: int | None = None) -> list[StatementLine]:
    """The lines of an account that were recorded last; ``before``: a number, for the next page."""
    condition, values = "line.account_id = %s AND line.number < %s", [account_id, before or LAST]
    return _read(rows(f"{condition} ORDER BY line.number DESC LIMIT %s", [*values, count]))


def statement(
    account_id: int,
    *,
    as_of: date | None = None,
    known_by: datetime | None = None,
    filters: Filters | None = None,
) -> Statement:
    """The account as of a day, by what had been recorded at a moment."""
    found = {
        row.entry.number: row
        for row in rows("line.account_id = %s ORDER BY line.number", [account_id], whole=True)
    }
    known = known_statement([row.entry for row in found.values()], as_of=as_of, known_by=known_by)
    wanted = [line for line in reversed(known.lines) if filters is None or filters.takes(line)]
    keys = keys_of([account_id])
    return Statement(
        tuple(opened_line(found[line.entry.number], line.state, line.by_number, keys) for line in wanted),
        known.total,
        known.by_part,
        known.by_standing,
    )


def balances(account_id: int) -> dict[str, Sums]:
    """Lines, credits and hours by part, of the lines that stand."""
    found = (
        Entry.objects.filter(account_id=account_id, later__isnull=True)
        .exclude(act=REVERSAL)
        .values("part")
        .annotate(lines=Count("pk"), in_credits=Sum("credits"), in_hours=Sum("hours"))
    )
    return {row["part"]: Sums(row["lines"], row["in_credits"] or 0, row["in_hours"] or 0) for row in found}


def lines_of_office(office_id: int, *, count: int = NEWEST, before: int | None = None) -> list[StatementLine]:
    """What an office entered last, into whichever accounts; ``before``: an entry id, for the next page."""
    condition, values = "line.office_id = %s AND line.id < %s", [office_id, before or LAST]
    return _read(rows(f"{condition} ORDER BY line.id DESC LIMIT %s", [*values, count]))


def lines_ended_on(office_id: int, days: Iterable[tuple[int, date]]) -> list[StatementLine]:
    """What an office entered into accounts that ended on these days: pairs of account and day."""
    return _of_pairs(office_id, "happened_on", "date", days)


def lines_numbered(office_id: int, numbers: Iterable[tuple[int, int]]) -> list[StatementLine]:
    """What an office entered into accounts under these numbers: pairs of account and number."""
    return _of_pairs(office_id, "number", "bigint", numbers)


def _of_pairs(
    office_id: int, column: LiteralString, of_type: LiteralString, pairs: Iterable[tuple[int, Any]]
) -> list[StatementLine]:
    accounts, values = zip(*wanted, strict=True) if (wanted := sorted(set(pairs))) else ((), ())
    condition = f"""line.office_id = %s AND line.act <> '{REVERSAL}' AND (line.account_id, line.{column}) IN (
        SELECT * FROM unnest(%s::bigint[], %s::{of_type}[])) ORDER BY line.id"""
    return _read(rows(condition, [office_id, list(accounts), list(values)])) if wanted else []


def line_of(account_id: int, number: int) -> StatementLine | None:
    """One line, where it may be seen."""
    found = _read(rows("line.account_id = %s AND line.number = %s", [account_id, number], whole=True))
    return found[0] if found else None


def corrections_of_office(office_id: int, *, answered: bool = False) -> QuerySet[CorrectionRequest]:
    """The work queue of an office, the most urgent first; or what it has answered, the newest first."""
    of_office = CorrectionRequest.objects.filter(office_id=office_id).select_related("entry")
    if answered:
        return of_office.filter(answer__isnull=False).order_by("-answered_at")
    return of_office.filter(answer__isnull=True).order_by("due_on", "asked_at")


def overdue(office_id: int, on: date) -> QuerySet[CorrectionRequest]:
    """Requests whose deadline has passed."""
    return corrections_of_office(office_id).filter(due_on__lt=on)


def corrections_of(account_id: int) -> QuerySet[CorrectionRequest]:
    """What a learner has asked for, open ones first."""
    asked = CorrectionRequest.objects.filter(account_id=account_id).select_related("entry", "office")
    return asked.order_by(F("answered_at").desc(nulls_first=True), "-asked_at")


def open_corrections(account_id: int) -> QuerySet[CorrectionRequest]:
    """What of it is still open."""
    return corrections_of(account_id).filter(Q(answer__isnull=True))


def keys_of(account_ids: Iterable[int]) -> dict[int, bytes | None]:
    """The key of each account's person, where one reads lines of it; None where it is destroyed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT account, person, wrapped FROM ledger_keys(%s)", [sorted(set(account_ids))])
        return {
            account: None if key is None else unwrapped(person, bytes(key))
            for account, person, key in cursor.fetchall()
        }


def _read(found: list[Row]) -> list[StatementLine]:
    keys = keys_of(row.entry.account for row in found) if found else {}
    return [opened_line(row, _state(row), row.by_number, keys) for row in found]


def _state(row: Row) -> str:
    if row.entry.act == REVERSAL:
        return REVERSES
    return STANDS if row.by_act is None else GONE_BY[row.by_act]


def opened_line(
    row: Row, state: str, by_number: int | None, keys: Mapping[int, bytes | None]
) -> StatementLine:
    """A line with its content, as far as there is a key; ``keys``: by account."""
    return StatementLine(
        row.entry,
        row.entry_id,
        state,
        by_number,
        opened_content(row.entry, keys.get(row.entry.account)),
        row.evidence_id,
    )
