"""Whose rows the database itself shows, changes and takes, whatever a query asks for: the one declared table.

A table of the database that is neither here nor among the unguarded ones fails the build.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from baeum.demo.cast import OFFICES

from .shown import PRINCIPALS


@dataclass(frozen=True)
class Row:
    """A row by whose it is: about a person, of an office, by a person; "" where the table does not say."""

    about: str
    office: str
    by: str
    open: bool  # neither withdrawn, revoked nor answered
    earlier: str = ""  # office that had it before, and wrote this or something later


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
COUNSELS = (INSTITUTION, INSTITUTE, "municipal_officer", "provincial_officer")
DO_NOT_APPOINT = (AUDITOR, "evaluator", "verifier", "")


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


def as_asker(row: Row, viewer: Viewer) -> bool:
    """Asked by the viewer, or a principal's while under no appointment; a look opens nothing."""
    return oneself(row, viewer) or as_learner(row, viewer)


def counsels(row: Row, viewer: Viewer) -> bool:
    """At the office of an officer who counsels, who is not the asker; never a system."""
    return (
        viewer.role in COUNSELS
        and not is_system(viewer)
        and not oneself(row, viewer)
        and of_office(row, viewer)
    )


def counselled(row: Row, viewer: Viewer) -> bool:
    """The same, of the office that had it before."""
    return counsels(replace(row, office=row.earlier), viewer)


def publishes(row: Row, viewer: Viewer) -> bool:
    """Of the institute, by its officer."""
    return viewer.role == INSTITUTE and of_office(row, viewer) and mine(row, viewer)


@dataclass(frozen=True)
class Guarded:
    """A table whose rows are somebody's. ``about`` and the rest: SQL of the table ``t``, "" for none."""

    about: str
    seen: Whose
    office: str = ""
    by: str = ""
    open: str = "true"
    earlier: str = ""
    changed: Whose | None = None  # None: the app has no right to change any row
    added: Whose | None = None
    deleted: Whose | None = None
    rewritten: bool = True  # whether a row may be written as it is; else only to end or to answer it


def _person_of(account: str) -> str:
    return f"(SELECT person_id FROM ledger_account WHERE id = {account})"


ACCOUNT = _person_of("t.account_id")
OF_SHARE = f"(SELECT {_person_of('s.account_id')} FROM learner_share s WHERE s.id = t.share_id)"
OF_CLIENT = "(SELECT office_id FROM people_appointment a WHERE a.id = t.appointment_id)"
OF_IMPORT = "(SELECT office_id FROM desk_import i WHERE i.id = t.of_import_id)"
OF_QUESTION = "(SELECT person_id FROM counsel_question q WHERE q.id = t.question_id)"


def _has_it(question: str) -> str:
    return f"(SELECT office_id FROM counsel_whereabouts w WHERE w.question_id = {question})"


def _had_it(question: str, number: str) -> str:
    return (
        f"(SELECT max(office_id) FROM counsel_message m WHERE m.question_id = {question}"
        f" AND m.number >= {number} AND m.office_id <> {_has_it(question)})"
    )


