"""Rows become lines, each once: all of them or the good ones, whatever happens in between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from baeum.desk.content import content_of
from baeum.desk.models import Import, ImportRefusal
from baeum.desk.services import store as storing
from baeum.desk.services.ask_to_store import ask_to_store
from baeum.ledger.models import Consent, DepositRequest, Entry
from baeum.ledger.services.deposit import Asked
from baeum.people.acting import Actor, acting
from baeum.shared.refusal import Refusal
from cast import Cast

from .learners import ON, Learner, file, lines, row, rows_of
from .test_upload import errors, taken


def stored(found: Import, by: Actor, mode: str = "all") -> Import:
    answer = ask_to_store(found.pk, mode, by=by, on=ON)
    assert isinstance(answer, Import), answer
    return answer


def count(learners: list[Learner]) -> int:
    return sum(len(lines(learner)) for learner in learners)


def withdraw(learner: Learner) -> None:
    with acting(Actor(learner.person_id)):
        Consent.objects.filter(account_id=learner.account_id, purpose="institution_deposit").update(
            withdrawn_at="2026-11-20T00:00:00+09:00"
        )


def give(learner: Learner) -> None:
    with acting(Actor(learner.person_id)):
        Consent.objects.create(
            account_id=learner.account_id, purpose="institution_deposit", given_by_id=learner.person_id
        )


def test_all_rows_are_stored_as_lines_that_the_office_vouches_for(
    cast: Cast, sora: Actor, learners: list[Learner]
) -> None:
    found = stored(taken(file(rows_of(learners, 12)), sora), sora)
    assert (found.state, found.stored, found.place, found.content) == ("stored", 12, 12, None)
    assert found.stored_by_id == sora.appointment_id
    assert count(learners) == 12
    line = lines(learners[1])[0]
    assert (line.kind, line.part, line.standing) == ("course", "accredited_learning", "institution_confirmed")
    assert (line.office_id, line.hours, line.happened_on.isoformat()) == (
        cast.office["hangang"].pk,
        30,
        "2026-06-19",
    )
    with acting(sora):
        key = DepositRequest.objects.order_by("pk").values_list("key", flat=True)[0]
    assert key.startswith(bytes(found.digest).hex() + ":")


def test_nothing_is_stored_where_a_row_is_refused(sora: Actor, learners: list[Learner]) -> None:
    found = taken(file([*rows_of(learners, 5), row(learners[0], 6, hours="0")]), sora)
    answer = ask_to_store(found.pk, "all", by=sora, on=ON)
    assert answer == Refusal("import.refused_rows", {"refused": 1})
    assert count(learners) == 0


def test_the_good_rows_are_stored_and_the_others_kept_to_be_corrected(
    sora: Actor, learners: list[Learner]
) -> None:
    found = stored(taken(file([*rows_of(learners, 5), row(learners[0], 6, hours="0")]), sora), sora, "good")
    assert (found.state, found.stored) == ("stored", 5)
    assert count(learners) == 5
    content = content_of(found)
    assert content is not None
    assert (dict(content.rows), list(content.refused), len(content.errors)) == ({}, [7], 1)


def test_the_corrected_file_stores_only_what_was_missing(sora: Actor, learners: list[Learner]) -> None:
    good = rows_of(learners, 5)
    stored(taken(file([*good, row(learners[0], 6, hours="0")]), sora), sora, "good")
    again = taken(file([*good, row(learners[0], 6)]), sora)
    assert (again.rows, again.there, again.storable) == (6, 5, 1)
    assert stored(again, sora).stored == 1
    assert count(learners) == 6


def test_the_same_file_again_stores_nothing(sora: Actor, learners: list[Learner]) -> None:
    data = file(rows_of(learners, 5))
    stored(taken(data, sora), sora)
    again = taken(data, sora)
    assert (again.there, again.storable) == (5, 0)
    assert ask_to_store(again.pk, "all", by=sora, on=ON) == Refusal("import.nothing")
    assert count(learners) == 5


def test_an_account_that_changed_since_the_preview_takes_everything_back(
    sora: Actor, learners: list[Learner]
) -> None:
    found = taken(file(rows_of(learners, 12)), sora)
    withdraw(learners[3])
    back = stored(found, sora)
    assert (back.state, back.refused, back.stored, back.stopped) == ("read", 2, 0, "completion.no_consent")
    assert [column for _, column, _ in errors(back, sora)] == ["학습자번호"] * 2
    assert count(learners) == 0
    assert stored(back, sora, "good").stored == 10
    assert count(learners) == 10


def test_a_refusal_in_the_middle_takes_everything_back(
    sora: Actor, learners: list[Learner], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The consent goes after the check, before the deposit."""
    found = taken(file(rows_of(learners, 12)), sora)
    check = storing.check

    def then_withdraw(*args: object) -> object:
        checked = check(*args)  # type: ignore[arg-type]
        withdraw(learners[3])
        return checked

    monkeypatch.setattr(storing, "check", then_withdraw)
    back = stored(found, sora)
    assert (back.state, back.stored, back.stopped) == ("read", 0, "consent.missing")
    assert count(learners) == 0


