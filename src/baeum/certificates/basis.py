"""What the content of a document is made from: the account, its lines, and who may read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from baeum.claims.decided import Decided, standing
from baeum.claims.registered import Registered, registered
from baeum.courses.models import Course
from baeum.courses.queries import holding
from baeum.credentials.snapshot import Accreditation, Line, Particular
from baeum.ledger.models import Account
from baeum.ledger.queries import StatementLine, statement
from baeum.people.keys import master
from baeum.places.models import Office
from baeum.shared.sealing import blind_index

from .wanted import Wanted

PURPOSES = {"accredited_course": "credit_bank"}  # every other kind: accredited for the learning account


@dataclass(frozen=True)
class Content:
    """What stands in a document besides the person: its issuer, its lines, what else is told."""

    issuer: Office
    lines: tuple[Line, ...] = ()
    entries: tuple[tuple[int, Line], ...] = ()  # rows of the ledger by their ids, each as it is shown
    particulars: tuple[Particular, ...] = ()


@dataclass
class Basis:
    """An account on a day, read once however many questions are asked."""

    account: Account
    key: bytes
    wanted: Wanted
    on: date

    @cached_property
    def lines(self) -> dict[int, StatementLine]:
        """The lines that stand, by number."""
        known = statement(self.account.pk).lines
        return {line.entry.number: line for line in known if line.state == "stands" and line.content}

    @cached_property
    def decided(self) -> Decided | None:
        """What is recognised now."""
        return standing(self.account.pk, self.key)

    @cached_property
    def registered(self) -> Registered | None:
        """The registration that is open."""
        return registered(self.account.pk, self.key)

    def shown(self, numbers: Iterable[int]) -> tuple[tuple[int, Line], ...]:
        """Lines of the account, with the ids of their rows, as a document shows them: the earliest first."""
        chosen = sorted((self.lines[n] for n in set(numbers)), key=_order)
        offices = Office.objects.in_bulk({one.entry.office for one in chosen if one.entry.office})
        accredited = accreditations_of(chosen)
        return tuple(
            (one.entry_id, _shown(one, offices.get(one.entry.office or 0), accredited.get(one.entry.number)))
            for one in chosen
        )


def line_id(account_id: int, number: int) -> UUID:
    """The id by which others know a line: always the same, and telling nothing (a UUID of version 8)."""
    drawn = bytearray(blind_index(master(), "line", f"{account_id}:{number}"))
    drawn[6] = drawn[6] & 0x0F | 0x80
    drawn[8] = drawn[8] & 0x3F | 0x80
    return UUID(bytes=bytes(drawn))


def accreditations_of(lines: Iterable[StatementLine]) -> dict[int, Accreditation]:
    """The accreditation that each line's course had on the day it ended, by the number of the line."""
    coded = {}
    for line in lines:
        code = ((line.content or {}).get("details") or {}).get("course_code")
        if code and line.entry.office:
            coded[line.entry.number] = (line, line.entry.office, str(code))
    found = {}
    pairs = {(office, code) for _, office, code in coded.values()}
    courses = Course.objects.filter(
        institution__office_id__in={office for office, _ in pairs}, code__in={code for _, code in pairs}
    )
    ids = {
        (office, code): pk for pk, office, code in courses.values_list("pk", "institution__office_id", "code")
    }
    for number, (line, office, code) in coded.items():
        purpose = PURPOSES.get(line.entry.kind, "account")
        held = holding(line.entry.happened_on).filter(course_id=ids.get((office, code), 0), purpose=purpose)
        if one := held.select_related("office").first():
            body = one.office.name_ko if one.office else ""
            found[number] = Accreditation(one.number, body, one.from_day, one.until)
    return found


def _order(line: StatementLine) -> tuple[date, int]:
    return line.entry.happened_on, line.entry.number


def _shown(line: StatementLine, office: Office | None, accreditation: Accreditation | None) -> Line:
    entry, content = line.entry, line.content or {}
    return Line(
        id=line_id(entry.account, entry.number).urn,
        title_ko=line.title,
        institution=str(content.get("where") or (office.name_ko if office else "-")),
        institution_en=office.name_en if office and content.get("where") == office.name_ko else "",
        kind=entry.kind,
        field=str((content.get("details") or {}).get("field") or ""),
        happened_on=entry.happened_on,
        began_on=entry.happened_from,
        hours=entry.hours,
        credits=None if entry.credits is None else Decimal(entry.credits),
        standing=entry.standing,
        accreditation=accreditation,
    )
