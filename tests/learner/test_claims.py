"""The learner's pages of claims: from the registration to the decision, its fee and what it opens."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from baeum.claims.models import Claim, Fee
from baeum.people.acting import acting
from cast import Cast
from claims.cases import BACHELOR, Q4, Learner, World, decided
from claims.cases import learner as some
from claims.people import officers
from visiting import as_self

pytestmark = pytest.mark.django_db
OUTSIDE = date(2026, 11, 26)
VIEWS = ("claims", "claim", "claim_write")
GOAL = {"g-degree": "bachelor", "g-route": "first", "g-major": "computer-science"}


@pytest.fixture
def world(cast: Cast) -> World:
    """The cast with those who decide."""
    return World(cast, officers(cast))


@pytest.fixture
def nari(world: World) -> Learner:
    """Nari with an account and a high school."""
    return some(world)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Let the pages think it is another day."""

    def on(day: date) -> None:
        for name in VIEWS:
            monkeypatch.setattr(f"baeum.learner.views.{name}.today", lambda: day)

    return on


@pytest.fixture
def browser(cast: Cast, nari: Learner) -> Client:
    """Nari's."""
    return as_self(cast, nari.who)


class Pages:
    """The pages of an account."""

    def __init__(self, client: Client, account: int) -> None:
        self.client, self.account = client, account

    def get(self, page: str = "claims/", language: str = "") -> str:
        answer = self.client.get(f"{language}/account/{self.account}/{page}")
        assert answer.status_code == 200, answer.status_code
        return str(answer.content.decode())

    def post(self, page: str, typed: dict[str, Any] | None = None) -> Any:
        return self.client.post(f"/account/{self.account}/{page}", typed or {})

    def begin(self, kind: str) -> str:
        """The path of a new draft."""
        answer = self.post("claims/", {"kind": kind})
        assert answer.status_code == 302, answer.content.decode()
        path = str(answer.headers["Location"]).partition("?")[0]
        return path.removeprefix(f"/account/{self.account}/")


@pytest.fixture
def pages(browser: Client, nari: Learner, at: Callable[[date], None]) -> Pages:
    """Nari's account, in the window."""
    at(Q4)
    return Pages(browser, nari.account)


def claim_id(path: str) -> UUID:
    found = re.search(r"claims/([0-9a-f-]{36})/", path)
    assert found is not None
    return UUID(found[1])


def told(answer: Any) -> str:
    return str(answer.content.decode())


def test_from_the_draft_to_a_registered_learner(pages: Pages, nari: Learner, world: World) -> None:
    page = pages.get()
    assert "먼저 학습자등록을 합니다" in page and page.count('name="kind"') == 1
    path = pages.begin("registration")
    assert "한강고등학교" in pages.get(path)
    short = pages.post(path, {**GOAL, "then": "submit"})
    assert short.status_code == 422 and "최종학력을 보여 줄 기록" in told(short)
    kept = pages.post(path, {**GOAL, "line": "1", "asks_exemption": "true"})
    assert kept.status_code == 302 and nari.state(claim_id(path)) == "draft"
    assert 'value="1" id="line-1" checked' in pages.get(path)
    assert pages.post(path, {**GOAL, "line": "1", "then": "submit"}).status_code == 302
    assert nari.state(claim_id(path)) == "submitted"
    with acting(world.officers.institute[0]):
        assert Fee.objects.get(claim_id=claim_id(path)).won == 4000
    assert "4,000원" in pages.get()
    shown = pages.get(f"claims/{claim_id(path)}/")
    assert re.search(r"<strong>2026\S*-0{5}1</strong>", shown) and "철회" in shown and "진흥원에 냄" in shown


def test_drafts_are_written_all_year_and_submitted_in_the_window(
    pages: Pages, nari: Learner, at: Callable[[date], None]
) -> None:
    nari.registered()
    number = nari.course("자료구조")
    at(OUTSIDE)
    page = pages.get()
    assert "지금은 신청 기간이 아닙니다" in page and "2027년 1분기" in page
    path = pages.begin("recognition")
    kept = pages.get(path)
    assert 'value="submit"' not in kept and "19일 뒤" in kept
    assert pages.post(path, {"line": str(number)}).status_code == 302
    refused = pages.post(path, {"line": str(number), "then": "submit"})
    assert refused.status_code == 422 and "지금은 신청 기간이 아닙니다" in told(refused)
    at(Q4)
    assert "남았습니다" in pages.get(path)
    assert pages.post(path, {"line": str(number), "then": "submit"}).status_code == 302


def test_a_claim_says_what_each_line_has_to_show(pages: Pages, nari: Learner) -> None:
    nari.registered()
    confirmed = nari.course("자료구조")
    from baeum.ledger.learning import Learning

    typed = nari.enter(Learning("certificate", "정보처리기사", "한국산업인력공단", date(2020, 5, 1)))
    path = pages.begin("recognition")
    page = pages.get(path)
    assert "이미 확인됨" in page and "서류 없음" in page and "자격증 사본" in page
    both = {"line": [str(confirmed), str(typed)], "then": "submit"}
    refused = told(pages.post(path, both))
    assert f'href="#line-{typed}"' in refused and "서류가 없습니다" in refused
    assert f'id="line-{typed}" checked' in refused  # what was ticked stays
    assert pages.post(path, {"line": str(confirmed), "then": "submit"}).status_code == 302


