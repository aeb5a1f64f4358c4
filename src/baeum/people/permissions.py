"""Who may use which route: the one declared table. A route that is not here does not exist for anybody.

Each line: the route's name, what it is about (``of``), and who may, in which relation to that: CONTRIBUTING.
A context with many routes keeps its lines in ``permitted/`` and is joined in here.
"""

from __future__ import annotations

from baeum.people.permitted.accreditation import ACCREDITATION
from baeum.people.permitted.checking import CHECKING
from baeum.people.permitted.claims import CLAIMS
from baeum.people.permitted.claims_of_learner import CLAIMS_OF_LEARNER
from baeum.people.permitted.counsel import COUNSEL
from baeum.people.permitted.courses import COURSES
from baeum.people.permitted.outside import OUTSIDE
from baeum.people.permitted.planning import PLANNING
from baeum.people.permitted.wallet import WALLET
from baeum.people.permitting import (
    OWN_AND_BELOW,
    Permission,
    Relation,
    anyone,
    machine,
    person,
    roles,
)
from baeum.people.roles import APPOINTS, Role

PUBLIC = (
    "healthz",
    "transparency:file",
    "start",
    "help",
    "display",
    "calculator:page",
    "calculator:template",
    "calculator:download",
    "calculator:what_if",
    "calculator:beyond",
    "catalogue:of_major",
    "catalogue:of_certificate",
    "catalogue:convert",
    "account_login",
    "account_signup",
    "account_inactive",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_signup",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "api:openapi",
    "api:nowhere",
    "api_docs",
    "api_problem",
    "demo:people",
    "demo:enter",
)
SIGNED_IN = (
    "account_logout",
    "account_reauthenticate",
    "account_change_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "mfa_reauthenticate_webauthn",
    "api_shares",
    "api_share_withdraw",
    "people:me",
    "people:switch",
)
OF_THE_API = (
    "api:token",
    "api:deposits",
    "api:batch",
    "api:deposit",
    "api:reversal",
    "api:statement",
    "api:statuses",
)
REGISTRARS = (Role.INSTITUTION_OFFICER, Role.INSTITUTE_OFFICER)
AT_THE_DESK = (  # each shows the officer's own office
    "desk:home",
    "desk:template",
    "desk:imports",
    "desk:upload",
    "desk:completions",
    "desk:register",
    "desk:corrections",
    "desk:issued",
    "desk:issued_revoke",
    "desk:issuing",
    "desk:issuing_template",
)
OF_THE_DESK = {  # what a route of the desk is about
    "import": ("desk:import", "desk:store", "desk:discard", "desk:errors"),
    "line": ("desk:completion", "desk:reverse"),
    "correction": ("desk:correction",),
    "batch": (
        "desk:batch",
        "desk:batch_issue",
        "desk:batch_stop",
        "desk:batch_discard",
        "desk:batch_refused",
        "desk:batch_issued",
    ),
    "document_issued": ("desk:issued_one", "desk:issued_again"),
}
ACCOUNT_PAGES = (
    "home",
    "goal",
    "what_if",
    "consents",
    "close",
    "statement",
    "line",
    "reverse",
    "move",
    "add_evidence",
    "request",
    "evidence",
    "deposit_kinds",
    "deposit",
    "requests",
    "looks",
    "proxies",
    "proxy_end",
    "person",
    "export",
    "download",
    "import",
    "shares",
    "share_new",
    "share_withdraw",
    "documents",
    "document_new",
    "document",
    "document_file",
    "document_revoke",
    "document_again",
)
PERMISSIONS: dict[str, Permission] = {
    **{name: anyone() for name in PUBLIC},
    **{name: person() for name in SIGNED_IN},
    **{name: machine() for name in OF_THE_API},
    "api_clients": roles(*REGISTRARS),
    "api_client_revoke": roles(*REGISTRARS, to=OWN_AND_BELOW, of="client"),
    "learner:accounts": person(),
    "learner:open": person(),
    "learner:open_for": person(Relation.OWN, Relation.PRINCIPAL, of="person"),
    **{f"learner:{name}": person(Relation.OWN, Relation.PRINCIPAL, of="account") for name in ACCOUNT_PAGES},
    "learner:shared": anyone(),
    "people:appointments": roles(*APPOINTS, to=OWN_AND_BELOW, of="office"),
    "people:appoint": roles(*APPOINTS, to=OWN_AND_BELOW, of="office"),
    "people:revoke": roles(*APPOINTS, to=OWN_AND_BELOW, of="appointment"),
    **{name: roles(Role.INSTITUTION_OFFICER) for name in AT_THE_DESK},
    **{
        name: roles(Role.INSTITUTION_OFFICER, to=(Relation.OWN,), of=of)
        for of, names in OF_THE_DESK.items()
        for name in names
    },
    **ACCREDITATION,
    **CHECKING,
    **CLAIMS,
    **COURSES,
    **COUNSEL,
    **OUTSIDE,
    **PLANNING,
    **WALLET,
    **CLAIMS_OF_LEARNER,
}
