"""How each route with parts in its address is asked for, by what it is about. Add yours here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from cast import APPOINTMENTS

from . import accreditation
from .batch_examples import BATCHES, COMPLETIONS
from .course_examples import course_at, offering_at
from .document_examples import CHECKED, DOCUMENTS
from .learner_claims import DRAFTS, FEES
from .scene import OWNERS, Scene
from .wallet_examples import OFFERS, PRESENTATIONS

Parts = dict[str, Any]

# what a permission is ``of`` -> the parts of an address that names one at this office
OF_OFFICE: dict[str, Callable[[Scene, str], Parts]] = {
    "office": lambda scene, office: {"office": scene.cast.office[office].code},
    "appointment": lambda scene, office: {
        "appointment": next(
            scene.cast.appointment[key].pk for key, (_, where) in APPOINTMENTS.items() if where == office
        )
    },
    "client": lambda scene, office: {
        "office": scene.cast.office[office].code,
        "client_id": scene.system[office].id if office in scene.system else uuid4(),
    },
    "import": lambda scene, office: {
        "import_id": scene.desk[office].upload if office in scene.desk else uuid4()
    },
    "batch": lambda _, office: {"batch_id": BATCHES.get(office) or uuid4()},
    "document_issued": lambda _, office: {"document_id": COMPLETIONS.get(office) or uuid4()},
    "line": lambda scene, office: {
        "account_id": scene.desk[office].account if office in scene.desk else 0,
        "number": scene.desk[office].number if office in scene.desk else 1,
    },
    "correction": lambda scene, office: {
        "request_id": scene.desk[office].asked if office in scene.desk else uuid4()
    },
    "course": lambda _, office: {"course_id": course_at(office)},
    "offering": lambda _, office: {"offering_id": offering_at(office)},
    "claim": lambda scene, office: {"claim_id": scene.claims.at.get(office) or uuid4()},
    "claim_form": lambda scene, office: {
        "claim_id": scene.claims.at.get(office) or uuid4(),
        "act": "strike",
    },
    "claim_line": lambda scene, office: {"claim_id": scene.claims.at.get(office) or uuid4(), "number": 1},
    "claim_cost": lambda scene, office: {"claim_id": scene.claims.at.get(office) or uuid4(), "fee_id": 1},
    "question_here": lambda scene, office: {"question": scene.question_at.get(office) or uuid4()},
}

# what a permission is ``of`` -> the parts of an address that is about this person
OF_PERSON: dict[str, Callable[[Scene, str], Parts]] = {
    "person": lambda scene, key: {"person": scene.cast.person[key].id},
    "account": lambda scene, key: {"account": scene.account[key]},
    "question": lambda scene, key: {"question": scene.question[key]},
    "offered_document": lambda _, key: {"document": DOCUMENTS[key]},
    "offer": lambda _, key: {"offer": OFFERS[key]},
    "presentation": lambda _, key: {"presentation": PRESENTATIONS[key]},
}

# the other parts of an address of an account, where it has any; each is asked for
OF_ACCOUNT: dict[str, Callable[[Scene, str], list[Parts]]] = {
    "line": lambda scene, owner: [{"number": number} for whose, number in scene.office_of if whose == owner],
    "reverse": lambda *_: [{"number": 1}],
    "move": lambda *_: [{"number": 1}],
    "add_evidence": lambda *_: [{"number": 1}],
    "request": lambda *_: [{"number": 1}],
    "evidence": lambda scene, owner: [{"file": scene.evidence[owner]}],
    "deposit": lambda *_: [{"kind": "book"}],
    "download": lambda *_: [{"form": form} for form in ("json", "xlsx", "pdf")],
    "share_withdraw": lambda scene, owner: [{"share": scene.link[owner]}],
    "document_new": lambda *_: [{"kind": kind} for kind in ("portfolio",)],
    "document": lambda _, owner: [{"document": DOCUMENTS[owner]}],
    "document_file": lambda _, owner: [
        {"document": DOCUMENTS[owner], "form": form} for form in ("pdf", "sd-jwt", "badges", "clr")
    ],
    "document_revoke": lambda _, owner: [{"document": DOCUMENTS[owner]}],
    "document_again": lambda _, owner: [{"document": DOCUMENTS[owner]}],
    "claim": lambda _, owner: [{"claim": DRAFTS[owner]}],
    "claim_write": lambda _, owner: [{"claim": DRAFTS[owner]}],
    "claim_act": lambda _, owner: [{"claim": DRAFTS[owner], "act": "take_back"}],
    "receipt": lambda _, owner: [{"fee": FEES[owner]}] if owner in FEES else [],
    "proxy_end": lambda scene, _: [{"proxy": scene.cast.proxy.pk if scene.cast.proxy else 0}],
}


def parts_of_person(scene: Scene, route: str, of: str, owner: str) -> list[Parts]:
    """The whole addresses of a route about a person."""
    parts = OF_PERSON[of](scene, owner)
    more = OF_ACCOUNT.get(route.removeprefix("learner:"))
    return [parts | one for one in more(scene, owner)] if more and of == "account" else [parts]


# routes that are about nothing in particular and have parts all the same
PARTS: dict[str, Parts] = {
    "calculator:download": {"name": "case.json"},
    "mfa_remove_webauthn": {"pk": 1},
    "openid_connect_login": {"provider_id": "identity"},
    "openid_connect_callback": {"provider_id": "identity"},
    "api:nowhere": {"rest": "nowhere"},
    "transparency:file": {"name": "checkpoint"},
    "api:deposit": {"line_id": "1"},
    "api:reversal": {"line_id": "1"},
    "api:statement": {"learner_number": "L0000000000"},
    "api_problem": {"code": "not-found"},
    "api_share_withdraw": {"share_id": 1},
    "certificate_type": {"kind": "transcript"},
    "status_list": {"name": "0" * 32, "form": "token"},
    "courses:course": {"course_id": 1},
    "courses:calendar": {"course_id": 1, "offering_id": 1},
    "courses:synonym": {"group_id": 1},
    "wallet_machine:request": {"presentation": UUID(int=1)},
    "wallet_machine:answer": {"presentation": UUID(int=1)},
}


def parts_of_nobody(scene: Scene, route: str) -> list[Parts]:
    """The addresses of a route that is about nobody in particular; of a link, those of real links."""
    if route == "learner:shared":
        return [{"token": "nothing"}, *({"token": scene.token[owner]} for owner in OWNERS)]
    if route == "certificates:checked":
        return [{"number": "2" * 16, "day": "20261126"}, *CHECKED.values()]
    if route in ("counsel:entry", "counsel:edit"):
        return [{"entry": scene.entry}]
    if route == "desk:issuer":
        return [{"issuer_id": scene.issuer}]
    if route == "desk:conferral":
        return [{"list_id": scene.claims.list_id}]
    return accreditation.parts_of_nothing(scene.cases, route) or [PARTS.get(route, {})]


# routes whose own answer for nobody's business is 404: reached, and nothing there
NOTHING_THERE = {
    "mfa_remove_webauthn",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "openid_connect_login",
    "openid_connect_callback",
    "api:nowhere",
    "transparency:file",
    "api_shares",
    "learner:shared",
    "certificates:checked",
    "wallet_machine:request",
    "status_list",
    "courses:course",
    "courses:calendar",
    *accreditation.NOTHING_THERE,
}
