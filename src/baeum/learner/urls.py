"""Addresses of the learner's pages. Whose account it is stands in the address, not in the session."""

from __future__ import annotations

from django.urls import path

from . import finding  # noqa: F401  declares what "account" of an address means
from .views import (
    claim,
    claim_write,
    claims,
    deposit,
    documents,
    export,
    goal,
    home,
    line,
    looks,
    opening,
    outside,
    person,
    plan,
    proxies,
    requests,
    shared,
    shares,
    statement,
    what_if,
)

app_name = "learner"
ACCOUNT = "account/<int:account>/"
LINE = f"{ACCOUNT}lines/<int:number>/"
DOCUMENT = f"{ACCOUNT}documents/<uuid:document>/"
CLAIM = f"{ACCOUNT}claims/<uuid:claim>/"

urlpatterns = [
    path("account/", home.accounts, name="accounts"),
    path("account/open/", opening.opening, name="open"),
    path("account/open/<uuid:person>/", opening.opening, name="open_for"),
    path(ACCOUNT, home.home, name="home"),
    path(f"{ACCOUNT}goal/", goal.goal, name="goal"),
    path(f"{ACCOUNT}plan/", plan.plan, name="plan"),
    path(f"{ACCOUNT}claims/", claims.claims, name="claims"),
    path(CLAIM, claim.claim, name="claim"),
    path(f"{CLAIM}write/", claim_write.write, name="claim_write"),
    path(f"{CLAIM}do/<slug:act>/", claim.act, name="claim_act"),
    path(f"{ACCOUNT}receipts/<int:fee>/", claim.receipt, name="receipt"),
    path(f"{ACCOUNT}openings/", claims.openings, name="openings"),
    path(f"{ACCOUNT}what-if/", what_if.what_if, name="what_if"),
    path(f"{ACCOUNT}consents/", opening.consents, name="consents"),
    path(f"{ACCOUNT}close/", opening.closing, name="close"),
    path(f"{ACCOUNT}statement/", statement.statement, name="statement"),
    path(LINE, line.line, name="line"),
    path(f"{LINE}reverse/", line.reverse, name="reverse"),
    path(f"{LINE}move/", line.move, name="move"),
    path(f"{LINE}evidence/", line.add_evidence, name="add_evidence"),
    path(f"{LINE}request/", line.ask, name="request"),
    path(f"{ACCOUNT}evidence/<uuid:file>/", line.evidence, name="evidence"),
    path(f"{ACCOUNT}deposit/", deposit.kinds, name="deposit_kinds"),
    path(f"{ACCOUNT}deposit/<slug:kind>/", deposit.deposit, name="deposit"),
    path(f"{ACCOUNT}outside/", outside.bringing, name="outside"),
    path(f"{ACCOUNT}outside/wallet/", outside.from_wallet, name="from_wallet"),
    path(f"{ACCOUNT}outside/items/", outside.items, name="outside_items"),
    path(f"{ACCOUNT}requests/", requests.requests, name="requests"),
    path(f"{ACCOUNT}looks/", looks.looks, name="looks"),
    path(f"{ACCOUNT}proxies/", proxies.proxies, name="proxies"),
    path(f"{ACCOUNT}proxies/<int:proxy>/end/", proxies.ending, name="proxy_end"),
    path(f"{ACCOUNT}person/", person.person, name="person"),
    path(f"{ACCOUNT}export/", export.export, name="export"),
    path(f"{ACCOUNT}export/portfolio.<slug:form>", export.download, name="download"),
    path(f"{ACCOUNT}import/", export.importing, name="import"),
    path(f"{ACCOUNT}shares/", shares.shares, name="shares"),
    path(f"{ACCOUNT}shares/new/", shares.making, name="share_new"),
    path(f"{ACCOUNT}shares/<uuid:share>/withdraw/", shares.withdrawing, name="share_withdraw"),
    path(f"{ACCOUNT}documents/", documents.documents, name="documents"),
    path(f"{ACCOUNT}documents/new/<slug:kind>/", documents.document_new, name="document_new"),
    path(DOCUMENT, documents.document, name="document"),
    path(f"{DOCUMENT}files/<slug:form>/", documents.document_file, name="document_file"),
    path(f"{DOCUMENT}revoke/", documents.document_revoke, name="document_revoke"),
    path(f"{DOCUMENT}again/", documents.document_again, name="document_again"),
    path("shared/<str:token>/", shared.shared, name="shared"),
]