def test_a_row_refused_while_good_rows_are_stored_is_told_and_may_be_taken_later(
    sora: Actor, learners: list[Learner]
) -> None:
    data = file(rows_of(learners, 12))
    found = taken(data, sora)
    withdraw(learners[3])
    done = stored(found, sora, "good")
    assert (done.state, done.stored, done.place) == ("stored", 10, 12)
    with acting(sora):
        told = ImportRefusal.objects.filter(of_import=done).order_by("row").values_list("row", "code")
        assert list(told) == [(4, "completion.no_consent"), (10, "completion.no_consent")]
    give(learners[3])
    again = taken(data, sora)  # the refusal was not kept under the row's key
    assert stored(again, sora).stored == 2
    assert count(learners) == 12


def test_a_refusal_of_the_ledger_is_not_kept_under_the_key_of_the_row(
    sora: Actor, learners: list[Learner], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The consent goes after the check and comes back later: the same file is then taken."""
    data, check = file(rows_of(learners, 6)), storing.check
    found = taken(data, sora)

    def then_withdraw(*args: object) -> object:
        checked = check(*args)  # type: ignore[arg-type]
        withdraw(learners[3])
        return checked

    monkeypatch.setattr(storing, "check", then_withdraw)
    assert stored(found, sora, "good").stored == 5
    monkeypatch.setattr(storing, "check", check)
    with acting(sora):
        assert list(ImportRefusal.objects.values_list("row", "code")) == [(4, "consent.missing")]
    give(learners[3])
    assert stored(taken(data, sora), sora).stored == 1
    assert count(learners) == 6


def test_a_line_that_the_learner_declared_is_confirmed(
    cast: Cast, sora: Actor, learners: list[Learner]
) -> None:
    from baeum.desk.checking import learning_of
    from baeum.ledger.services.deposit import deposit
    from baeum.ledger.writing import Written

    one = learners[0]
    found = taken(file([row(one, 1)]), sora)
    with acting(sora):
        content = content_of(found)
    assert content is not None
    learning = learning_of(content.rows[2], "course", cast.office["hangang"].name_ko)
    mine = deposit(one.account_id, learning, key="mine", by=Actor(one.person_id), on=ON)
    assert isinstance(mine, Written)
    stored(found, sora)
    assert [line.act for line in lines(one)] == ["deposit", "confirmation"]


def test_it_goes_on_where_it_was_cut_off(
    sora: Actor, learners: list[Learner], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "CHUNK", 4)
    found = taken(file([*rows_of(learners, 12), row(learners[0], 13, hours="0")]), sora)
    deposits: list[str] = []
    deposit_each = storing.deposit_each

    class Cut(Exception):
        pass

    def until_the_tenth(asked: Sequence[Asked], **named: Any) -> object:
        """The third chunk is cut off when it has been written, before it is committed."""
        answers = deposit_each(asked, **named)
        deposits.extend(one.key for one in asked)
        if 10 <= len(deposits) <= 12:
            raise Cut
        return answers

    monkeypatch.setattr(storing, "deposit_each", until_the_tenth)
    with pytest.raises(Cut):
        ask_to_store(found.pk, "good", by=sora, on=ON)
    with acting(sora):
        found.refresh_from_db()
    assert (found.state, found.place, found.stored, count(learners)) == ("storing", 8, 8, 8)
    assert stored(found, sora).stored == 12
    assert count(learners) == 12
    assert len(deposits) == 12 + 4


def test_what_is_stored_stays_when_it_is_run_again(sora: Actor, learners: list[Learner]) -> None:
    found = stored(taken(file(rows_of(learners, 12)), sora), sora)
    again = storing.store(found.pk, by=sora, on=ON)
    assert isinstance(again, Import)
    assert (again.stored, count(learners)) == (12, 12)


def test_an_appointment_that_no_longer_holds_stores_nothing(
    cast: Cast, sora: Actor, learners: list[Learner]
) -> None:
    found = taken(file(rows_of(learners, 3)), sora)
    for other in (cast.as_("expired"), cast.as_("revoked"), cast.as_("taeo"), cast.as_self("sora")):
        assert ask_to_store(found.pk, "all", by=other, on=ON) == Refusal("import.unknown", status=404)
        assert storing.store(found.pk, by=other, on=ON) == Refusal("import.unknown", status=404)
    assert count(learners) == 0
    assert Entry.objects.count() == 0  # nobody acts
