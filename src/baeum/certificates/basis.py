"""What the content of a document is made from: the account, its lines, and who may read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from baeum.claims.decided import Decided, standing
from baeum.claims.registered import Registered, registered
from baeum.courses.models import Course, GrantedAccreditation
from baeum.credentials.snapshot import Accreditation, Line, Particular
from baeum.ledger.models import Account
from baeum.ledger.queries import StatementLine, statement
from baeum.places.models import Office

from .ids import drawn_id
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
        return lines_shown(sorted((self.lines[n] for n in set(numbers)), key=_order))


def lines_shown(lines: Sequence[StatementLine]) -> tuple[tuple[int, Line], ...]:
    """Lines of whichever accounts as documents show them, with the ids of their rows: a few queries."""
    offices = Office.objects.in_bulk({one.entry.office for one in lines if one.entry.office})
    accredited = accreditations_of(lines)
    return tuple(
        (one.entry_id, _shown(one, offices.get(one.entry.office or 0), accredited.get(one.entry_id)))
        for one in lines
    )


def line_id(account_id: int, number: int) -> UUID:
    """The id by which others know a line."""
    return drawn_id("line", f"{account_id}:{number}")


def accreditations_of(lines: Iterable[StatementLine]) -> dict[int, Accreditation]:
    """The accreditation that each line's course had on the day it ended, by the id of the line's row."""
    coded = {}
    for line in lines:
        code = ((line.content or {}).get("details") or {}).get("course_code")
        if code and line.entry.office:
            coded[line.entry_id] = (line.entry, (line.entry.office, str(code)))
    granted = _granted({course for _, course in coded.values()})
    found = {}
    for entry_id, (entry, course) in coded.items():
        purpose = PURPOSES.get(entry.kind, "account")
        for one in granted.get(course, ()):
            if one.purpose == purpose and _held(one, entry.happened_on):
                body = one.office.name_ko if one.office else ""
                found[entry_id] = Accreditation(one.number, body, one.from_day, one.until)
                break
    return found


def _granted(courses: set[tuple[int, str]]) -> dict[tuple[int, str], list[GrantedAccreditation]]:
    """Every accreditation of courses, each known by its office and its code."""
    if not courses:
        return {}
    of_offices, coded = {office for office, _ in courses}, {code for _, code in courses}
    known = Course.objects.filter(institution__office_id__in=of_offices, code__in=coded)
    known_as = known.values_list("pk", "institution__office_id", "code")
    ids = {pk: (office, code) for pk, office, code in known_as if (office, code) in courses}
    found: dict[tuple[int, str], list[GrantedAccreditation]] = {}
    granted = GrantedAccreditation.objects.filter(course_id__in=ids).select_related("office")
    for one in granted.order_by("pk"):
        found.setdefault(ids[one.course_id], []).append(one)
    return found


def _held(one: GrantedAccreditation, on: date) -> bool:
    cancelled = one.cancelled_on is not None and one.cancelled_on <= on
    return one.from_day <= on <= one.until and not cancelled


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
