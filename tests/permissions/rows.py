"""Whose rows the database itself shows, changes and takes, whatever a query asks for: the one declared table.

A table of the database that is neither here nor among the unguarded ones fails the build.
"""

from __future__ import annotations

from .rows_accreditation import ACCREDITATION
from .rows_certificates import CERTIFICATES
from .rows_claims import CLAIMS, TO_RULE, to_rule
from .rows_counsel import COUNSEL
from .rows_outside import OUTSIDE
from .rows_wallet import WALLET
from .whose import (
    AUDITOR,
    INSTITUTE,
    INSTITUTION,
    Guarded,
    all_of,
    any_of,
    appoints,
    as_learner,
    is_system,
    mine,
    of_depositor,
    of_institution,
    of_no_office,
    of_office,
    of_the_pair,
    oneself,
    oversees,
    sees_client,
    still_open,
    under,
    visible,
)


def _person_of(account: str) -> str:
    return f"(SELECT person_id FROM ledger_account WHERE id = {account})"


ACCOUNT = _person_of("t.account_id")
OF_SHARE = f"(SELECT {_person_of('s.account_id')} FROM learner_share s WHERE s.id = t.share_id)"
OF_CLIENT = "(SELECT office_id FROM people_appointment a WHERE a.id = t.appointment_id)"
OF_IMPORT = "(SELECT office_id FROM desk_import i WHERE i.id = t.of_import_id)"
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
        seat="t.by_person_id",  # whose appointment it names
        added=lambda row, viewer: mine(row, viewer) and viewer.key == row.seat == "inseo" and viewer.under,
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
    "ledger_entry": Guarded(
        ACCOUNT, any_of(visible, of_institution, to_rule), office="t.office_id", open=TO_RULE
    ),
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
    "audits_cachedaudit": Guarded(ACCOUNT, visible),  # written by audits_keep alone, as whom nobody acts
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
    "desk_importrefusal": Guarded("", of_institution, office=OF_IMPORT, added=of_institution),
    **ACCREDITATION,
    **CERTIFICATES,
    **CLAIMS,
    **COUNSEL,
    **OUTSIDE,
    **WALLET,
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
            "courses_institutionchange",
            "courses_grantedaccreditation",
            "courses_offering",
            "courses_searchentry",
            "courses_synonymchange",
            "accreditation_round",
            "accreditation_rounditem",
            "accreditation_draw",
        ),
        PUBLISHED,
    ),
}
# tables that do not lead to a person at all need no reason
