"""The scene of the matrix: the cast, and one of each thing that a page could show, each known by its sign.

Nari, Dowon, Sora and Boram have accounts; each institution has a desk with lines of Nari and Dowon, a client
of the API, and a file. Inseo looked at Nari, but longer ago than a look lasts.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models.expressions import RawSQL

from api.conftest import System, register
from baeum.api.services.revoke_client import ClientRevoked, revoke_client
from baeum.api.services.share_account import share_account
from baeum.demo.cast import PEOPLE, done
from baeum.desk.models import Import, ImportRefusal
from baeum.desk.services.store import store
from baeum.desk.services.upload import upload
from baeum.learner.services.choose_goal import choose_goal
from baeum.learner.services.keep_draft import keep_draft
from baeum.learner.services.share import Wanted, share, withdraw_share
from baeum.ledger.learning import Learning
from baeum.ledger.models import Entry
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.open_account import open_account
from baeum.ledger.services.put_evidence import put_evidence
from baeum.ledger.services.request_correction import request_correction
from baeum.ledger.services.reverse import reverse
from baeum.people.acting import acting
from baeum.people.keys import key_of
from baeum.people.models import Look, SignIn
from baeum.people.services.correct_personal import correct_personal
from baeum.shared.clock import now, today
from cast import APPOINTMENTS, Cast, assemble_with_password
from desk.learners import Learner, file, row

from .asking import ask_around
from .audit_examples import keep_audit
from .batch_examples import issue_at
from .case_examples import Cases, open_cases
from .claim_examples import Claims, make_claims
from .course_examples import offer_courses
from .document_examples import issue_to
from .learner_claims import claim_as_learners
from .outside_examples import bring_from_outside, map_systems
from .papers import pdf_that_says
from .signs import Sign, Signs
from .wallet_examples import ask_wallets

OWNERS = ("nari", "dowon", "sora", "boram")  # who have accounts; Boram is Nari's proxy
DESKS = {"hangang": "sora", "dasan": "taeo", "gwangan": "gaon"}  # the institutions and their officers
ENDED = "gwangan"  # whose client was revoked


@dataclass
class Desk:
    """What lies on the desk of an institution: files, a line it entered, a request to correct that."""

    upload: UUID
    account: int
    number: int
    asked: UUID


@dataclass
class Scene:
    """Everybody, and everything by whose it is."""

    cast: Cast
    cases: Cases = field(init=False)
    claims: Claims = field(init=False)
    signs: Signs = field(default_factory=Signs)
    account: dict[str, int] = field(default_factory=dict)
    desk: dict[str, Desk] = field(default_factory=dict)
    system: dict[str, System] = field(default_factory=dict)
    evidence: dict[str, UUID] = field(default_factory=dict)
    link: dict[str, UUID] = field(default_factory=dict)
    token: dict[str, str] = field(default_factory=dict)
    line_id: dict[tuple[str, str], int] = field(default_factory=dict)  # by owner and office
    office_of: dict[tuple[str, int], str] = field(default_factory=dict)  # of a line, by owner and number
    learner_number: dict[str, str] = field(default_factory=dict)
    days: list[date] = field(default_factory=list)  # on which lines happened
    question: dict[str, UUID] = field(default_factory=dict)  # by owner: one that they read as the asker
    question_at: dict[str, UUID] = field(default_factory=dict)  # by office: one of Nari's that it has
    passed_on: UUID | None = None  # Dowon's, which dasan gave to the institute
    thread: dict[UUID, set[Sign]] = field(default_factory=dict)  # by question: what stands in it
    entry: UUID | None = None  # a published question
    issuer: int = 0  # registered by Inseo
    rows: dict[str, Any] = field(default_factory=dict)  # by table, as test_rows.py has asked for them


def make_scene() -> Scene:
    """Enter everything, as the app."""
    scene = Scene(assemble_with_password())
    for key in PEOPLE:
        _person(scene, key)
    for owner in OWNERS:
        _account(scene, owner)
    for office, officer in DESKS.items():
        _desk(scene, office, officer)
        _system(scene, office, officer)
    for owner in OWNERS:
        _kept(scene, owner)
    for owner in OWNERS:
        issue_to(scene.cast, scene.signs, owner, scene.account[owner])
    ask_wallets(scene.cast, scene.signs, scene.account)
    _looked_at(scene)
    offer_courses(scene.cast)
    bring_from_outside(scene)
    map_systems(scene)
    scene.cases = open_cases(scene.cast, scene.signs)
    ask_around(scene)
    claim_as_learners(scene, OWNERS)
    scene.claims = make_claims(scene.cast, scene.signs)
    for key, held in scene.cast.appointment.items():
        scene.signs.add_number(Sign("appointment id", key, APPOINTMENTS[key][1]), held.pk)
    return scene


def _person(scene: Scene, key: str) -> None:
    person, values = scene.cast.person[key], scene.cast.values(key)
    values = replace(
        values,
        contacts=Sign("contacts", key).word(),
        address=Sign("address", key).word(),
        workplace=Sign("workplace", key).word(),
    )
    done(correct_personal(person.id, values, by=scene.cast.as_self(key), on=today()))
    SignIn.objects.filter(person=person).update(login=f"login-of-{key}-")
    for name in ("contacts", "address", "workplace"):
        scene.signs.add(Sign(name, key))
    scene.signs.add(Sign("name", key), values.name)
    scene.signs.add_day(Sign("birth date", key), values.birth_date)
    scene.signs.add(Sign("person id", key), str(person.id), person.id.hex)
    scene.signs.add(Sign("login", key), f"login-of-{key}-")


def _account(scene: Scene, owner: str) -> None:
    """An account with a line and its file, and another line that was taken back."""
    by = scene.cast.as_self(owner)
    purposes = ("record", "institution_deposit")
    opened = done(open_account(scene.cast.person[owner].id, purposes=purposes, by=by, on=today()))
    account = scene.account[owner] = opened.account_id
    scene.learner_number[owner] = opened.learner_number
    shown = Sign("file", owner)
    put = done(put_evidence(account, pdf_that_says(shown.word()), by=by))
    scene.evidence[owner] = put.evidence_id
    scene.signs.add_number(Sign("account id", owner), account)
    scene.signs.add(Sign("learner number", owner), opened.learner_number)
    scene.signs.add(Sign("file id", owner), str(put.evidence_id))
    scene.signs.add(shown)
    _line(scene, owner, "", "title", kind="book", evidence=put.evidence_id)
    number = _line(scene, owner, "", "title taken back", kind="book")
    why = Sign("why taken back", owner)
    done(reverse(account, number, reason=why.word(), by=by))
    scene.signs.add(why)


def _line(scene: Scene, owner: str, office: str, title: str, **values: Any) -> int:
    """A line by the person, or by an office; its number."""
    by = scene.cast.as_(DESKS[office]) if office else scene.cast.as_self(owner)
    names, where = Sign(title, owner, office), Sign("where", owner, office)
    day = _day(scene, Sign("day" if title == "title" else f"day of {title}", owner, office))
    learning = Learning(title=names.word(), where=where.word(), happened_on=day, **values)
    written = done(deposit(scene.account[owner], learning, key=names.word(), by=by, on=today()))
    for sign in (names, where):
        scene.signs.add(sign)
    if title == "title":
        scene.line_id[owner, office] = written.entry_id
        scene.office_of[owner, written.number] = office
        scene.signs.add_number(Sign("line id", owner, office), written.entry_id)
    return written.number


def _day(scene: Scene, sign: Sign) -> date:
    """A day of its own, by which a line is known also where its content cannot be read."""
    day = date(2001, 1, 1) + timedelta(days=41 * len(scene.days))
    scene.days.append(day)
    scene.signs.add_day(sign, day)
    return day


def _desk(scene: Scene, office: str, officer: str) -> None:
    """A line of Nari's with a request to correct it, one of Dowon's, a file, and one stored but for a row."""
    number = _line(scene, "nari", office, "title", kind="training", hours=30)
    _line(scene, "dowon", office, "title", kind="training", hours=30)
    why, nari = Sign("asked why", "nari", office), scene.account["nari"]
    by = scene.cast.as_self("nari")
    asked = done(request_correction(nari, number, reason=why.word(), by=by, on=today()))
    scene.signs.add(why)
    scene.signs.add(Sign("request id", "nari", office), str(asked.request_id))
    learner = Learner(scene.cast.person["nari"].id, nari, scene.learner_number["nari"], PEOPLE["nari"][0])
    read, left = Sign("row read", "nari", office), Sign("row refused", "nari", office)
    rows = [row(learner, 1, title=read.word()), row(learner, 9, title="", note=left.word())]
    as_officer, name = scene.cast.as_(officer), "이수.csv"
    uploaded = done(upload(file(rows), name, kind="course", by=as_officer, on=today()))
    for sign in (read, left):
        scene.signs.add(sign)
    scene.signs.add(Sign("import id", "", office), str(uploaded.pk))
    scene.desk[office] = Desk(uploaded.pk, nari, number, asked.request_id)
    kept = Sign("title stored", "nari", office)
    scene.signs.add(kept)
    ended = _day(scene, Sign("day of title stored", "nari", office))
    day = ended.isoformat()
    rows[0] = row(learner, 2, title=kept.word(), began=day, ended=day)
    stored = done(upload(file(rows), name, kind="course", by=as_officer, on=today()))
    with acting(as_officer):
        Import.objects.filter(pk=stored.pk).update(state="storing", mode="good")
        ImportRefusal.objects.create(of_import=stored, row=9, code="deposit.event_stands")
    done(store(stored.pk, by=as_officer, on=today()))
    with acting(as_officer):
        (line,) = Entry.objects.filter(kind="course").values_list("pk", flat=True)
    scene.signs.add_number(Sign("stored line id", "nari", office), line)
    scene.signs.add(Sign("stored import id", "", office), str(stored.pk))
    issue_at(office, as_officer, scene.signs, learner, kept.word(), ended)


def _system(scene: Scene, office: str, officer: str) -> None:
    """A client of the API, with a token."""
    name = Sign("client name", "", office)
    system = register(scene.cast, office, officer, name=name.word())
    scene.system[office] = system.sign_in()
    scene.signs.add(name)
    scene.signs.add(Sign("client id", "", office), str(system.id))
    if office == ENDED:
        ended = revoke_client(system.id, by=scene.cast.as_(officer), at=now())
        assert isinstance(ended, ClientRevoked)


def _kept(scene: Scene, owner: str) -> None:
    """A draft, a goal, a link that shows the first line, and for Nari a share with dasan."""
    by, account = scene.cast.as_self(owner), scene.account[owner]
    draft, purpose = Sign("draft", owner), Sign("link purpose", owner)
    with acting(by):
        key = key_of(scene.cast.person[owner].id)
        assert key is not None
        keep_draft(account, "book", {"title": draft.word()}, key=key)
        choose_goal(account, {"degree": "bachelor", "route": "first"}, key=key)
        wanted = Wanted([1], today() + timedelta(1), purpose.word(), shows_name=True)
        made = done(share(account, wanted, key=key, by=by, on=today()))
        ended = done(share(account, wanted, key=key, by=by, on=today()))
        assert withdraw_share(account, ended.share_id, by=by)
    keep_audit(account, by)
    scene.link[owner], scene.token[owner] = made.share_id, made.token
    scene.signs.add(draft)
    scene.signs.add(purpose)
    scene.signs.add(Sign("link id", owner), str(made.share_id))
    scene.signs.add(Sign("link token", owner), made.token)
    if owner == "nari":
        ends, office = today() + timedelta(1), scene.cast.office["dasan"]
        shared = done(share_account(account, office=office, ends=ends, by=by, on=today()))
        scene.signs.add_number(Sign("account share id", owner, "dasan"), shared.share_id)


def _looked_at(scene: Scene) -> None:
    """Inseo at Nari, a minute longer ago than a look lasts."""
    by, why = scene.cast.as_("inseo"), Sign("looked why", "nari", "institute")
    with acting(by):
        Look.objects.create(
            person=scene.cast.person["nari"],
            by_person_id=by.person_id,
            appointment_id=by.appointment_id,
            office=scene.cast.office["institute"],
            reason=why.word(),
            subject="record",
            at=RawSQL("now() - interval '16 minutes'", []),
        )
    scene.signs.add(why)
    proxy = scene.cast.proxy
    assert proxy is not None
    scene.signs.add_number(Sign("proxy id", "nari"), proxy.pk)
