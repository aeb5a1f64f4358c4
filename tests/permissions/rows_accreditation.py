"""Whose the rows of accreditation are: the institution's, a tier's, an evaluator's, an office's."""

from __future__ import annotations

from typing import Any

from .whose import (
    AUDITOR,
    INSTITUTE,
    Guarded,
    Row,
    Viewer,
    all_of,
    any_of,
    as_new,
    institute,
    is_system,
    mine_under,
    of_institution,
    oneself,
    still_open,
    under,
)

TIERS = ("municipal_officer", "provincial_officer", INSTITUTE, "ministry_officer")
MENDABLE = "'draft', 'returned_municipality', 'returned_province', 'returned_institute'"


def applicant(row: Row, viewer: Viewer) -> bool:
    """Of the institution of its officer; a client of the API does not apply."""
    return of_institution(row, viewer) and not is_system(viewer)


def tier(row: Row, viewer: Viewer) -> bool:
    """Submitted by an institution under the office of the viewer."""
    return row.submitted and viewer.role in (*TIERS, AUDITOR) and under(row, viewer)


def on_panel(row: Row, viewer: Viewer) -> bool:
    """The evaluator whose seat it is, unless excused."""
    return viewer.role == "evaluator" and bool(row.seat) and row.seat == viewer.key


def as_evaluator(row: Row, viewer: Viewer) -> bool:
    """About the viewer, who acts as evaluator."""
    return viewer.role == "evaluator" and oneself(row, viewer)


def correspondent(row: Row, viewer: Viewer) -> bool:
    """Sent to the office of an officer who reads what the office is told."""
    known = viewer.role not in ("evaluator", "verifier", "committee_member") and not is_system(viewer)
    return known and bool(viewer.office) and row.to == viewer.office


def secretary(row: Row, viewer: Viewer) -> bool:
    """The same, of those who also act on it."""
    return correspondent(row, viewer) and viewer.role != AUDITOR


def told_under(row: Row, viewer: Viewer) -> bool:
    """Sent to an office under that of the viewer."""
    return viewer.role in (*TIERS, AUDITOR) and under(Row("", row.to, "", True), viewer)


def tells(row: Row, viewer: Viewer) -> bool:
    """Of an application that the viewer sees and acts on, to its institution or the office that has it."""
    return row.open and viewer.role != AUDITOR and seen_outside(row, viewer)


seen_outside = any_of(applicant, tier)
seen = any_of(seen_outside, on_panel)


def _case(application: str) -> str:
    return f"FROM accreditation_application a WHERE a.id = {application}"


def _of(application: str) -> dict[str, Any]:
    """Whose a row of an application is."""
    return {
        "office": f"(SELECT a.office_id {_case(application)})",
        "submitted": f"(SELECT a.number IS NOT NULL {_case(application)})",
        "seat": "(SELECT s.appointment_id FROM accreditation_seat s"
        f" WHERE s.application_id = {application} AND s.state <> 'excused')",
    }


EVALUATOR = "(SELECT h.person_id FROM people_appointment h WHERE h.id = {})"
OF_SEAT = "FROM accreditation_seat s WHERE s.id = t.seat_id"
WRITTEN_BY: dict[str, Any] = {"by": "t.by_id", "by_appointment": True}
ACCREDITATION: dict[str, Guarded] = {
    "accreditation_application": Guarded(
        "",
        seen,
        **_of("t.id"),
        open=f"t.state IN ({MENDABLE})",
        changed=seen_outside,  # a tier locks the row that it acts on
        rewritten=all_of(applicant, still_open),
        added=all_of(applicant, as_new),
        begins={"state": "draft", "acts": 0, "number": None},
    ),
    "accreditation_act": Guarded("", seen_outside, **_of("t.application_id")),
    "accreditation_evidence": Guarded(
        "",
        seen,
        **_of("t.application_id"),
        by="t.put_by_id",
        by_appointment=True,
        open=f"(SELECT a.state IN ({MENDABLE}, 'preliminary') {_case('t.application_id')})",
        added=all_of(applicant, mine_under, still_open),
    ),
    "accreditation_seat": Guarded(
        EVALUATOR.format("t.appointment_id"),
        any_of(as_evaluator, institute),
        open="t.state <> 'excused'",
        changed=all_of(still_open, any_of(as_evaluator, institute)),
        rewritten=as_evaluator,  # the institute only excuses
        added=all_of(institute, as_new),
        begins={"state": "assigned"},
    ),
    "accreditation_sheet": Guarded(
        EVALUATOR.format(f"(SELECT s.appointment_id {OF_SEAT})"),
        any_of(as_evaluator, institute),
        open="t.locked_on IS NULL",
        seat=f"(SELECT s.appointment_id {OF_SEAT} AND s.state = 'declared')",
        changed=on_panel,
        rewritten=still_open,
        added=on_panel,
    ),
    "accreditation_tie": Guarded(
        "t.person_id",
        any_of(oneself, institute),
        **WRITTEN_BY,
        changed=institute,
        added=all_of(mine_under, any_of(oneself, institute)),
    ),
    "accreditation_evaluatorfield": Guarded(
        EVALUATOR.format("t.appointment_id"),
        any_of(as_evaluator, institute),
        changed=institute,
        added=institute,
    ),
    "accreditation_visit": Guarded(
        "", seen_outside, **_of("t.application_id"), **WRITTEN_BY, added=all_of(institute, mine_under)
    ),
    "accreditation_complaint": Guarded("", institute, changed=institute),
    "accreditation_complaintact": Guarded("", institute, **WRITTEN_BY, added=all_of(institute, mine_under)),
    "accreditation_notice": Guarded(
        "",
        any_of(correspondent, told_under),
        **_of("t.application_id"),
        to="t.office_id",
        open=f"(SELECT t.office_id IN (a.office_id, a.holder_id) {_case('t.application_id')})",
        changed=secretary,
        added=tells,
    ),
    "accreditation_noticeaddress": Guarded(
        "", secretary, to="t.office_id", changed=secretary, added=secretary
    ),
}
