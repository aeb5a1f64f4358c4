"""Share links: the chosen lines and nothing else, to whoever has the token, until it ends."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from baeum.learner.models import Share
from baeum.learner.services.share import Shared, Wanted, share, shared_entries, token_hash
from baeum.people.acting import acting
from baeum.people.keys import key_of
from baeum.people.services.erase import erase
from baeum.shared.clock import now, today
from baeum.shared.refusal import Refusal

from .learners import Learner


@pytest.fixture
def filled(nari: Learner) -> Learner:
    nari.enter("요리", hours=12)
    nari.enter("글쓰기", kind="course", by="sora")
    nari.enter("비밀 일기", kind="club")
    return nari


def link(learner: Learner, *numbers: int, **typed: Any) -> str:
    """The path of a new link."""
    form = {"purpose": "강사 지원", "ends": (today() + timedelta(7)).isoformat(), "shows_name": "yes"}
    answer = learner.post("shares/new/", form | {"line": [str(n) for n in numbers]} | typed)
    found = re.search(r"http://testserver(/shared/[\w-]{43}/)", answer.content.decode())
    assert found, answer.content.decode()
    return found[1]


def test_only_the_chosen_lines_are_shown_to_a_stranger(filled: Learner) -> None:
    answer = Client().get(link(filled, 1, 2))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "김나리 님이 공유한" in page and "요리" in page and "글쓰기" in page and "한강평생교육원" in page
    assert "비밀" not in page and filled.number not in page and "강사 지원" not in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"] and "noindex" in page
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_the_name_is_shown_only_if_wanted(filled: Learner) -> None:
    assert "김나리" not in Client().get(link(filled, 1, shows_name="")).content.decode()


def test_views_are_counted_and_the_token_is_nowhere_kept(filled: Learner) -> None:
    path = link(filled, 1)
    for _ in range(3):
        Client().get(path)
    Client().get("/shared/somethingelse/")
    assert "3번 열림" in filled.get("shares/").content.decode()
    token = path.split("/")[2]
    with acting(filled.cast.as_self("nari")):
        (kept,) = Share.objects.all().values()
    assert bytes(kept["token_hash"]) == token_hash(token)
    assert token not in repr(kept) and "강사".encode() not in bytes(kept["purpose"])


def test_withdrawn_it_shows_nothing_at_once(filled: Learner, dowon: Learner) -> None:
    path = link(filled, 1)
    with acting(filled.cast.as_self("nari")):
        share = Share.objects.get().pk
    assert dowon.post(f"shares/{share}/withdraw/").status_code == 404
    assert filled.post(f"shares/{share}/withdraw/").status_code == 302
    assert filled.post(f"shares/{share}/withdraw/").status_code == 404
    answer = Client().get(path)
    assert answer.status_code == 410 and "거둔 링크" in answer.content.decode()
    assert "요리" not in answer.content.decode()
    assert "0번 열림" in filled.get("shares/").content.decode()


def test_after_its_last_day_it_says_so_and_shows_nothing(filled: Learner) -> None:
    by = filled.cast.as_self("nari")
    with acting(by):
        key = key_of(filled.cast.person["nari"].id)
        assert key is not None
        wanted = Wanted([1], today() - timedelta(1), "지원", True)
        made = share(filled.account, wanted, key=key, by=by, on=today() - timedelta(9))
    assert isinstance(made, Shared)
    answer = Client().get(f"/shared/{made.token}/")
    assert answer.status_code == 410 and "기한이 끝난" in answer.content.decode()
    assert "요리" not in answer.content.decode() and shared_entries(made.token) == []


def test_on_its_last_day_it_still_shows(filled: Learner) -> None:
    assert Client().get(link(filled, 1, ends=today().isoformat())).status_code == 200


def test_a_line_is_shown_as_it_stands_now(filled: Learner) -> None:
    path = link(filled, 1, 2)
    filled.post("lines/1/reverse/", {"reason": "아닙니다"})
    page = Client().get(path).content.decode()
    assert page.count("그 뒤 되돌림") == 1 and "글쓰기" in page


def test_a_confirmed_line_is_shown_as_confirmed(nari: Learner) -> None:
    nari.enter("요리", kind="course", happened_on=date(2024, 5, 1))
    path = link(nari, 1)
    assert "기관 확인" not in Client().get(path).content.decode()
    nari.enter("요리", kind="course", by="sora", happened_on=date(2024, 5, 1))
    page = Client().get(path).content.decode()
    assert "기관 확인" in page and page.count("<h2") == 1


def test_a_closed_account_shows_nothing(filled: Learner) -> None:
    path = link(filled, 1)
    filled.post("close/", {"sure": "yes"})
    answer = Client().get(path)
    assert answer.status_code == 410 and "더는 볼 수 없는" in answer.content.decode()
    assert shared_entries(path.split("/")[2]) == []


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ({"purpose": ""}, "purpose"),
        ({"purpose": "가" * 101}, "purpose"),
        ({"ends": "내일"}, "ends"),
        ({"ends": "2020-01-01"}, "ends"),
        ({"ends": "2999-01-01"}, "ends"),
        ({"line": []}, "lines"),
        ({"line": ["99"]}, "lines"),
        ({"line": ["x", "-1"]}, "lines"),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_shared(
    filled: Learner, typed: dict[str, Any], target: str
) -> None:
    form = {"purpose": "지원", "ends": today().isoformat(), "line": ["1"]} | typed
    answer = filled.post("shares/new/", form)
    assert answer.status_code == 422
    assert f'<a href="#{target}"' in answer.content.decode()
    with acting(filled.cast.as_self("nari")):
        assert not Share.objects.exists()


def test_an_erased_person_shows_nothing(filled: Learner) -> None:
    path = link(filled, 1)
    erased = erase(filled.cast.person["nari"].id, by=filled.cast.as_self("nari"), at=now())
    assert not isinstance(erased, Refusal)
    answer = Client().get(path)
    assert answer.status_code == 410 and "요리" not in answer.content.decode()


@pytest.mark.django_db
def test_no_such_link(client: Client) -> None:
    for token in ("x", "가" * 20, "a" * 5000):
        assert client.get(f"/shared/{token}/").status_code == 404
