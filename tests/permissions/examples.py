"""How each route with parts in its address is asked for, by what it is about. Add yours here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from baeum.demo.cast import PEOPLE, done
from baeum.desk.services.upload import upload
from baeum.ledger.learning import Learning
from baeum.ledger.models import Account, Evidence
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.open_account import Opened, open_account
from baeum.ledger.services.put_evidence import EvidencePut, put_evidence
from baeum.ledger.services.request_correction import request_correction
from baeum.ledger.writing import Written
from baeum.people.acting import acting
from baeum.shared.clock import today
from cast import APPOINTMENTS, Cast
from desk.learners import Learner, file, row

from .course_examples import course_at, offering_at

Parts = dict[str, Any]
PICTURE = bytes.fromhex(  # a PNG of one pixel
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63f80f00010101"
    "00b138f6140000000049454e44ae426082"
)

# what a permission is ``of`` -> the parts of an address that names one at this office, or of this person
OF_OFFICE: dict[str, Callable[[Cast, str], Parts]] = {
    "office": lambda cast, office: {"office": cast.office[office].code},
    "appointment": lambda cast, office: {
        "appointment": next(
            cast.appointment[key].pk for key, (_, where) in APPOINTMENTS.items() if where == office
        )
    },
    "client": lambda cast, office: {"office": cast.office[office].code, "client_id": uuid4()},
    "import": lambda _, office: {"import_id": AT_DESK[office].upload if office in AT_DESK else uuid4()},
    "line": lambda _, office: {
        "account_id": AT_DESK[office].account if office in AT_DESK else 0,
        "number": AT_DESK[office].number if office in AT_DESK else 1,
    },
    "course": lambda _, office: {"course_id": course_at(office)},
    "offering": lambda _, office: {"offering_id": offering_at(office)},
    "correction": lambda _, office: {"request_id": AT_DESK[office].asked if office in AT_DESK else uuid4()},
}


@dataclass(frozen=True)
class Desk:
    """What lies on the desk of an institution: a file, a line it entered, a request to correct that."""

    upload: UUID
    account: int
    number: int
    asked: UUID


AT_DESK: dict[str, Desk] = {}  # by office; other offices have no desk

# what a permission is ``of`` -> the parts of an address that is about this person
OF_PERSON: dict[str, Callable[[Cast, str], Parts]] = {
    "person": lambda cast, key: {"person": cast.person[key].id},
    "account": lambda cast, key: {"account": Account.objects.get(person=cast.person[key]).pk},
}
OWNERS = ("nari", "dowon", "sora")  # whose accounts are asked for

# the other parts of an address of an account, where it has any
OF_ACCOUNT: dict[str, Callable[[int], Parts]] = {
    "line": lambda _: {"number": 1},
    "reverse": lambda _: {"number": 1},
    "move": lambda _: {"number": 1},
    "add_evidence": lambda _: {"number": 1},
    "request": lambda _: {"number": 1},
    "evidence": lambda account: {"file": Evidence.objects.get(account=account).pk},
    "deposit": lambda _: {"kind": "book"},
    "download": lambda _: {"form": "json"},
    "share_withdraw": lambda _: {"share": uuid4()},
    "proxy_end": lambda _: {"proxy": 1},
}


def parts_of_person(cast: Cast, route: str, of: str, owner: str) -> Parts:
    """The whole address of a route about a person, asked by that person so that everything is found."""
    with acting(cast.as_self(owner)):
        parts = OF_PERSON[of](cast, owner)
        more = OF_ACCOUNT.get(route.removeprefix("learner:"))
        return parts | (more(parts["account"]) if more and "account" in parts else {})


def open_accounts(cast: Cast) -> None:
    """Accounts with one line and its evidence for OWNERS."""
    for key in OWNERS:
        by = cast.as_self(key)
        purposes = ("record", "institution_deposit")
        opened = open_account(cast.person[key].id, purposes=purposes, by=by, on=today())
        assert isinstance(opened, Opened), opened
        put = put_evidence(opened.account_id, PICTURE, by=by)
        assert isinstance(put, EvidencePut), put
        learning = Learning("book", "토지", "박경리", today(), evidence=put.evidence_id)
        written = deposit(opened.account_id, learning, key="1", by=by, on=today())
        assert isinstance(written, Written), written


def open_desks(cast: Cast) -> None:
    """One of each thing on the desk of every institution, all of them about Nari."""
    nari = cast.as_self("nari")
    with acting(nari):
        account = Account.objects.get(person=cast.person["nari"])
    learner = Learner(cast.person["nari"].id, account.pk, account.learner_number, PEOPLE["nari"][0])
    for place, key in enumerate(("sora", "taeo", "gaon")):
        by, office = cast.as_(key), APPOINTMENTS[key][1]
        learning = Learning("training", f"생활 글쓰기 {place}", office, today(), hours=30)
        written = done(deposit(account.pk, learning, key="1", by=by, on=today()))
        asked = request_correction(account.pk, written.number, reason="시간이 다름", by=nari, on=today())
        rows = [row(learner, place), row(learner, 9, title="")]  # with one to be put right
        uploaded = upload(file(rows), "이수.csv", kind="course", by=by, on=today())
        AT_DESK[office] = Desk(done(uploaded).pk, account.pk, written.number, done(asked).request_id)


# routes that are about nothing in particular and have parts all the same
PARTS: dict[str, Parts] = {
    "calculator:download": {"name": "case.json"},
    "mfa_remove_webauthn": {"pk": 1},
    "openid_connect_login": {"provider_id": "identity"},
    "openid_connect_callback": {"provider_id": "identity"},
    "api:nowhere": {"rest": "nowhere"},
    "api:deposit": {"line_id": "1"},
    "api:reversal": {"line_id": "1"},
    "api:statement": {"learner_number": "L0000000000"},
    "api_problem": {"code": "not-found"},
    "api_share_withdraw": {"share_id": 1},
    "learner:shared": {"token": "nothing"},
    "courses:course": {"course_id": 1},
    "courses:calendar": {"course_id": 1, "offering_id": 1},
    "courses:synonym": {"group_id": 1},
}

# routes whose own answer for nobody's business is 404: reached, and nothing there
NOTHING_THERE = {
    "mfa_remove_webauthn",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "openid_connect_login",
    "openid_connect_callback",
    "api:nowhere",
    "api_shares",
    "learner:shared",
    "courses:course",
    "courses:calendar",
}
