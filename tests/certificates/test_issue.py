"""What a learner has issued: what stands in it, what is refused, that it never changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from baeum.certificates.models import Document, DocumentLine, IssuedCopy
from baeum.certificates.services.issue import issue
from baeum.certificates.wanted import Wanted, faults_of
from baeum.ledger.services.reverse import reverse
from baeum.people.acting import acting
from cast import done
from claims.cases import Learner, code
from stories.degrees import courses

from .lines import ON, frozen, issued

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_learning_history_of_chosen_lines(nari: Learner) -> None:
    made = issued(nari, 3, 2, languages=("ko", "en"), purpose="취업", recipient="한빛상사")
    shown = frozen(nari, made)
    assert [line.title_ko for line in shown.lines] == ["자료구조", "운영체제"]
    assert {line.standing for line in shown.lines} == {"institution_confirmed"}
    assert (shown.purpose, shown.recipient, shown.issued_on) == ("취업", "한빛상사", ON)
    assert shown.valid_until == made.valid_until == ON + timedelta(90)  # llas.plan.certificates, a reading
    assert shown.issuer.name_ko and shown.number.replace("-", "") == made.number
    with acting(nari.by):
        assert DocumentLine.objects.filter(document_id=made.document_id).count() == 2
        assert IssuedCopy.objects.filter(document_id=made.document_id).count() == 1


@pytest.mark.parametrize(
    ("level", "name", "birth"), [("open", "한나리", "open"), ("partly", "한*리", "****")]
)
def test_the_person_is_masked_as_chosen(nari: Learner, level: str, name: str, birth: str) -> None:
    shown = frozen(nari, issued(nari, 2, masking=level)).holder
    assert set(shown) == {"name", "birth_date"}
    assert ("*" in shown["name"]) == ("*" in name) and ("*" in shown["birth_date"]) == (birth != "open")


def test_more_of_the_person_where_wished(nari: Learner) -> None:
    shown = frozen(nari, issued(nari, 2, masking="open", personal=frozenset({"learner_number"}))).holder
    assert shown["learner_number"].startswith("L")


def test_a_portfolio_has_what_only_the_learner_says(nari: Learner) -> None:
    shown = frozen(nari, issued(nari, 1, 2, 4, kind="portfolio"))
    assert sorted(line.standing for line in shown.lines) == [
        "institution_confirmed",
        "self_declared",
        "self_declared",
    ]


@pytest.mark.parametrize(
    ("wanted", "refused"),
    [
        ({"numbers": (2, 4)}, "document.unverified"),
        ({"numbers": (2, 99)}, "document.lines_gone"),
        ({"numbers": ()}, "document.lines"),
        ({"kind": "passport"}, "document.kind"),
        ({"kind": "course_completion"}, "document.by_institution"),
        ({"languages": ("fr",)}, "document.languages"),
        ({"masking": "none"}, "document.masking"),
        ({"personal": frozenset({"contacts"})}, "document.personal"),
        ({"purpose": "x" * 101}, "document.text"),
        ({"recipient": "회사\u202e"}, "document.text"),
        ({"kind": "credit_recognition"}, "document.nothing_recognised"),
        ({"kind": "transcript"}, "document.nothing_recognised"),
        ({"kind": "expected_degree"}, "document.nothing_recognised"),
        ({"kind": "degree"}, "document.no_degree"),
        ({"kind": "school_level"}, "document.no_school_level"),
    ],
)
def test_what_is_refused(nari: Learner, wanted: dict[str, Any], refused: str) -> None:
    asked = Wanted(**{"kind": "learning_history", "numbers": (2,), **wanted})
    assert code(issue(nari.account, asked, by=nari.by, on=ON)) == refused
    with acting(nari.by):
        assert not Document.objects.exists()


def test_all_faults_at_once() -> None:
    asked = Wanted("passport", languages=("fr",), masking="none", purpose="\n")
    assert [field for field, _ in faults_of(asked)] == ["kind", "languages", "masking", "purpose"]


def test_a_line_that_was_taken_back_is_not_shown(nari: Learner) -> None:
    sora = nari.world.cast.as_("sora")
    done(reverse(nari.account, 2, reason="잘못 올림", by=sora))
    asked = Wanted("learning_history", (2, 3))
    assert code(issue(nari.account, asked, by=nari.by, on=ON)) == "document.lines_gone"


def test_nobody_else_has_one_issued(nari: Learner) -> None:
    asked = Wanted("learning_history", (2,))
    for other in (nari.world.cast.as_self("mina"), nari.world.cast.as_("sora")):
        assert code(issue(nari.account, asked, by=other, on=ON)) == "document.no_account"
        with acting(other):
            assert not Document.objects.exists()


def test_recognised_credits_and_their_grades(nari: Learner) -> None:
    nari.registered(on=date(2026, 10, 5))
    numbers = courses(nari, ["이산수학", "컴퓨터구조"], date(2026, 8, 20))
    nari.granted("recognition", date(2026, 10, 6), numbers=[2, *numbers])
    recognised = frozen(nari, issued(nari, kind="credit_recognition"))
    [structures] = [line for line in recognised.lines if line.title_ko == "자료구조"]
    assert (structures.credits, structures.grade) == (3, "")
    assert structures.field == "전공필수"
    told = {one.code: one.value for one in recognised.particulars}
    assert told["recognised"] == str(3 * len(recognised.lines))
    transcript = frozen(nari, issued(nari, kind="transcript"))
    assert {line.grade for line in transcript.lines} == {"B+"}
    assert {one.code for one in transcript.particulars} >= {"gpa", "average", "recognised"}
    early = issue(nari.account, Wanted("expected_degree"), by=nari.by, on=ON)
    assert code(early) == "document.expected_credits" and early.figures["needed"] == 100  # type: ignore[union-attr]


def test_what_was_issued_never_changes(nari: Learner) -> None:
    made = issued(nari, 2)
    with acting(nari.by), pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.filter(pk=made.document_id).update(kind="portfolio")
    with acting(nari.by), pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.filter(pk=made.document_id).delete()
