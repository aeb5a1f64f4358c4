"""reverse, move, confirm, supplement: a later line in the place of an earlier one."""

from __future__ import annotations

from datetime import date

import pytest
from tests.ledger.conftest import ON, acting, course, training
from tests.ledger.files import png

from baeum.ledger.queries import balances, newest
from baeum.ledger.services.close_account import Closed, close_account
from baeum.ledger.services.confirm import confirm
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.move import Accreditation, move
from baeum.ledger.services.open_account import Opened
from baeum.ledger.services.put_evidence import EvidencePut, put_evidence
from baeum.ledger.services.reverse import reverse
from baeum.ledger.services.supplement import supplement
from baeum.ledger.verify import verify
from baeum.ledger.writing import Written
from baeum.people.acting import Actor
from baeum.people.models import Look
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.statement import Sums
from cast import Cast

pytestmark = pytest.mark.django_db
ACCREDITED = Accreditation("2026년 2차 평가인정", date(2026, 10, 1))


def put(account: Opened, by: Actor, *learnings: object) -> None:
    for number, learning in enumerate(learnings):
        answer = deposit(account.account_id, learning, key=f"put{number}", by=by, on=ON)  # type: ignore[arg-type]
        assert isinstance(answer, Written)


def looked(cast: Cast, key: str) -> Actor:
    """The institute officer, who has looked at somebody's record."""
    by = cast.as_("inseo")
    with acting(by):
        Look.objects.create(
            person=cast.person[key],
            by_person_id=by.person_id,
            appointment_id=by.appointment_id,
            office=cast.office["institute"],
            reason="민원 처리",
            subject="record",
        )
    return by


def states(cast: Cast, account: Opened) -> list[tuple[int, str, int | None]]:
    """Number, state and the later line of each line, as the person sees them; all invariants hold."""
    with acting(cast.as_self("nari")):
        assert verify(account.account_id) == []
        return [
            (line.entry.number, line.state, line.by_number) for line in reversed(newest(account.account_id))
        ]


def test_a_reversal_points_at_its_line_and_says_why(cast: Cast, nari: Opened) -> None:
    by = cast.as_("sora")
    put(nari, by, course())
    answer = reverse(nari.account_id, 1, reason=" 다른 사람의 이수 ", by=by)
    assert isinstance(answer, Written) and (answer.act, answer.of_number) == ("reversal", 1)
    assert states(cast, nari) == [(1, "reversed", 2), (2, "reverses", None)]
    with acting(cast.as_self("nari")):
        assert newest(nari.account_id)[0].content == {"reason": "다른 사람의 이수"}
        assert balances(nari.account_id) == {}


def test_a_line_is_reversed_once(cast: Cast, nari: Opened) -> None:
    by = cast.as_self("nari")
    put(nari, by, training())
    reverse(nari.account_id, 1, reason="잘못", by=by)
    assert reverse(nari.account_id, 1, reason="잘못", by=by) == Refusal("line.gone", {"number": 1}, 409)
    assert reverse(nari.account_id, 2, reason="잘못", by=by) == Refusal("line.gone", {"number": 2}, 409)
    assert reverse(nari.account_id, 9, reason="잘못", by=by) == Refusal("line.unknown", {"number": 9}, 404)
    assert reverse(nari.account_id, 1, reason="  ", by=by) == Refusal(
        "reason", {"problem": "text.empty", "expected": ""}
    )


def test_only_whoever_entered_a_line_takes_it_back(cast: Cast, nari: Opened) -> None:
    put(nari, cast.as_("sora"), course())
    others = Refusal("line.of_others", {"number": 1}, 403)
    assert reverse(nari.account_id, 1, reason="잘못", by=cast.as_self("nari")) == others
    unseen = Refusal("line.unknown", {"number": 1}, 404)  # another institution does not even see it
    assert reverse(nari.account_id, 1, reason="잘못", by=cast.as_("taeo")) == unseen
    assert isinstance(reverse(nari.account_id, 1, reason="잘못", by=looked(cast, "nari")), Written)


def test_a_moved_note_and_its_new_line_both_tell_it(cast: Cast, nari: Opened) -> None:
    by = cast.as_self("nari")
    put(nari, by, training(credits=2))
    answer = move(nari.account_id, 1, accreditation=ACCREDITED, by=by, on=ON)
    assert isinstance(answer, Written) and (answer.number, answer.of_number) == (2, 1)
    assert states(cast, nari) == [(1, "moved", 2), (2, "stands", None)]
    with acting(by):
        new, old = newest(nari.account_id)
        assert new.content == {
            "title": "생활 도예",
            "where": "한강평생교육원",
            "reference": "",
            "details": {},
            "accreditation": {"of": "2026년 2차 평가인정", "accredited_on": "2026-10-01"},
        }
        assert (new.entry.part, new.entry.kind, new.entry.of_number) == ("accredited_learning", "course", 1)
        assert (new.entry.happened_on, new.entry.standing) == (old.entry.happened_on, "self_declared")
        assert balances(nari.account_id) == {"accredited_learning": Sums(1, 2, 30)}


def test_after_the_move_the_institution_knows_the_event(cast: Cast, nari: Opened) -> None:
    """Its own deposit of the accredited course confirms the moved line: counted once."""
    from dataclasses import replace

    by = cast.as_self("nari")
    put(nari, by, training())
    move(nari.account_id, 1, accreditation=ACCREDITED, by=by, on=ON)
    answer = deposit(nari.account_id, replace(training(), kind="course"), key="k", by=cast.as_("sora"), on=ON)
    assert isinstance(answer, Written) and (answer.act, answer.of_number) == ("confirmation", 2)
    assert states(cast, nari) == [(1, "moved", 2), (2, "confirmed", 3), (3, "stands", None)]