GUARDED: dict[str, Guarded] = {
    "people_person": Guarded(
        "t.id",
        visible,
        changed=lambda row, viewer: visible(row, viewer) and viewer.role != AUDITOR,
        added=oneself,
    ),
    "people_personkey": Guarded(
        "t.person_id",
        any_of(visible, lambda _, viewer: viewer.role == INSTITUTION),  # deposits are sealed with it
        changed=any_of(oneself, lambda row, viewer: viewer.role == INSTITUTE and visible(row, viewer)),
        rewritten=False,
        added=oneself,
    ),
    "people_appointment": Guarded(
        "t.person_id",
        any_of(oneself, under, oversees),
        office="t.office_id",
        by="t.appointed_by_id",
        open="t.revoked_at IS NULL",
        changed=lambda row, viewer: (
            row.open and not is_system(viewer) and (oneself(row, viewer) or appoints(row, viewer))
        ),
        rewritten=False,
        added=all_of(mine, appoints),
    ),
    "people_proxy": Guarded(
        "t.principal_id",
        any_of(of_the_pair, oversees),
        by="t.recorded_by_id",
        changed=any_of(of_the_pair, lambda _, viewer: viewer.role == INSTITUTE),
        rewritten=False,
        added=lambda row, viewer: mine(row, viewer) and (oneself(row, viewer) or viewer.role == INSTITUTE),
    ),
    "people_look": Guarded(
        "t.person_id",
        any_of(visible, mine, lambda _, viewer: viewer.role == AUDITOR),
        office="t.office_id",
        by="t.by_person_id",
        added=lambda row, viewer: mine(row, viewer) and viewer.key == "inseo" and viewer.under,
    ),
    "ledger_account": Guarded("t.person_id", visible),
    "ledger_consent": Guarded(
        ACCOUNT,
        visible,
        by="t.given_by_id",
        changed=as_learner,
        rewritten=False,
        added=all_of(as_learner, mine),
    ),
    "ledger_entry": Guarded(ACCOUNT, any_of(visible, of_institution), office="t.office_id"),
    "ledger_evidence": Guarded(
        ACCOUNT,
        any_of(visible, of_institution),
        office="t.office_id",
        by="t.by_person_id",
        added=all_of(as_learner, mine),  # all of the scene are learners' own
    ),
    "ledger_depositrequest": Guarded(
        "",
        any_of(of_depositor, lambda row, viewer: not row.office and mine(row, viewer)),
        office="t.office_id",
        by="t.by_person_id",
        added=all_of(mine, of_no_office),
    ),
    "ledger_correctionrequest": Guarded(
        ACCOUNT,
        any_of(visible, of_depositor),
        office="t.office_id",
        by="t.asked_by_id",
        changed=of_depositor,
        rewritten=False,
        added=all_of(as_learner, mine),
    ),
    "learner_draft": Guarded(ACCOUNT, as_learner, changed=as_learner, added=as_learner, deleted=as_learner),
    "learner_goal": Guarded(ACCOUNT, as_learner, changed=as_learner, added=as_learner, deleted=as_learner),
    "learner_share": Guarded(
        ACCOUNT,
        as_learner,
        by="t.made_by_id",
        open="t.withdrawn_at IS NULL",
        changed=all_of(as_learner, still_open),
        rewritten=False,
        added=all_of(as_learner, mine, still_open),
    ),
    "learner_sharedline": Guarded(OF_SHARE, as_learner, added=as_learner),
    "api_client": Guarded(
        "",
        sees_client,
        office=OF_CLIENT,
        by="t.registered_by_id",
        open="t.revoked_at IS NULL",
        changed=lambda row, viewer: row.open and sees_client(row, viewer) and not is_system(viewer),
        rewritten=False,
        added=lambda row, viewer: (
            row.open and sees_client(row, viewer) and mine(row, viewer) and not is_system(viewer)
        ),
    ),
    "api_accountshare": Guarded(
        ACCOUNT,
        any_of(as_learner, of_office),
        office="t.office_id",
        by="t.given_by_id",
        changed=as_learner,
        rewritten=False,
        added=all_of(as_learner, mine),
    ),
    "desk_import": Guarded(
        "", of_institution, office="t.office_id", changed=of_institution, added=of_institution
    ),
    "counsel_question": Guarded(
        "t.person_id",
        any_of(as_asker, counsels, counselled),
        office=_has_it("t.id"),
        by="t.asked_by_id",
        earlier=_had_it("t.id", "1"),
    ),
    "counsel_message": Guarded(
        OF_QUESTION,
        any_of(as_asker, counsels, counselled),
        office=_has_it("t.question_id"),
        by="t.by_person_id",
        earlier=_had_it("t.question_id", "t.number"),
    ),
    "counsel_whereabouts": Guarded("t.person_id", any_of(as_asker, counsels), office="t.office_id"),
    "counsel_reading": Guarded(
        OF_QUESTION, mine, by="t.reader_id", changed=mine, added=all_of(mine, as_asker)
    ),
    "counsel_faqversion": Guarded(
        "", lambda *_: True, office="t.office_id", by="t.by_person_id", added=publishes
    ),
    "desk_importrefusal": Guarded("", of_institution, office=OF_IMPORT, added=of_institution),
}

# tables with nothing of the kind, or that are needed before anybody acts; each with the reason
OUT_OF_REACH = "the app has no right to read it"
SIGN_IN = "asked before anybody has signed in; holds no personal value"
NEVER_FILLED = "of the library; the app has no right to fill it"
PUBLISHED = "everybody reads it; of people it says who entered it, by an id that says nothing"
UNGUARDED: dict[str, str] = {
    "api_accesstoken": OUT_OF_REACH,
    "api_usedassertion": OUT_OF_REACH,
    "people_signin": SIGN_IN,
    "mfa_authenticator": SIGN_IN,
    "socialaccount_socialaccount": SIGN_IN,
    "account_emailaddress": NEVER_FILLED,
    "account_emailconfirmation": NEVER_FILLED,
    "socialaccount_socialtoken": NEVER_FILLED,
    **dict.fromkeys(
        (
            "courses_centreaccreditation",
            "courses_courseversion",
            "courses_grantedaccreditation",
            "courses_offering",
            "courses_searchentry",
            "courses_synonymchange",
        ),
        PUBLISHED,
    ),
}
# tables that do not lead to a person at all need no reason
