"""Completions of many lines at once: each row its document, or why it has none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baeum.certificates import rendering
from baeum.certificates.freezing import Issued, snapshot_of
from baeum.certificates.models import Document, DocumentLine, IssuedCopy
from baeum.certificates.opening import check
from baeum.certificates.services.issue_completions import issue_completions
from baeum.certificates.services.reissue import reissue
from baeum.certificates.services.revoke import revoke, revoke_each
from baeum.credentials.snapshot import Snapshot
from baeum.ledger.services.close_account import close_account
from baeum.ledger.services.reverse import reverse
from baeum.ledger.services.withdraw_consent import withdraw_consent
from baeum.people.acting import Actor, acting
from baeum.people.keys import key_of
from baeum.shared.refusal import Refusal
from cast import Cast, done
from desk.learners import Learner, enrol

from .completing import ENDED, asks, complete, completions

pytestmark = pytest.mark.django_db(transaction=True)
ON = date(2026, 11, 26)
AT = datetime(2026, 11, 26, 10, 20, tzinfo=UTC)


@pytest.fixture
def sora(cast: Cast) -> Actor:
    """The officer of hangang."""
    return cast.as_("sora")


@pytest.fixture
def learners(sora: Actor) -> list[Learner]:
    """Three who completed a course at hangang."""
    found = [enrol(name) for name in ("강하나", "고두리", "구세라")]
    complete(found, sora)
    return found


def issued(rows: dict[int, Any], by: Actor, **given: Any) -> dict[int, Issued | Refusal]:
    return issue_completions(rows, by=by, on=ON, **given)


def codes(answers: dict[int, Issued | Refusal]) -> dict[int, str]:
    return {n: one.code if isinstance(one, Refusal) else "issued" for n, one in answers.items()}


def shown_to(learner: Learner, document_id: UUID) -> Snapshot:
    """The document as its learner reads it."""
    with acting(Actor(learner.person_id)):
        key = key_of(learner.person_id)
        assert key is not None
        found = snapshot_of(Document.objects.get(pk=document_id), key)
    assert found is not None
    return found


def test_each_gets_their_own(sora: Actor, learners: list[Learner]) -> None:
    answers = issued({n: asks(one) for n, one in enumerate(learners)}, sora, languages=("ko", "en"))
    assert codes(answers) == dict.fromkeys(range(3), "issued")
    for n, learner in enumerate(learners):
        made = answers[n]
        assert isinstance(made, Issued)
        shown = shown_to(learner, made.document_id)
        assert shown.holder == {"name": learner.name} and shown.languages == ("ko", "en")
        assert [line.title_ko for line in shown.lines] == ["동네 역사"]
        assert (shown.issuer.name_ko, shown.issued_on, shown.valid_until) == ("한강평생교육원", ON, None)
        found = check(made.number, ON, ON)
        assert found is not None and found.outcome == "valid"
        assert found.snapshot is not None and "*" in found.snapshot.holder["name"]
    with acting(sora):
        assert DocumentLine.objects.count() == IssuedCopy.objects.count() == 3
        assert len(set(IssuedCopy.objects.values_list("of_list_id", "index"))) == 3
        document = Document.objects.get(pk=answers[0].document_id)  # type: ignore[union-attr]
        [badge] = rendering.badges(document, shown_to(learners[0], document.pk), ON)
    assert badge.document["credentialSubject"]


def test_it_is_in_the_log(sora: Actor, learners: list[Learner], as_role: Any) -> None:
    answers = issued({n: asks(one) for n, one in enumerate(learners)}, sora)
    rows = (
        as_role("baeum_owner")
        .execute("SELECT subject FROM transparency_leaf WHERE kind = 'document'")
        .fetchall()
    )
    assert {row[0] for row in rows} == {str(one.document_id) for one in answers.values()}  # type: ignore[union-attr]


REFUSED: tuple[tuple[dict[str, Any], str], ...] = (
    ({"name": "김하나"}, "issuing.no_account"),
    ({"learner_number": "L0000000000"}, "issuing.no_account"),
    ({"title": "다른 역사"}, "issuing.no_line"),
    ({"ended_on": date(2026, 6, 20)}, "issuing.no_line"),
    ({"number": 7}, "issuing.no_line"),
    ({"number": 2}, "issuing.no_course"),
    ({"title": "봉사"}, "issuing.no_course"),
    ({"title": "두 번"}, "issuing.several"),
    ({"title": "두 번", "reference": "다"}, "issuing.no_line"),
    ({"title": "두 번", "reference": "나"}, "issued"),
    ({"title": "동네역사 "}, "issued"),
)


def test_what_is_refused(sora: Actor) -> None:
    learner = enrol("강하나")
    complete([learner], sora)
    complete([learner], sora, "봉사", "volunteering")
    complete([learner], sora, "두 번", reference="가")
    complete([learner], sora, "두 번", reference="나")
    asked = {n: asks(learner, **given) for n, (given, _) in enumerate(REFUSED)}
    for n, row in asked.items():
        assert codes(issued({n: row}, sora)) == {n: REFUSED[n][1]}
    assert len(completions(sora)) == 2


def test_all_refusals_at_once_and_the_others_issued(sora: Actor, learners: list[Learner]) -> None:
    one, two, three = learners
    assert codes(issued({1: asks(one)}, sora)) == {1: "issued"}
    done(reverse(two.account_id, 1, reason="잘못 올림", by=sora))
    rows = {2: asks(one), 3: asks(two), 4: asks(three), 5: asks(three, number=1), 6: asks(three, name="남")}
    answers = issued(rows, sora)
    assert codes(answers) == {
        2: "issuing.there",
        3: "issuing.line_gone",
        4: "issued",
        5: "issuing.twice",
        6: "issuing.no_account",
    }
    assert answers[5] == Refusal("issuing.twice", {"row": 4})
    assert answers[2].figures["number"].count("-") == 3  # type: ignore[union-attr]


def test_closed_and_not_consenting_accounts(sora: Actor, learners: list[Learner]) -> None:
    one, two, _ = learners
    done(withdraw_consent(one.account_id, purpose="institution_deposit", by=Actor(one.person_id), on=ON))
    done(close_account(two.account_id, by=Actor(two.person_id)))
    answers = issued({1: asks(one), 2: asks(two)}, sora)
    assert codes(answers) == {1: "issuing.no_consent", 2: "issuing.closed"}


def test_only_the_institution_that_entered_the_line(cast: Cast, sora: Actor, learners: list[Learner]) -> None:
    assert codes(issued({1: asks(learners[0])}, cast.as_("taeo"))) == {1: "issuing.no_line"}
    for other in (Actor(learners[0].person_id), cast.as_self("sora"), cast.as_("inseo")):
        assert codes(issued({1: asks(learners[0])}, other)) == {1: "issuing.no_office"}
    assert completions(sora) == []


def test_the_database_itself_refuses_another_office(cast: Cast, sora: Actor, learners: list[Learner]) -> None:
    """Whoever forgets to ask: no completion in the name of an office that is not one's own."""
    [made] = issued({1: asks(learners[0])}, sora).values()
    with acting(sora):
        document = Document.objects.get(pk=made.document_id)  # type: ignore[union-attr]
    other = cast.as_("taeo")
    with acting(other), pytest.raises(Exception, match="row-level security"):
        Document.objects.create(**{**_columns(document), "made_by_id": other.person_id})


