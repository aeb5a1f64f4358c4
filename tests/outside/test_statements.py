"""xAPI: only what is mapped and achieved becomes a completion; each statement once; the rest says why not."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client

from api.conftest import System, account, register
from baeum.courses.contents import CourseContent
from baeum.courses.models import Course
from baeum.courses.services.add_course import add_course
from baeum.courses.services.register_institution import register_institution
from baeum.ledger.models import Entry
from baeum.outside.models import Activity, LmsAccount, Statement
from baeum.outside.services.map_system import map_activity
from baeum.outside.statements import COMPLETED, PASSED, VOIDED, Said, read_statement
from baeum.people.acting import acting
from baeum.shared.clock import now, today
from cast import PEOPLE, done
from visiting import as_officer

if TYPE_CHECKING:
    from cast import Cast

HOME, ACTIVITY = "https://lms.hangang.example", "https://lms.hangang.example/course/12"


def statement(verb_id: str = COMPLETED, **changed: Any) -> dict[str, Any]:
    """A statement that nothing is wrong with; None leaves a member out."""
    whole: dict[str, Any] = {
        "id": str(uuid4()),
        "actor": {"objectType": "Agent", "account": {"homePage": HOME, "name": "u-77"}},
        "verb": {"id": verb_id, "display": {"ko": "마침"}},
        "object": {"objectType": "Activity", "id": ACTIVITY},
        "result": {
            "completion": True,
            "success": True,
            "score": {"scaled": 0.85},
            "duration": "PT31H20M",
        },
        "timestamp": (now() - timedelta(days=1)).isoformat(),
        **changed,
    }
    return {name: value for name, value in whole.items() if value is not None}


@dataclass
class Lms:
    """The system of hangang, which says that u-77 is Nari, and one activity of which is a course."""

    cast: Cast
    system: System
    course: Course
    number: str
    account: int
    own: dict[str, Any] = field(default_factory=dict)

    def send(self, *sent: Any, version: str = "1.0.3") -> Any:
        body = list(sent) if len(sent) > 1 else sent[0]
        return self.system.browser.post(
            "/api/xapi/statements",
            json.dumps(body),
            content_type="application/json",
            headers={
                "Authorization": f"Bearer {self.system.token}",
                "X-Experience-API-Version": version,
                "Accept-Language": "en",
            },
        )

    def told(self, *sent: Any) -> list[tuple[str, str | None]]:
        """Outcome and code of the reason of each."""
        answer = self.send(*sent)
        assert answer.status_code == 200, answer.content
        return [(one["outcome"], (one["reason"] or {}).get("code")) for one in answer.json()["statements"]]

    def map_accounts(self, accounts: list[Any]) -> Any:
        return self.system.browser.post(
            "/api/xapi/accounts",
            json.dumps(accounts),
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.system.token}", "Accept-Language": "en"},
        )

    def nari(self, **changed: str) -> dict[str, str]:
        return {
            "home_page": HOME,
            "name": "u-77",
            "learner_number": self.number,
            "learner_name": PEOPLE["nari"][0],
            **changed,
        }

    def lines(self) -> list[Entry]:
        with acting(self.cast.as_self("nari")):
            return list(Entry.objects.order_by("number"))


@pytest.fixture
def lms(cast: Cast) -> Lms:
    opened = account(cast)
    by = cast.as_("sora")
    kept = done(register_institution(cast.office["hangang"], legal_basis="press", by=by, on=today()))
    course = done(add_course(kept, "W-12", CourseContent("생활 글쓰기", hours=30), by=by, on=today())).course
    mapped = map_activity(ACTIVITY, course, verb="completed", least_score=60, by=by)
    assert isinstance(mapped, Activity), mapped
    made = Lms(cast, register(cast).sign_in(), course, opened.learner_number, opened.account_id)
    assert made.map_accounts([made.nari()]).json() == {"accounts": [{"outcome": "mapped", "reason": None}]}
    return made


def test_a_completed_activity_becomes_a_line_once(lms: Lms) -> None:
    sent = statement()
    first, again = lms.send(sent), lms.send(sent)
    assert first.status_code == again.status_code == 200
    assert first.json()["lines"] == 1 and first.headers["X-Experience-API-Version"] == "2.0.0"
    assert first.json()["statements"] == again.json()["statements"]
    (line,) = lms.lines()
    assert (line.kind, line.standing, line.hours) == ("training", "institution_confirmed", 30)
    assert first.json()["statements"][0]["line_id"] == line.pk
    assert lms.told(statement()) == [("not_used", "xapi.already")]  # another statement, the same learning


NOT_USED: list[tuple[dict[str, Any], str]] = [
    ({"verb": {"id": "http://adlnet.gov/expapi/verbs/attempted"}}, "xapi.verb"),
    ({"verb": {"id": PASSED}}, "xapi.other_verb"),
    ({"object": {"objectType": "Agent", "mbox": "mailto:a@b.example"}}, "xapi.object"),
    ({"object": {"id": "https://lms.hangang.example/course/13"}}, "xapi.activity"),
    ({"actor": {"mbox": "mailto:nari@example.kr"}}, "xapi.actor"),
    ({"actor": {"account": {"homePage": HOME, "name": "u-78"}}}, "xapi.account"),
    ({"actor": {"account": {"homePage": "https://other.example", "name": "u-77"}}}, "xapi.account"),
    ({"result": None}, "xapi.result"),
    ({"result": {"completion": "true", "score": {"scaled": 1}}}, "xapi.result"),
    ({"result": {"completion": False}}, "xapi.not_achieved"),
    ({"result": {"completion": True, "success": False}}, "xapi.not_achieved"),
    ({"result": {"completion": True, "score": {"scaled": 0.59}}}, "xapi.score"),
    ({"result": {"completion": True}}, "xapi.score"),
    ({"timestamp": None}, "xapi.timestamp"),
    ({"timestamp": "2026-01-02T00:00:00"}, "xapi.timestamp"),
    ({"timestamp": "2999-01-02T00:00:00Z"}, "learning.faults"),
]


def test_what_the_mapping_does_not_say_is_noted_with_its_reason(lms: Lms) -> None:
    told = lms.told(*(statement(**changed) for changed, _ in NOT_USED))
    assert told == [("not_used", why) for _, why in NOT_USED]
    assert lms.lines() == []
    with acting(lms.cast.as_("sora")):
        assert list(Statement.objects.order_by("pk").values_list("why", flat=True)) == [
            why for _, why in NOT_USED
        ]


def test_a_score_of_raw_and_max_counts_too(lms: Lms) -> None:
    result = {"completion": True, "score": {"raw": 60, "max": 100}}
    assert lms.told(statement(result=result)) == [("line", None)]


def test_each_for_itself_and_what_has_no_id_is_not_kept(lms: Lms) -> None:
    good = statement()
    told = lms.told(statement(id=None), "text", good, {**good, "version": "1.0.0"}, {"id": str(uuid4())})
    assert told == [
        ("refused", "xapi.id"),
        ("refused", "xapi.shape"),
        ("line", None),
        ("refused", "xapi.conflict"),
        ("refused", "xapi.shape"),
    ]
    with acting(lms.cast.as_("sora")):
        assert Statement.objects.count() == 1


def test_voiding_takes_the_line_back_once(lms: Lms) -> None:
    sent = statement()
    lms.told(sent)
    voiding = statement(VOIDED, object={"objectType": "StatementRef", "id": sent["id"]}, result=None)
    assert lms.told(voiding, voiding) == [("taken_back", None)] * 2
    assert [line.act for line in lms.lines()] == ["deposit", "reversal"]
    assert lms.told(statement()) == [("line", None)]  # done again, it counts again
    twice = statement(VOIDED, object={"objectType": "StatementRef", "id": voiding["id"]})
    assert lms.told(twice) == [("not_used", "xapi.target_unused")]


def test_a_voiding_that_comes_first_holds(lms: Lms) -> None:
    sent = statement()
    voiding = statement(VOIDED, object={"objectType": "StatementRef", "id": sent["id"]})
    assert lms.told(voiding, sent) == [
        ("not_used", "xapi.target_unknown"),
        ("not_used", "xapi.voided_before"),
    ]
    assert lms.told(statement(VOIDED, object={"id": "x"})) == [("not_used", "xapi.target")]


def test_what_was_not_used_is_looked_at_anew(lms: Lms) -> None:
    sent = statement(actor={"account": {"homePage": HOME, "name": "u-80"}})
    assert lms.told(sent) == [("not_used", "xapi.account")]
    lms.map_accounts([lms.nari(name="u-80")])
    assert lms.told(sent) == [("line", None)]
    with acting(lms.cast.as_("sora")):
        kept = Statement.objects.get()
        assert kept.why == "" and kept.entry_id == lms.lines()[0].pk


def test_accounts_are_mapped_by_number_and_name_and_their_names_are_not_kept(lms: Lms) -> None:
    answer = lms.map_accounts(
        [lms.nari(), lms.nari(learner_name="다른 이름"), {"name": "x"}, lms.nari(home_page="")]
    ).json()
    assert [(one["outcome"], (one["reason"] or {}).get("code")) for one in answer["accounts"]] == [
        ("unchanged", None),
        ("refused", "account.unknown"),
        ("refused", "xapi.shape"),
        ("refused", "xapi.actor"),
    ]
    with acting(lms.cast.as_("sora")):
        assert b"u-77" not in bytes(LmsAccount.objects.get().name)


def test_another_institution_cannot_use_this_mapping(lms: Lms) -> None:
    other = Lms(lms.cast, register(lms.cast, "dasan", "taeo").sign_in(), lms.course, lms.number, lms.account)
    assert other.told(statement()) == [("not_used", "xapi.activity")]
    wrong = map_activity(ACTIVITY, lms.course, verb="king", least_score=101, by=lms.cast.as_("taeo"))
    assert isinstance(wrong, list)
    assert [one.code for one in wrong] == ["activity.course", "activity.verb", "activity.score"]


def test_the_request_itself(lms: Lms) -> None:
    assert lms.send(statement(), version="0.95").status_code == 400
    assert lms.send(*[statement()] * 51).status_code == 422
    about = Client().get("/api/xapi/about")
    assert about.json() == {"version": ["2.0.0", "1.0.3"]} and about.status_code == 200
    assert Client().post("/api/xapi/about").status_code == 405
    assert Client().post("/api/xapi/statements", "{}", content_type="application/json").status_code == 401
    reader = register(lms.cast, scopes=("deposits:read",)).sign_in()
    weak = Lms(lms.cast, reader, lms.course, lms.number, lms.account)
    assert weak.send(statement()).status_code == 403


def test_an_officer_maps_activities_and_sees_what_came(lms: Lms) -> None:
    lms.told(statement(), statement(object={"id": "urn:other"}))
    client = as_officer(lms.cast, "sora")
    shown = client.get("/en/desk/systems/").content.decode()
    assert ACTIVITY in shown and "The activity is not mapped to a course." in shown and "Used" in shown
    wrong = client.post("/desk/systems/", {"address": "x", "course": "", "verb": "", "least_score": "many"})
    text = wrong.content.decode()
    assert wrong.status_code == 422 and "우리 기관의 과정을 고르세요" in text and "0에서 100까지" in text
    assert "활동의 주소(IRI)를" in text and "무엇을 이수로 볼지" in text  # all at once
    typed = {"address": "urn:other", "course": lms.course.pk, "verb": "either", "least_score": ""}
    assert client.post("/desk/systems/", typed).status_code == 302
    with acting(lms.cast.as_("sora")):
        made = Activity.objects.get(address="urn:other", ended_at=None)
    assert client.post("/desk/systems/", {"act": "end", "activity": made.pk}).status_code == 302
    assert client.post("/desk/systems/", {"act": "end", "activity": made.pk}).status_code == 404
    assert "urn:other" not in client.get("/desk/systems/").content.decode()


@pytest.mark.parametrize(
    ("duration", "seconds"),
    [("PT1H", 3600), ("P1DT2H", 93600), ("PT90M30.5S", 5430), ("P1M", None), ("P", None), (5, None)],
)
def test_durations(duration: Any, seconds: int | None) -> None:
    found = read_statement(statement(result={"completion": True, "duration": duration}))
    assert isinstance(found, Said) and found.seconds == seconds
