"""A life of learning for one of the made-up people: a woman of 57 who collects credits."""

from __future__ import annotations

from datetime import date, timedelta

from baeum.demo.cast import Cast, done
from baeum.demo.talks import talk
from baeum.learner.services.choose_goal import choose_goal
from baeum.learner.services.share import Wanted, share
from baeum.ledger.learning import Learning
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.move import Accreditation, move
from baeum.ledger.services.open_account import open_account
from baeum.ledger.services.request_correction import request_correction
from baeum.ledger.services.reverse import reverse
from baeum.people.acting import Actor, acting
from baeum.people.keys import key_of
from baeum.people.services.look import look
from baeum.shared.clock import today

GOAL = {"degree": "bachelor", "route": "first", "major": "social-work", "curriculum": None}
OLD = (
    Learning(
        "school",
        "한강여자고등학교",
        "서울특별시교육청",
        date(1988, 2, 12),
        date(1985, 3, 4),
        details={"level": "high", "outcome": "graduated"},
    ),
    Learning("career", "회계", "다산상사", date(1999, 12, 31), date(1988, 3, 2), details={}),
    Learning("certificate", "워드프로세서", "대한상공회의소", date(1996, 5, 20)),
    Learning("certificate", "컴퓨터활용능력 1급", "대한상공회의소", date(2009, 6, 12)),
    Learning("award", "모범 학부모상", "한강초등학교", date(2004, 2, 10)),
    Learning(
        "school_participation",
        "학교운영위원",
        "한강초등학교",
        date(2006, 2, 28),
        date(2003, 3, 1),
        hours=60,
    ),
    Learning(
        "volunteering", "도서관 책 읽어 주기", "한강도서관", date(2019, 11, 30), date(2012, 3, 1), hours=420
    ),
    Learning("training", "생활 요리", "종로문화센터", date(2015, 6, 30), date(2015, 3, 2), hours=48),
    Learning("book", "토지", "박경리", date(2017, 9, 1), details={"thought": "길고 깊었다"}),
    Learning("club", "한강 글쓰기 모임", "한강도서관", date(2023, 12, 20), date(2020, 1, 8), hours=150),
    Learning(
        "patent",
        "접이식 장바구니 수레",
        "지식재산처",
        date(2021, 8, 17),
        details={"registration": "10-0000000"},
    ),
)
SUBJECTS = (
    ("사회복지학개론", 2024, 8),
    ("인간행동과사회환경", 2024, 8),
    ("사회복지정책론", 2025, 2),
    ("사회복지법제와실천", 2025, 2),
    ("사회복지실천론", 2025, 8),
    ("노인복지론", 2025, 8),
    ("심리학개론", 2026, 2),
    ("사회복지조사론", 2026, 8),
)


def live(cast: Cast) -> tuple[int, str]:
    """Nari's account with all kinds of lines, as the app. (the account, the token of what she shares)."""
    nari, by = cast.person["nari"], cast.as_self("nari")
    opened = done(open_account(nari.id, purposes=("record", "institution_deposit"), by=by, on=today()))
    account = opened.account_id
    with acting(by):
        for place, learning in enumerate(OLD):
            _enter(account, learning, f"old-{place}", by)
    for place, (subject, year, month) in enumerate(SUBJECTS):
        ended = date(year, month, 20)
        learning = Learning(
            "accredited_course",
            subject,
            "한강평생교육원",
            ended,
            credits=3,
            details={"score": 88 - 4 * place if place != 4 else 52, "attendance": 96},
        )
        _enter(account, learning, f"course-{place}", cast.as_("sora"))
    with acting(by):
        token = _act(account, by)
    talk(cast)
    with acting(cast.as_("inseo")) as officer:
        done(look(nari.id, by=officer, reason="학점인정 신청서의 성적을 확인하려고"))
    return account, token


def _act(account: int, by: Actor) -> str:
    """What else a learner does: moves, takes back, asks, chooses a goal, shares."""
    key = key_of(by.person_id) if by.person_id else None
    assert key is not None
    course = Learning("training", "웰다잉 지도사 과정", "다산", date(2022, 6, 1), hours=60)
    note = _enter(account, course, "moved", by)
    wrong = _enter(account, Learning("book", "태백산맥", "조정래", date(2018, 1, 5)), "wrong", by)
    done(reverse(account, wrong, reason="다 읽지 않았습니다.", by=by))
    notice = Accreditation("2026년 2차 학습과정 평가인정 제41호", date(2026, 9, 1))
    done(move(account, note, accreditation=notice, by=by, on=today()))
    done(request_correction(account, 12, reason="점수가 92점인데 88점으로 적혔습니다.", by=by, on=today()))
    choose_goal(account, GOAL, key=key)
    wanted = Wanted([12, 13, 7], today() + timedelta(30), "한강도서관 강사 지원", True)
    return done(share(account, wanted, key=key, by=by, on=today())).token


def _enter(account: int, learning: Learning, key: str, by: Actor) -> int:
    return done(deposit(account, learning, key=key, by=by, on=today())).number
