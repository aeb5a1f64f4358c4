"""A file of completions: checked, issued in pieces, killed in the middle and gone on with; each row once."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection, connections

from baeum.certificates.bulk.content import content_of
from baeum.certificates.bulk.running import is_running
from baeum.certificates.jobs import batch_job
from baeum.certificates.models import Batch, BatchDocument, Document, DocumentLine, IssuedCopy
from baeum.certificates.services import ask_to_issue as asking
from baeum.certificates.services import issue_batch as issuing
from baeum.certificates.services.ask_to_issue import ask_to_issue
from baeum.certificates.services.end_batch import discard_batch, forget_batches, stop_batch
from baeum.certificates.services.issue_batch import issue_batch
from baeum.certificates.services.issue_completions import issue_completions
from baeum.certificates.services.take_batch import take_batch
from baeum.ledger.services.reverse import reverse
from baeum.people.acting import Actor, acting
from baeum.shared.refusal import Refusal
from cast import Cast, done
from desk.learners import Learner, enrol

from .completing import HEAD, as_csv, asks, complete, completions

pytestmark = pytest.mark.django_db(transaction=True)
ON = date(2026, 11, 26)
TITLES = tuple(f"과정 {n}" for n in range(4))


@pytest.fixture
def sora(cast: Cast) -> Actor:
    """The officer of hangang."""
    return cast.as_("sora")


@pytest.fixture
def learners(sora: Actor) -> list[Learner]:
    """Three who completed four courses each."""
    found = [enrol(name) for name in ("강하나", "고두리", "구세라")]
    for title in TITLES:
        complete(found, sora, title)
    return found


@pytest.fixture
def file(learners: list[Learner]) -> bytes:
    """Twelve good rows."""
    return as_csv([asks(one, title) for title in TITLES for one in learners])


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve rows are five pieces, and too many to issue while a page waits."""
    monkeypatch.setattr(issuing, "CHUNK", 3)
    monkeypatch.setattr(asking, "AT_ONCE", 5)


def taken(data: bytes, by: Actor, name: str = "발급.csv") -> Batch:
    found = take_batch(data, name, by=by)
    assert isinstance(found, Batch), found
    return found


def begun(data: bytes, by: Actor) -> Batch:
    """A batch that is being issued by a worker, of which there is none."""
    found = ask_to_issue(taken(data, by).pk, by=by, on=ON)
    assert isinstance(found, Batch) and (found.state, found.place) == ("issuing", 0)
    return found


def each_once(by: Actor, count: int) -> None:
    """So many documents, each with its line, its bit and its row; no line twice."""
    assert len(completions(by)) == count
    with acting(by):
        entries = list(DocumentLine.objects.values_list("entry_id", flat=True))
        assert len(entries) == len(set(entries)) == IssuedCopy.objects.count() == count
        assert BatchDocument.objects.count() == count


def test_checked_and_issued(sora: Actor, file: bytes) -> None:
    batch = taken(file, sora)
    assert (batch.state, batch.rows, batch.refused, batch.issuable) == ("checked", 12, 0, 12)
    assert completions(sora) == []
    ended = ask_to_issue(batch.pk, by=sora, on=ON)
    assert isinstance(ended, Batch)
    assert (ended.state, ended.issued, ended.place, ended.content) == ("issued", 12, 12, None)
    each_once(sora, 12)
    assert ask_to_issue(batch.pk, by=sora, on=ON) == Refusal("issuing.not_waiting", status=409)
    again = taken(file, sora)
    assert (again.refused, again.issuable) == (12, 0)
    assert ask_to_issue(again.pk, by=sora, on=ON) == Refusal("issuing.nothing")


def test_every_error_of_every_row_at_once(sora: Actor, learners: list[Learner]) -> None:
    good = asks(learners[0], TITLES[0])
    data = as_csv(
        [good, asks(learners[0], TITLES[0]), asks(learners[1], "없음"), asks(learners[2], name="남")]
    )
    batch = taken(data + f"\n{learners[1].number},,과정 1,어제,,\n,,,,,x".encode(), sora)
    assert (batch.rows, batch.refused) == (6, 5)
    content = content_of(batch)
    assert content is not None and list(content.rows) == [2] and list(content.refused) == [3, 4, 5, 6, 7]
    told = [(one["row"], one["column"]) for one in content.errors]
    assert told == [
        (3, "학습자번호"),
        (4, "과정명"),
        (5, "학습자번호"),
        (6, "종료일"),
        (6, "성명"),
        (7, "줄 번호"),
        (7, "학습자번호"),
        (7, "성명"),
    ]
    assert all(one["ko"].endswith(".") and one["en"].endswith(".") for one in content.errors)


@pytest.mark.parametrize(
    ("data", "name", "refused"),
    [
        (b"", "a.csv", "issuing.unreadable"),
        (b"%PDF", "a.pdf", "issuing.file"),
        (b"a" * 5_000_001, "a.csv", "issuing.too_large"),
        (HEAD.encode(), "a.csv", "issuing.unreadable"),
        ("학습자번호,과정명\nL1,x".encode(), "a.csv", "issuing.unreadable"),
    ],
)
def test_what_is_no_file_of_rows(sora: Actor, data: bytes, name: str, refused: str) -> None:
    found = take_batch(data, name, by=sora)
    assert isinstance(found, Refusal) and found.code == refused
    with acting(sora):
        assert not Batch.objects.exists()