def test_only_notes_move_and_only_after_accreditation(cast: Cast, nari: Opened) -> None:
    by = cast.as_self("nari")
    put(nari, by, course(), training())
    notes = Refusal("move.notes_only", {"number": 1}, 409)
    assert move(nari.account_id, 1, accreditation=ACCREDITED, by=by, on=ON) == notes
    for kind in ("book", "juggling"):
        answer = move(nari.account_id, 2, accreditation=ACCREDITED, by=by, on=ON, kind=kind)
        assert answer == Refusal("move.notes_only", {"number": 2}, 409)
    early = move(nari.account_id, 2, accreditation=ACCREDITED, by=by, on=date(2026, 9, 30))
    assert early == Refusal("move.not_yet", {"accredited_on": "2026-10-01"})
    move(nari.account_id, 2, accreditation=ACCREDITED, by=by, on=ON)
    again = move(nari.account_id, 2, accreditation=ACCREDITED, by=by, on=ON)
    assert again == Refusal("line.gone", {"number": 2}, 409)


def test_a_note_does_not_move_onto_an_event_that_stands(cast: Cast, nari: Opened) -> None:
    from dataclasses import replace

    by = cast.as_self("nari")
    put(nari, by, training(), replace(training(), kind="course"))
    stands = Refusal("deposit.event_stands", {"number": 2}, 409)
    assert move(nari.account_id, 1, accreditation=ACCREDITED, by=by, on=ON) == stands


def test_the_institute_verifies_after_a_look(cast: Cast, nari: Opened) -> None:
    put(nari, cast.as_self("nari"), training())
    assert confirm(nari.account_id, 1, by=cast.as_("inseo")) == Refusal("account.unknown", status=404)
    by = looked(cast, "nari")
    answer = confirm(nari.account_id, 1, by=by)
    assert isinstance(answer, Written) and answer.standing == "officially_verified"
    assert states(cast, nari) == [(1, "confirmed", 2), (2, "stands", None)]
    again = confirm(nari.account_id, 2, by=by)
    assert again == Refusal("confirm.stands_as_high", {"number": 2, "standing": "officially_verified"}, 409)
    with acting(cast.as_self("nari")):
        new, old = newest(nari.account_id)
        assert new.content == old.content and new.entry.office == cast.office["institute"].pk


def test_a_person_confirms_nothing(cast: Cast, nari: Opened) -> None:
    put(nari, cast.as_self("nari"), training())
    assert confirm(nari.account_id, 1, by=cast.as_self("nari")) == Refusal("confirm.offices_only", status=403)


def test_an_institution_confirms_nothing_it_was_not_asked_about(cast: Cast, nari: Opened) -> None:
    put(nari, cast.as_self("nari"), training())
    unseen = Refusal("line.unknown", {"number": 1}, 404)
    assert confirm(nari.account_id, 1, by=cast.as_("sora")) == unseen


def test_evidence_afterwards_is_a_new_line(cast: Cast, nari: Opened) -> None:
    by = cast.as_self("nari")
    put(nari, by, training())
    file = put_evidence(nari.account_id, png(), by=by)
    assert isinstance(file, EvidencePut)
    answer = supplement(nari.account_id, 1, evidence=file.evidence_id, by=by)
    assert isinstance(answer, Written)
    assert states(cast, nari) == [(1, "supplemented", 2), (2, "stands", None)]
    with acting(by):
        new, old = newest(nari.account_id)
        assert (new.evidence_id, old.evidence_id) == (file.evidence_id, None)
        assert new.entry.evidence is not None and new.content == old.content
    gone = supplement(nari.account_id, 1, evidence=file.evidence_id, by=by)
    assert gone == Refusal("line.gone", {"number": 1}, 409)


def test_the_evidence_of_another_account_is_no_evidence(cast: Cast, nari: Opened, dowon: Opened) -> None:
    put(nari, cast.as_self("nari"), training())
    other = put_evidence(dowon.account_id, png(), by=cast.as_self("dowon"))
    assert isinstance(other, EvidencePut)
    answer = supplement(nari.account_id, 1, evidence=other.evidence_id, by=cast.as_self("nari"))
    assert answer == Refusal("evidence.unknown", status=404)


def test_nothing_is_written_to_a_closed_account(cast: Cast, nari: Opened) -> None:
    by, closed = cast.as_self("nari"), Refusal("account.closed", status=409)
    put(nari, by, training())
    assert close_account(nari.account_id, by=cast.as_("sora")) == Refusal("account.not_theirs", status=403)
    assert close_account(nari.account_id, by=cast.as_self("boram")) == Closed(nari.account_id)  # a proxy may
    assert close_account(nari.account_id, by=by) == closed
    assert deposit(nari.account_id, training("나"), key="k", by=by, on=ON) == closed
    assert deposit(nari.account_id, training("나"), key="k", by=cast.as_("sora"), on=ON) == closed
    assert reverse(nari.account_id, 1, reason="잘못", by=by) == closed
    assert put_evidence(nari.account_id, png(), by=by) == closed
    assert states(cast, nari) == [(1, "stands", None)]  # and what stands there is still read
