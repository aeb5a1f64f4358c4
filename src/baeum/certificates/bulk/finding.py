"""Which line each row means, for all rows at once: a fixed number of queries, however many there are."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from baeum.ledger.queries import StatementLine, keys_of, lines_ended_on, lines_numbered
from baeum.people.keys import name_index
from baeum.shared.refusal import Refusal
from baeum.sheets.issuing import IssuingRow

from ..models import DocumentLine
from ..numbers import grouped

COURSES = (  # kinds of account.kind that are courses, which somebody completes
    "course",
    "training",
    "accredited_course",
    "bdes_exemption_course",
    "university_course",
    "part_time_course",
    "literacy",
)


class Taker(NamedTuple):
    """The account of a learner number and a name, and whether it takes what institutions enter."""

    account_id: int
    person_id: UUID
    closed: bool
    consented: bool


@dataclass(frozen=True)
class Completed:
    """A line that somebody completed, by the name that its institution and their account know."""

    account_id: int
    key: bytes
    name: str
    line: StatementLine


@dataclass(frozen=True)
class Sought:
    """What was found of rows, and why nothing of the others, by row."""

    found: Mapping[int, Completed]
    refused: Mapping[int, Refusal]


def seek(rows: Mapping[int, IssuingRow], office_id: int) -> Sought:
    """The line of each row whose completion the office can issue, as the officer who acts."""
    takers = _takers(rows)
    refused = {n: refusal for n in rows if (refusal := _refusal_of_account(takers.get(n))) is not None}
    good = {n: row for n, row in rows.items() if n not in refused}
    lines = _lines(good, takers, office_id)
    keys = keys_of({takers[n].account_id for n in good})
    found: dict[int, Completed] = {}
    for n, row in good.items():
        taker = takers[n]
        line = _line(row, lines[taker.account_id])
        key = keys.get(taker.account_id)
        if isinstance(line, Refusal):
            refused[n] = line
        elif key is None or line.content is None:
            refused[n] = Refusal("issuing.no_account", status=404)
        else:
            found[n] = Completed(taker.account_id, key, row.name, line)
    refused |= dict(_twice(found)) | dict(_issued_already(found))
    return Sought({n: one for n, one in found.items() if n not in refused}, dict(sorted(refused.items())))


def completions_of(entry_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """(number, day of issue) of the completion that each of these lines has and that was not revoked."""
    shown = DocumentLine.objects.filter(
        entry_id__in=set(entry_ids),
        document__kind="course_completion",
        document__revoked_at__isnull=True,
    )
    found = shown.values_list("entry_id", "document__number", "document__issued_on")
    return {entry: (grouped(number), day.isoformat()) for entry, number, day in found}


def _takers(rows: Mapping[int, IssuingRow]) -> dict[int, Taker]:
    """By row; none where number and name are not those of one account."""
    numbers = list(rows)
    names: dict[str, bytes] = {}  # the same few names come again and again
    for row in rows.values():
        if row.name not in names:
            names[row.name] = name_index(row.name)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, account, person, closed, consented FROM certificates_takers(%s, %s)",
            [[rows[n].learner_number for n in numbers], [names[rows[n].name] for n in numbers]],
        )
        return {numbers[place - 1]: Taker(*rest) for place, *rest in cursor.fetchall()}


def _refusal_of_account(taker: Taker | None) -> Refusal | None:
    if taker is None:
        return Refusal("issuing.no_account", status=404)
    if taker.closed:
        return Refusal("issuing.closed", status=409)
    if not taker.consented:
        return Refusal("issuing.no_consent", status=403)
    return None


def _lines(
    rows: Mapping[int, IssuingRow], takers: Mapping[int, Taker], office_id: int
) -> dict[int, list[StatementLine]]:
    """The lines of the office that rows may mean, by account."""
    numbered = [(takers[n].account_id, row.number) for n, row in rows.items() if row.number is not None]
    ended = [
        (takers[n].account_id, row.ended_on)
        for n, row in rows.items()
        if row.number is None and row.ended_on is not None
    ]
    known = [*lines_numbered(office_id, numbered), *lines_ended_on(office_id, ended)]
    found: dict[int, list[StatementLine]] = defaultdict(list)
    for line in {line.entry_id: line for line in known}.values():
        found[line.entry.account].append(line)
    return found


def _line(row: IssuingRow, lines: Sequence[StatementLine]) -> StatementLine | Refusal:
    """The one line that a row means."""
    meant = [line for line in lines if _means(row, line)]
    stands = [line for line in meant if line.state == "stands"]
    if not meant:
        return Refusal("issuing.no_line", status=404)
    if not stands:
        return Refusal("issuing.line_gone", {"line": meant[-1].entry.number}, 409)
    if len(stands) > 1:
        return Refusal("issuing.several", {"lines": ", ".join(str(line.entry.number) for line in stands)})
    if stands[0].entry.kind not in COURSES:
        return Refusal("issuing.no_course", {"line": stands[0].entry.number})
    return stands[0]


def _means(row: IssuingRow, line: StatementLine) -> bool:
    """By its number alone, or by title and last day, and by the reference where the row has one."""
    if row.number is not None:
        return line.entry.number == row.number
    if line.entry.happened_on != row.ended_on or _plain(line.title) != _plain(row.title):
        return False
    reference = str((line.content or {}).get("reference") or "")
    return not (row.reference and reference) or _plain(row.reference) == _plain(reference)


def _plain(text: str) -> str:
    """Spaces aside: a title is typed by hand."""
    return "".join(unicodedata.normalize("NFC", text).split()).casefold()


def _twice(found: Mapping[int, Completed]) -> Iterator[tuple[int, Refusal]]:
    first: dict[int, int] = {}
    for n, one in found.items():
        if (before := first.setdefault(one.line.entry_id, n)) != n:
            yield n, Refusal("issuing.twice", {"row": before})


def _issued_already(found: Mapping[int, Completed]) -> Iterator[tuple[int, Refusal]]:
    there = completions_of(one.line.entry_id for one in found.values())
    for n, one in found.items():
        if held := there.get(one.line.entry_id):
            yield n, Refusal("issuing.there", {"number": held[0], "on": held[1]}, 409)