def test_the_file_of_the_registration_can_be_used(sora: Actor, learners: list[Learner]) -> None:
    from desk.learners import file, row

    one = learners[0]
    batch = taken(file([row(one, 1, title=TITLES[0], ended="2026-06-19", reference="")]), sora)
    assert (batch.rows, batch.refused) == (1, 0)


@pytest.mark.usefixtures("few_at_once")
def test_killed_between_pieces_and_gone_on_with(
    sora: Actor, file: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = begun(file, sora)
    monkeypatch.setattr(issuing, "issue_completions", _dying_at(2))
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            issue_batch(batch.pk, by=sora, on=ON)
        each_once(sora, 6)
    monkeypatch.undo()
    assert is_running(batch)
    batch_job(str(batch.pk), str(sora.person_id), sora.appointment_id or 0)
    with acting(sora):
        done_ = Batch.objects.get(pk=batch.pk)
    assert (done_.state, done_.issued, done_.content) == ("issued", 12, None)
    each_once(sora, 12)


def _dying_at(piece: int) -> Callable[..., Any]:
    """The real act, killed within the transaction of a piece, after it has written everything."""
    real, done_ = issue_completions, 0

    def act(*args: Any, **named: Any) -> Any:
        nonlocal done_
        found = real(*args, **named)
        if done_ == piece:
            raise KeyboardInterrupt
        done_ += 1
        return found

    return act


@pytest.mark.usefixtures("few_at_once")
def test_one_batch_and_the_same_file_by_many_at_once(sora: Actor, file: bytes) -> None:
    first, second = begun(file, sora), begun(file, sora)

    def work(batch: Batch) -> Batch | Refusal:
        try:
            return issue_batch(batch.pk, by=sora, on=ON)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        ended = list(pool.map(work, [first, second] * 2))
    assert {one.state for one in ended if isinstance(one, Batch)} == {"issued"}
    each_once(sora, 12)
    with acting(sora):
        done_ = list(Batch.objects.values_list("issued", flat=True))
        told = sum(one.refusals.filter(code="issuing.there").count() for one in Batch.objects.all())
    assert sum(done_) == 12 and told == 12


@pytest.mark.usefixtures("few_at_once")
def test_stopped_while_it_is_being_issued(sora: Actor, file: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    batch, piece = begun(file, sora), issuing._issue_some

    def stopped_after_the_first(*given: Any) -> bool:
        more = piece(*given)
        stop_batch(batch.pk, by=sora)
        return more

    monkeypatch.setattr(issuing, "_issue_some", stopped_after_the_first)
    stopped = done(issue_batch(batch.pk, by=sora, on=ON))
    assert (stopped.state, stopped.issued, stopped.content) == ("stopped", 3, None)
    assert stop_batch(batch.pk, by=sora) == Refusal("issuing.not_waiting", status=409)
    monkeypatch.undo()
    issue_batch(batch.pk, by=sora, on=ON)
    each_once(sora, 3)


@pytest.mark.usefixtures("few_at_once")
def test_what_changed_since_it_was_checked_is_told(sora: Actor, learners: list[Learner], file: bytes) -> None:
    batch = taken(file, sora)
    done(reverse(learners[1].account_id, 2, reason="잘못 올림", by=sora))
    assert isinstance(ask_to_issue(batch.pk, by=sora, on=ON), Batch)
    ended = done(issue_batch(batch.pk, by=sora, on=ON))
    with acting(sora):
        told = list(ended.refusals.values_list("row", "code", "figures"))
    assert (ended.issued, told) == (11, [(6, "issuing.line_gone", {"line": 2})])


def test_discarded_and_forgotten(sora: Actor, file: bytes) -> None:
    batch = done(discard_batch(taken(file, sora).pk, by=sora))
    assert (batch.state, batch.content, batch.wrapped) == ("discarded", None, None)
    waiting = taken(file, sora)
    with acting(sora):
        Batch.objects.filter(pk=waiting.pk).update(taken_at="2026-01-01T00:00Z")
    assert (forget_batches(14), forget_batches(14)) == (1, 0)
    with acting(sora):
        assert Batch.objects.get(pk=waiting.pk).state == "discarded"


@pytest.mark.usefixtures("few_at_once")
def test_arguments_of_a_job_are_ids_only(sora: Actor, file: bytes) -> None:
    batch = begun(file, sora)
    assert ask_to_issue(batch.pk, by=sora, on=ON) == Refusal("issuing.running", status=409)
    assert discard_batch(batch.pk, by=sora) == Refusal("issuing.running", status=409)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs WHERE task_name = 'certificates.batch'")
        (found,) = cursor.fetchone()
    assert json.loads(found) == {
        "batch_id": str(batch.pk),
        "person_id": str(sora.person_id),
        "appointment_id": sora.appointment_id,
    }


def test_nobody_elses_batch_is_there(cast: Cast, sora: Actor, learners: list[Learner], file: bytes) -> None:
    batch = taken(file, sora)
    for other in (cast.as_("taeo"), cast.as_self("sora"), Actor(learners[0].person_id)):
        answers: list[Batch | Refusal] = [
            ask_to_issue(batch.pk, by=other, on=ON),
            issue_batch(batch.pk, by=other, on=ON),
            stop_batch(batch.pk, by=other),
            discard_batch(batch.pk, by=other),
        ]
        assert answers == [Refusal("issuing.unknown", status=404)] * 4
    assert Document.objects.count() == 0