def test_a_decision_is_read_line_by_line(pages: Pages, nari: Learner, world: World) -> None:
    nari.registered()
    good, bad = nari.course("자료구조"), nari.course("운영체제", score=59)
    path = pages.begin("recognition")
    pages.post(path, {"line": [str(good), str(bad)]})
    preview = pages.get(path)
    assert "지금 적은 대로라면" in preview and "3학점" in preview
    pages.post(path, {"line": [str(good), str(bad)], "then": "submit"})
    claim = claim_id(path)
    before = pages.get(f"claims/{claim}/")
    assert "번째 결정" not in before and "신청한 기록" in before
    assert "자료구조" in before and "운영체제" in before and before.count("이미 확인됨") == 2
    examined(world, claim)
    page = pages.get(f"claims/{claim}/")
    assert "1번째 결정" in page and "불인정" in page and "59점" in page and "제7조" in page
    assert "자료구조" in page and page.count("이번 신청") == 2
    assert "인정 학점 <strong>3</strong>" in page
    overview = pages.get()
    assert "인정받은 학점" in overview and "3학점" in overview and "3,000원" in overview
    english = pages.get(f"claims/{claim}/", language="/en")
    assert "decision no. 1" in english and "The score of 59" in english


def examined(world: World, claim: UUID) -> None:
    from baeum.claims.services.receive import receive

    receive(claim, by=world.officers.institute[0], on=Q4)
    decided(world, claim, Q4)


def test_a_receipt_to_print(pages: Pages, nari: Learner) -> None:
    claim = nari.registered()
    with acting(nari.by):
        fee = Fee.objects.get(claim_id=claim)
    page = pages.get(f"receipts/{fee.pk}/")
    assert "영수증" in page and str(fee.receipt) in page and "4,000원" in page and "이체 20261005-1" in page
    assert pages.client.get(f"/account/{nari.account}/receipts/{fee.pk + 99}/").status_code == 404


def test_what_my_credits_open(pages: Pages, nari: Learner) -> None:
    assert "아직 인정받은 학점이 없습니다" in pages.get("openings/")
    nari.registered()
    nari.granted("recognition", numbers=[nari.course("자료구조")])
    page = pages.get("openings/")
    assert "산업기사 시험 응시" in page and "38학점 부족" in page and "3 / 41" in page


def test_withdrawal_shows_what_it_takes_away(pages: Pages, nari: Learner) -> None:
    nari.registered()
    numbers = [nari.course("자료구조"), nari.course("운영체제")]
    nari.granted("recognition", numbers=numbers)
    path = pages.begin("withdrawal")
    pages.post(path, {"line": str(numbers[0])})
    page = pages.get(path)
    assert "지금 결정과 달라지는 것" in page and "기록마다 달라지는 것" in page
    assert re.search(r"자료구조</th><td>3학점[^<]*</td><td><strong>–", page)
    assert pages.post(path, {"line": str(numbers[0]), "then": "submit"}).status_code == 302


def test_a_change_of_goal_is_seen_before_it_is_submitted(pages: Pages, nari: Learner) -> None:
    nari.registered()
    nari.granted("recognition", numbers=[nari.course("자료구조")])
    path = pages.begin("change_goal")
    same = pages.post(path, {**GOAL, "then": "submit"})
    assert same.status_code == 422 and "지금 등록된 목표와 같습니다" in told(same)
    other = {**GOAL, "g-major": "psychology"}
    pages.post(path, other)
    page = pages.get(path)
    assert "기록마다 달라지는 것" in page and "전공" in page and "일반선택" in page
    assert pages.post(path, {**other, "then": "submit"}).status_code == 302


def test_a_change_of_class_offers_the_classes_that_are_possible(pages: Pages, nari: Learner) -> None:
    nari.registered({**BACHELOR, "major": "social-work"})
    path = pages.begin("change_class")
    assert "바꿀 수 있는 과목이 없습니다" in pages.get(path)
    assert "기록을 하나 이상 고르십시오" in told(pages.post(path, {"then": "submit"}))


def test_a_decision_is_asked_to_be_examined_again(pages: Pages, nari: Learner) -> None:
    nari.registered()
    claim = nari.granted("recognition", numbers=[nari.course("자료구조"), nari.course("운영체제", score=59)])
    answer = pages.post(f"claims/{claim}/do/re_examination/")
    assert answer.status_code == 302
    path = str(answer.headers["Location"]).removeprefix(f"/account/{nari.account}/")
    empty = pages.post(path, {"objection": " ", "then": "submit"})
    assert empty.status_code == 422 and "무엇이 잘못되었는지 적어 주세요" in told(empty)
    assert pages.post(path, {"objection": "점수가 다릅니다", "then": "submit"}).status_code == 302


