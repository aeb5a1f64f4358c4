"""What each role sees and may write, asked of the database without any service in between."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, models, transaction

from baeum.accreditation.models import (
    Act,
    Application,
    Complaint,
    Evidence,
    Notice,
    Round,
    RoundItem,
    Seat,
    Sheet,
    Tie,
)
from baeum.accreditation.services.complain import complain
from baeum.accreditation.services.put_evidence import put_evidence
from baeum.accreditation.services.register_tie import register_tie
from baeum.people.acting import NOBODY, Actor, acting
from cast import Cast, done
from ledger.files import png

from .cases import ON, drafted, submitted
from .people import Officers
from .test_afterwards import accredited

PRIVATE: tuple[type[models.Model], ...] = (Application, Act, Evidence, Seat, Sheet, Tie, Complaint, Notice)


@pytest.fixture
def full(cast: Cast, officers: Officers, of_round: Round) -> None:
    """A row of everything: an accredited course of hangang, a submitted one of dasan, a draft of hangang."""
    found = accredited(cast, officers, of_round)
    submitted(cast, of_round, "dasan")
    draft = drafted(cast, of_round)
    done(put_evidence(draft, png(), item="i1", title="사진", by=cast.as_("sora")))
    done(
        register_tie(
            officers.evaluators[3], cast.office["dasan"], kind="works", begins=ON, by=officers.institute[0]
        )
    )
    complain(found, text="교재가 없습니다", on=ON)


def seen(by: Actor) -> dict[str, int]:
    with acting(by):
        return {model.__name__: model._default_manager.count() for model in PRIVATE}


@pytest.mark.usefixtures("full")
def test_what_each_sees(cast: Cast, officers: Officers) -> None:
    everything = seen(officers.institute[0])
    assert everything["Application"] == 2 and everything["Evidence"] == 0  # the draft is not theirs
    assert (
        everything["Seat"] == everything["Sheet"] == 3 and everything["Complaint"] == everything["Tie"] == 1
    )
    own = seen(cast.as_("sora"))
    assert own["Application"] == 2 and own["Evidence"] == 1
    nothing = dict.fromkeys(("Seat", "Sheet", "Tie", "Complaint"), 0)
    assert {name: own[name] for name in nothing} == nothing
    for key in ("jiho", "haneul", "yujin", "suho"):
        tier = seen(cast.as_(key))
        assert tier["Application"] == 2 and tier["Evidence"] == 0, key
        assert {name: tier[name] for name in nothing} == nothing, key
    assert seen(cast.as_("taeo"))["Application"] == 1
    strangers = [cast.as_(key) for key in ("mina", "bada", "gaon", "daon", "eunchae", "expired", "revoked")]
    for by in [*strangers, cast.as_self("nari"), cast.as_self("sora"), NOBODY]:
        assert set(seen(by).values()) == {0}, by


@pytest.mark.usefixtures("full")
def test_no_act_is_written_past_the_door(cast: Cast, officers: Officers) -> None:
    with acting(officers.institute[0]):
        other = Application.objects.get(office=cast.office["dasan"])
    record = (
        "SELECT accreditation_record(%s, 'approve', '', %s, 'accredited', NULL, '', NULL, now()::date, '',"
        " '{}', %s, 1::smallint)"
    )
    attacks = [
        (cast.as_("sora"), "at_municipality", other.number),  # another institution
        (cast.as_("mina"), "at_municipality", other.number),  # another municipality
        (cast.as_("suho"), "at_municipality", other.number),  # who only reads
        (cast.as_("eunchae"), "at_municipality", other.number),
        (cast.as_self("taeo"), "at_municipality", other.number),  # under no appointment
        (cast.as_("jiho"), "approved", other.number),  # not the state that it is in
        (cast.as_("jiho"), "at_municipality", "2026-1-9999"),  # another number
    ]
    for by, state, number in attacks:
        with acting(by), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(record, [other.pk, state, number])


@pytest.mark.usefixtures("full")
def test_what_nobody_writes(cast: Cast, officers: Officers, of_round: Round) -> None:
    institute = officers.institute[0]
    with acting(institute):
        seat = Seat.objects.first()
        assert seat is not None
    attacks = [
        (institute, lambda: Act.objects.create(application_id=uuid4(), number=1)),
        (institute, lambda: Round.objects.filter(pk=of_round.pk).update(panel_size=1)),
        (institute, lambda: RoundItem.objects.update(points=1)),
        (institute, lambda: Sheet.objects.create(seat=seat, attempt=2, scores={})),
        (institute, lambda: Seat.objects.filter(pk=seat.pk).update(state="declared")),
        (institute, lambda: Notice.objects.update(figures={})),
        (institute, lambda: Complaint.objects.update(sealed=b"")),
        (institute, lambda: Tie.objects.all().delete()),
        (cast.as_("sora"), lambda: Evidence.objects.update(title="x")),
        (cast.as_("sora"), lambda: Evidence.objects.all().delete()),
        (cast.as_("sora"), lambda: Application.objects.filter(number__isnull=False).update(statements={})),
    ]
    for by, attack in attacks:
        with acting(by), transaction.atomic():
            try:
                with transaction.atomic():
                    changed = attack()
            except DatabaseError:
                continue
            assert changed == 0, attack  # the policy let it see no row to change