def _columns(document: Document) -> dict[str, Any]:
    kept = {field.attname: getattr(document, field.attname) for field in Document._meta.concrete_fields}
    return {**kept, "id": document.pk.__class__(int=1), "number": "2" * 16, "checks": 0}


def test_as_many_queries_for_many_as_for_few(sora: Actor, learners: list[Learner]) -> None:
    counts = []
    for title, some in (("가", learners[:1]), ("나", learners)):
        complete(some, sora, title, details={"course_code": "H-1"})
        with (
            acting(sora),
            CaptureQueriesContext(
                connection,
            ) as asked,
        ):
            answers = issued({n: asks(one, title) for n, one in enumerate(some)}, sora)
        assert set(codes(answers).values()) == {"issued"}
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_row_by_its_number_needs_no_title(sora: Actor, learners: list[Learner]) -> None:
    row = replace(asks(learners[0]), title="", ended_on=None, number=1)
    assert codes(issued({1: row}, sora)) == {1: "issued"}
    assert shown_to(learners[0], completions(sora)[0].pk).lines[0].happened_on == ENDED


def test_issued_again_by_the_institution(cast: Cast, sora: Actor, learners: list[Learner]) -> None:
    [first] = issued({1: asks(learners[0])}, sora, languages=("en",)).values()
    assert isinstance(first, Issued)
    for other in (cast.as_("taeo"), cast.as_self("mina")):
        assert reissue(first.document_id, by=other, at=AT) == Refusal("document.none", status=404)
    learner = Actor(learners[0].person_id)
    assert reissue(first.document_id, by=learner, at=AT) == Refusal("document.by_institution", status=403)
    wrong = reissue(first.document_id, by=sora, at=AT, name="김하나")
    assert wrong == Refusal("issuing.other_name", status=409)
    assert [one.revoked_at for one in completions(sora)] == [None]  # nothing was revoked for nothing
    second = done(reissue(first.document_id, by=sora, at=AT))
    before, after = shown_to(learners[0], first.document_id), shown_to(learners[0], second.document_id)
    assert (after.holder, after.lines, after.languages) == (before.holder, before.lines, before.languages)
    with acting(sora):
        former = Document.objects.get(pk=first.document_id)
        assert (former.revoked_why, former.replaced_by.pk) == ("replaced", second.document_id)
    assert reissue(first.document_id, by=sora, at=AT) == Refusal("document.replaced", status=409)


def test_not_issued_again_beside_another(sora: Actor, learners: list[Learner]) -> None:
    [first] = issued({1: asks(learners[0])}, sora).values()
    assert isinstance(first, Issued)
    done(revoke(first.document_id, why="mistake", by=sora, at=AT))
    [second] = issued({1: asks(learners[0])}, sora).values()
    assert isinstance(second, Issued)
    again = reissue(first.document_id, by=sora, at=AT)
    assert isinstance(again, Refusal) and again.code == "issuing.there"
    done(reverse(learners[0].account_id, 1, reason="잘못 올림", by=sora))
    gone = reissue(second.document_id, by=sora, at=AT)
    assert isinstance(gone, Refusal) and gone.code == "issuing.line_gone"


def test_many_revoked_at_once(cast: Cast, sora: Actor, learners: list[Learner]) -> None:
    made = list(issued({n: asks(x) for n, x in enumerate(learners)}, sora).values())
    ids = [one.document_id for one in made if isinstance(one, Issued)]
    other = revoke_each(ids, why="mistake", by=cast.as_("taeo"), at=AT)
    assert [one.code for one in other.values() if isinstance(one, Refusal)] == ["document.none"] * 3
    done(revoke(ids[0], why="fraud", by=sora, at=AT))
    answers = revoke_each([*ids, UUID(int=7)], why="withdrawn", by=sora, at=AT)
    told = [one.code if isinstance(one, Refusal) else one.revoked_why for one in answers.values()]
    assert told == ["document.revoked_already", "withdrawn", "withdrawn", "document.none"]
    assert {one.revoked_why for one in completions(sora)} == {"fraud", "withdrawn"}