def test_a_degree_says_what_is_missing(pages: Pages, nari: Learner, at: Callable[[date], None]) -> None:
    nari.registered()
    nari.granted("recognition", numbers=[nari.course("자료구조")])
    at(date(2026, 12, 20))
    path = pages.begin("degree")
    assert "2027-02" in pages.get(path)
    pages.post(path, {"conferral": "2027-02"})
    page = pages.get(path)
    assert "아직 137학점이 더 필요합니다" in page and "내기 전에 남은 것" in page
    refused = pages.post(path, {"conferral": "2027-02", "then": "submit"})
    assert refused.status_code == 422 and "137학점이 모자라거나" in told(refused)


def test_school_level_and_linkage_say_why_not(pages: Pages, nari: Learner) -> None:
    nari.registered()
    for kind, why in (
        ("school_level", "아직 인정된 학점이 없습니다"),
        ("linkage", "전문학사 학위가 없습니다"),
    ):
        path = pages.begin(kind)
        typed = {**GOAL, "then": "submit"}
        assert why in told(pages.post(path, typed)), kind


def test_taking_back(pages: Pages, nari: Learner) -> None:
    claim = nari.submitted("registration", terms={"goal": BACHELOR}, numbers=[1])
    assert pages.post(f"claims/{claim}/do/take_back/").status_code == 302
    assert nari.state(claim) == "taken_back"
    again = pages.post(f"claims/{claim}/do/take_back/")
    assert again.status_code == 409 and "지금 상태" in told(again)
    assert pages.post(f"claims/{claim}/do/nothing/").status_code == 404


def test_a_claim_of_another_account_is_not_there(pages: Pages, world: World) -> None:
    dowon = some(world, "dowon")
    claim = dowon.draft("registration", terms={"goal": BACHELOR}, numbers=[1])
    for page in (f"claims/{claim}/", f"claims/{claim}/write/"):
        assert pages.client.get(f"/account/{pages.account}/{page}").status_code == 404
    with acting(dowon.by):
        assert Claim.objects.get(pk=claim).state == "draft"


def test_a_proxy_claims_for_their_principal(pages: Pages, nari: Learner, cast: Cast) -> None:
    boram = Pages(as_self(cast, "boram"), nari.account)
    path = boram.begin("registration")
    assert boram.post(path, {**GOAL, "line": "1", "then": "submit"}).status_code == 302
    assert "진흥원에 냄" in pages.get(f"claims/{claim_id(path)}/")


def test_supplementing(pages: Pages, nari: Learner, world: World) -> None:
    from baeum.claims.services.ask_supplement import ask_supplement
    from baeum.claims.services.receive import receive

    nari.registered()
    claim = nari.submitted("recognition", numbers=[nari.course("자료구조")])
    one = world.officers.institute[0]
    receive(claim, by=one, on=Q4)
    ask_supplement(claim, reason="운영체제도 함께 내십시오.", by=one, on=Q4)
    more = nari.course("운영체제")
    page = pages.get(f"claims/{claim}/write/")
    assert "운영체제도 함께 내십시오." in page and "보완해서 내기" in page
    lines = [str(number) for number in (2, more)]
    assert pages.post(f"claims/{claim}/write/", {"line": lines, "then": "submit"}).status_code == 302
    assert nari.state(claim) == "submitted"


@pytest.mark.parametrize("language", ["", "/en"])
def test_pages_are_whole(pages: Pages, nari: Learner, language: str) -> None:
    nari.registered()
    nari.granted("recognition", numbers=[nari.course("자료구조")])
    paths = [pages.begin(kind) for kind in ("recognition", "withdrawal", "change_goal", "degree", "linkage")]
    for page in ("claims/", "openings/", *paths, paths[0].removesuffix("write/")):
        text = pages.get(page, language)
        assert text.count("<h1") == 1 and f'<html lang="{language[1:] or "ko"}"' in text
        assert " style=" not in text and not re.search(r"<script(?![^>]*\bsrc=)|\son[a-z]+=", text)
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)
        for name in re.findall(r'(?:\sfor|aria-describedby|aria-labelledby)="([^"]+)"', text):
            assert set(name.split()) <= set(ids), name


def test_a_notice_is_new_until_it_is_shown(pages: Pages, nari: Learner) -> None:
    nari.registered()
    assert "신청 알림 읽기: 2건" in pages.get("")
    assert pages.get().count("새 알림") == 2
    assert "새 알림" not in pages.get() and "신청 알림 읽기" not in pages.get("")


def test_recognised_credits_need_not_be_typed_for_the_examination(pages: Pages, nari: Learner) -> None:
    nari.registered()
    nari.granted("recognition", numbers=[nari.course("자료구조")])
    assert 'id="g-acbs_credits" name="g-acbs_credits" value="3"' in pages.get("goal/?kind=bdes")
