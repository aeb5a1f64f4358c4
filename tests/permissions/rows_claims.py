"""Whose the rows of claims are: the learner's; of institute, committee and ministry once they have them."""

from __future__ import annotations

from typing import Any

from .whose import (
    AUDITOR,
    INSTITUTE,
    INSTITUTION,
    Guarded,
    Row,
    Viewer,
    all_of,
    any_of,
    as_learner,
    as_new,
    is_system,
    mine_under,
    nobody,
    oneself,
    still_open,
    visible,
)

COMMITTEE, MINISTRY = "committee_member", "ministry_officer"
TAKE_IN = (INSTITUTION, "provincial_officer")


def decides(row: Row, viewer: Viewer) -> bool:
    """Submitted to the institute of its officer, who is not the learner."""
    return row.submitted and viewer.role == INSTITUTE and not oneself(row, viewer)


def sits(row: Row, viewer: Viewer) -> bool:
    """A committee of the institute has had it."""
    return viewer.role == COMMITTEE and row.earlier == viewer.office and not oneself(row, viewer)


def approves(row: Row, viewer: Viewer) -> bool:
    """The ministry has had it."""
    return viewer.role == MINISTRY and row.office == viewer.office and not oneself(row, viewer)


def took_in(row: Row, viewer: Viewer) -> bool:
    """Handed in at the office of the viewer, who is no program."""
    taken = viewer.role in TAKE_IN and row.to == viewer.office and not is_system(viewer)
    return row.submitted and taken and not oneself(row, viewer)


def institute(row: Row, viewer: Viewer) -> bool:
    """Of an officer of the institute, who is not the learner."""
    return viewer.role == INSTITUTE and not oneself(row, viewer)


def written_by(row: Row, viewer: Viewer) -> bool:
    """Signed by the viewer, and nobody else."""
    return bool(row.seat) and row.seat == viewer.key and mine_under(row, viewer)


def to_rule(row: Row, viewer: Viewer) -> bool:
    """A line that the committee is asked about."""
    return viewer.role == COMMITTEE and row.open and not oneself(row, viewer)


def reads_lists(row: Row, viewer: Viewer) -> bool:
    """Lists hold no names."""
    return viewer.role in (INSTITUTE, COMMITTEE, MINISTRY, AUDITOR) or confers(row, viewer)


def confers(row: Row, viewer: Viewer) -> bool:
    """The university of the list."""
    return viewer.role in TAKE_IN and row.to == viewer.office and not is_system(viewer)


in_office = any_of(decides, sits, approves, took_in)
seen = any_of(as_learner, in_office)
TO_RULE = (
    "EXISTS (SELECT FROM claims_claimline l JOIN claims_claim c ON c.id = l.claim_id"
    " WHERE l.entry_id = t.id AND c.state = 'with_subcommittee')"
)
HOLDER = "(SELECT person_id FROM ledger_account WHERE id = {})"
MINISTRY_OFFICE = "(SELECT min(id) FROM places_office WHERE kind = 'ministry')"


def _claim(claim: str) -> str:
    return f"FROM claims_claim c WHERE c.id = {claim}"


def _of(claim: str) -> dict[str, Any]:
    """Whose a row of a claim is."""
    return {
        "office": f"(SELECT CASE WHEN c.to_ministry THEN {MINISTRY_OFFICE} END {_claim(claim)})",
        "earlier": f"(SELECT CASE WHEN c.referred THEN c.office_id END {_claim(claim)})",
        "to": f"(SELECT c.via_id {_claim(claim)})",
        "submitted": f"(SELECT c.number IS NOT NULL {_claim(claim)})",
    }


def _about(claim: str) -> str:
    return (
        "(SELECT a.person_id FROM claims_claim c JOIN ledger_account a ON a.id = c.account_id"
        f" WHERE c.id = {claim})"
    )


def _in_states(*states: str) -> str:
    listed = ", ".join(f"'{state}'" for state in states)
    return f"(SELECT c.state IN ({listed}) {_claim('t.claim_id')})"


OF_ACCOUNT = HOLDER.format("t.account_id")
OF_CLAIM = _about("t.claim_id")
CLAIMS: dict[str, Guarded] = {
    "claims_claim": Guarded(
        OF_ACCOUNT,
        seen,
        **_of("t.id"),
        open="t.state IN ('draft', 'returned')",
        changed=seen,  # an office locks the row that it acts on
        rewritten=all_of(as_learner, still_open),
        added=all_of(as_learner, as_new),
        begins={"state": "draft", "acts": 0, "number": None, "referred": False, "to_ministry": False},
    ),
    "claims_claimline": Guarded(
        OF_CLAIM,
        seen,
        **_of("t.claim_id"),
        open=_in_states("draft", "returned"),
        changed=nobody,  # none of the scene is being examined
        added=all_of(as_learner, still_open),
        deleted=all_of(as_learner, still_open),
    ),
    "claims_claimact": Guarded(OF_CLAIM, seen, **_of("t.claim_id")),
    "claims_registration": Guarded(
        OF_ACCOUNT,
        any_of(as_learner, all_of(institute, visible)),
        open="t.ends IS NULL",
        changed=all_of(institute, visible, still_open),
        rewritten=False,
        added=all_of(institute, still_open),
    ),
    "claims_ruling": Guarded(
        OF_ACCOUNT,
        seen,
        **_of("t.claim_id"),
        by="t.by_id",
        by_appointment=True,
        seat="t.by_person_id",
        open=f"t.state = 'ruled' AND {_in_states('with_subcommittee')}",
        changed=all_of(sits, still_open),
        rewritten=False,
        added=all_of(sits, still_open, written_by),
    ),
    "claims_proposal": Guarded(
        OF_CLAIM,
        seen,
        **_of("t.claim_id"),
        by="t.by_id",
        by_appointment=True,
        seat="t.by_person_id",
        added=all_of(decides, written_by),
    ),
    "claims_decision": Guarded(
        OF_ACCOUNT,
        seen,
        **_of("t.claim_id"),
        by="t.appointment_id",
        by_appointment=True,
        seat="t.approved_by_id",
        added=all_of(in_office, written_by),
    ),
    "claims_conferrallist": Guarded(
        "",
        reads_lists,
        by="t.opened_by_id",
        by_appointment=True,
        to="t.body_id",
        added=all_of(mine_under, any_of(institute, confers)),
    ),
    "claims_degree": Guarded(
        OF_ACCOUNT, seen, **_of("t.claim_id"), open="t.number IS NULL", added=all_of(decides, still_open)
    ),
    "claims_fee": Guarded(
        OF_CLAIM,
        seen,
        **_of("t.claim_id"),
        open="t.state = 'open'",
        changed=all_of(decides, still_open),
        rewritten=False,
        added=all_of(still_open, any_of(as_learner, decides)),
    ),
    "claims_notice": Guarded(
        OF_ACCOUNT,
        seen,
        **_of("t.claim_id"),
        open="t.read_on IS NULL",
        changed=as_learner,
        added=all_of(seen, still_open),
    ),
}
