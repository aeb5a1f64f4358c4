"""What the table of rows is made of: rows by whose they are, viewers, and what holds of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from baeum.demo.cast import OFFICES

from .cell import PRINCIPALS


@dataclass(frozen=True)
class Row:
    """A row by whose it is: about a person, of an office, by a person; "" where the table does not say."""

    about: str
    office: str
    by: str
    open: bool  # neither withdrawn, revoked nor answered
    to: str = ""  # the office that it is sent to
    earlier: str = ""  # the office that had it before, and wrote this or something later
    seat: str = ""  # whose seat lets them see it
    submitted: bool = True
    new: bool = False  # as a row begins


@dataclass(frozen=True)
class Viewer:
    """Somebody of the scene: as themselves, or ``under`` an appointment, which may have ended (no role)."""

    key: str
    under: bool = False
    role: str = ""
    office: str = ""
    looked_at: str = ""  # within the last quarter of an hour

    def __str__(self) -> str:
        return f"{self.key}{' under an appointment' if self.under else ''}"


Whose = Callable[[Row, Viewer], bool]
INSTITUTION, INSTITUTE, AUDITOR = "institution_officer", "institute_officer", "auditor"
DO_NOT_APPOINT = (AUDITOR, "evaluator", "verifier", "committee_member", "")


def nobody(_: Row, __: Viewer) -> bool:
    """No row."""
    return False


def oneself(row: Row, viewer: Viewer) -> bool:
    """About the viewer."""
    return bool(viewer.key) and row.about == viewer.key


def visible(row: Row, viewer: Viewer) -> bool:
    """About the viewer; a principal, while under no appointment; whoever was looked at."""
    if not viewer.under:
        return oneself(row, viewer) or row.about in PRINCIPALS.get(viewer.key, ())
    looked = viewer.role in (INSTITUTE, AUDITOR) and bool(row.about) and row.about == viewer.looked_at
    return oneself(row, viewer) or looked


def as_learner(row: Row, viewer: Viewer) -> bool:
    """As the person or their proxy: an office is nothing to what only learners use."""
    return not viewer.under and visible(row, viewer)


def of_institution(row: Row, viewer: Viewer) -> bool:
    """Of the institution of its officer."""
    return viewer.role == INSTITUTION and row.office == viewer.office


def of_depositor(row: Row, viewer: Viewer) -> bool:
    """Of the office of an officer who deposits."""
    return viewer.role in (INSTITUTION, INSTITUTE) and row.office == viewer.office


def of_office(row: Row, viewer: Viewer) -> bool:
    """Of the office of any officer."""
    return bool(viewer.office) and row.office == viewer.office


def under(row: Row, viewer: Viewer) -> bool:
    """Of the office of the viewer, or one below it."""
    office: str | None = row.office
    while office and office != viewer.office:
        office = OFFICES[office][4]
    return bool(viewer.office) and office == viewer.office


def mine(row: Row, viewer: Viewer) -> bool:
    """Written by the viewer."""
    return bool(viewer.key) and row.by == viewer.key


def oversees(_: Row, viewer: Viewer) -> bool:
    """The institute and the auditor."""
    return viewer.role in (INSTITUTE, AUDITOR)


def is_system(viewer: Viewer) -> bool:
    """Whether it is a client of the API."""
    return viewer.key.startswith("system ")


def any_of(*several: Whose) -> Whose:
    """Where one of them holds."""
    return lambda row, viewer: any(one(row, viewer) for one in several)


def all_of(*several: Whose) -> Whose:
    """Where each of them holds."""
    return lambda row, viewer: all(one(row, viewer) for one in several)


def still_open(row: Row, _: Viewer) -> bool:
    """Neither withdrawn, revoked nor answered."""
    return row.open


def appoints(row: Row, viewer: Viewer) -> bool:
    """By an officer who appoints, at their office or below it; never by a system."""
    return viewer.role not in DO_NOT_APPOINT and not is_system(viewer) and under(row, viewer)


def sees_client(row: Row, viewer: Viewer) -> bool:
    """Of the institution, or anyone's for the institute."""
    return of_institution(row, viewer) or viewer.role == INSTITUTE


def of_the_pair(row: Row, viewer: Viewer) -> bool:
    """The principal, or the proxy."""
    return oneself(row, viewer) or row.about in PRINCIPALS.get(viewer.key, ())


def of_no_office(row: Row, viewer: Viewer) -> bool:
    """Of the office for which the viewer deposits, or of none where there is none."""
    office = viewer.office if viewer.role in (INSTITUTION, INSTITUTE) else ""
    return row.office == office


def as_new(row: Row, _: Viewer) -> bool:
    """As a row begins."""
    return row.new


def institute(_: Row, viewer: Viewer) -> bool:
    """The institute."""
    return viewer.role == INSTITUTE


def mine_under(row: Row, viewer: Viewer) -> bool:
    """Written by the viewer under an appointment that holds."""
    return mine(row, viewer) and viewer.under and bool(viewer.role)


@dataclass(frozen=True)
class Guarded:
    """A table whose rows are somebody's. ``about`` and the rest: SQL of the table ``t``, "" for none."""

    about: str
    seen: Whose
    office: str = ""
    by: str = ""  # a column: of a person, or of an appointment
    by_appointment: bool = False
    open: str = "true"
    to: str = ""
    earlier: str = ""
    seat: str = ""
    submitted: str = "true"
    changed: Whose | None = None  # None: the app has no right to change any row
    rewritten: Whose | bool = True  # whether a row may be written as it is; else only to end or to answer it
    added: Whose | None = None
    begins: Mapping[str, Any] = field(default_factory=dict)  # what a row has as it begins, where it changes
    deleted: Whose | None = None
