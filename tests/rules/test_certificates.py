"""The certificate table: every row there, names found, nothing guessed."""

from __future__ import annotations

import shutil
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baeum_rules.certificates import load_certificates, name_key
from baeum_rules.parameters import law_folder, load_law

TABLE = load_certificates()
REVALUATION = date(2009, 3, 1)


def test_every_row_is_there() -> None:
    entries = [TABLE.resolve(name).entry for name in TABLE.names()]
    assert len(entries) == len(set(map(name_key, TABLE.names()))) == 754 + 8
    assert [entry.name for entry in entries if entry] == list(TABLE.names())
    assert len(TABLE.renames()) == 845
    kinds = [entry.kind for entry in entries if entry]
    assert (kinds.count("national"), kinds.count("private")) == (625 + 3, 129 + 5)
    assert sum(entry.abolished for entry in entries if entry) == 49
    for entry in filter(None, entries):
        assert 2 <= entry.credits <= 45
        assert entry.credits_before >= entry.credits or entry.other_periods
        assert entry.group_reading == bool(entry.middle_group) == bool(entry.page)
        assert unicodedata.is_normalized("NFC", entry.name) and entry.name == entry.name.strip()
        assert "폐지" not in entry.name and name_key(entry.name) == name_key(entry.name).strip()


@pytest.mark.parametrize(
    ("name", "acquired", "credits"),
    [
        ("정보처리기사", date(2008, 8, 10), 30),
        ("정보처리기사", date(2009, 2, 28), 30),
        ("정보처리기사", date(2009, 3, 1), 20),
        ("정보처리기사", date(2020, 6, 1), 20),
        ("컴퓨터활용능력 1급", date(2020, 1, 1), 14),
        ("컴퓨터활용능력1급", date(2000, 1, 1), 18),
        ("네트워크관리사 2급", date(2020, 1, 1), 14),
        ("공인중개사", date(2020, 1, 1), 16),
        ("공인노무사", date(2020, 1, 1), 37),
        ("무역영어 1급", date(2020, 1, 1), 3),
        ("유통관리사 2급", date(2020, 1, 1), 10),
        ("SQL 개발자", date(2020, 1, 1), 6),
        ("데이터분석 준전문가", date(2020, 1, 1), 14),
        ("워드프로세서", date(2020, 1, 1), 4),
        ("워드프로세서 1급", date(2000, 1, 1), 4),
        ("건축제도산업기사", date(2000, 1, 1), 24),
        ("사회조사분석사 1급", date(2000, 1, 1), 25),
    ],
)
def test_credits_on_a_day(name: str, acquired: date, credits: int) -> None:
    entry = TABLE.resolve(name).entry
    assert entry and entry.credits_on(acquired, REVALUATION) == credits


@pytest.mark.parametrize(
    "name",
    ["정보처리기사", " 정보처리 기사 ", unicodedata.normalize("NFD", "정보처리기사"), "정보\u3000처리기사"],
)
def test_a_name_is_found_however_it_is_typed(name: str) -> None:
    found = TABLE.resolve(name)
    assert found.status == "found" and found.entry and found.entry.name == "정보처리기사"


def test_middle_dots_are_one() -> None:
    for dot in "․·ㆍ・":
        assert TABLE.resolve(f"국가유산수리기술자(실측{dot}설계)").status == "found"


@pytest.mark.parametrize(
    ("name", "status", "today", "relations"),
    [
        ("정보기술산업기사", "found", "정보처리산업기사", ["merged"]),
        ("정보처리산업기사", "found", "정보처리산업기사", []),  # merged into itself: stands for itself
        ("전자계산기산업기사", "found", "전자계산기제어산업기사", ["merged"]),  # merged twice, 2004 and 2008
        ("공정관리기사", "found", "품질경영기사", ["merged"]),
        ("산림경영기사", "found", "산림기사", ["merged"]),
        # whichever was chosen, both were merged into the same one later: nothing is left to guess
        ("영림기사1급", "found", "산림기사", ["choose_one", "merged", "merged"]),
        ("전자산업기사", "found", "전자산업기사", []),  # an old title of 2008 that is in the table
        ("금형기능장", "found", "금형기능장", []),  # an old title of 2004 that is in the table
        ("섬유기사1급", "unknown", None, ["choose_one", "merged", "choose_one", "merged", "merged"]),
        ("없는자격", "unknown", None, []),
        ("", "unknown", None, []),
    ],
)
def test_names_are_followed(name: str, status: str, today: str | None, relations: list[str]) -> None:
    found = TABLE.resolve(name)
    assert (found.status, found.entry and found.entry.name) == (status, today)
    assert [rename.relation for rename in found.history] == relations
    assert found.options == ()


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("공해관리기사1급", ("대기환경기사", "수질환경기사", "소음진동기사")),
        ("사출금형기능사1급", ("사출금형산업기사", "프레스금형산업기사")),
        ("산업설비다기능기술자", ("용접산업기사",)),  # the other one is in the table no more
    ],
)
def test_a_choice_is_left_to_the_learner(name: str, options: tuple[str, ...]) -> None:
    found = TABLE.resolve(name)
    assert (found.status, found.entry, found.options) == ("choice", None, options)


@pytest.mark.parametrize(
    "name",
    [
        "기능사",
        "용접기능사",
        "용접기능사2급",
        "용접 기능사 2급",
        "금형기능사보",
        "광산보안기능사(채광)",
        "방송통신기6능사",
    ],
)
def test_craftsmen_are_excluded_and_unknown(name: str) -> None:
    found = TABLE.resolve(name)
    assert found.excluded and found.excluded.id == "craftsman"
    assert found.status == "unknown" and found.excluded.clause in load_law().clauses()


def test_what_became_more_than_a_craftsman_is_not_excluded() -> None:
    found = TABLE.resolve("정밀측정기능사1급")  # deemed an industrial engineer
    assert found.status == "choice" and found.excluded is None
    assert all(TABLE.resolve(name).excluded is None for name in TABLE.names())
    assert TABLE.resolve("기능사시험").excluded is None


@pytest.mark.parametrize(
    ("new", "table", "status", "excluded"),
    [
        ("가기능사|나기사", "나기사", "choice", False),  # one of the two is no craftsman
        ("가기능사|나기사", "다기사", "unknown", False),
        ("가기능사|나기능사", "다기사", "unknown", True),
    ],
)
def test_excluded_only_if_every_outcome_is(
    tmp_path: Path, new: str, table: str, status: str, excluded: bool
) -> None:
    (tmp_path / "table.tsv").write_text(f"name\n{table}\tnational\tㄱ\t\t01\t20\t\t\t0\t\t\t\t\t0\n", "utf-8")
    (tmp_path / "renames.tsv").write_text(f"old\n옛\t{new}\tchoose_one\t제1호\t2004-12-31\t제3조\n", "utf-8")
    (tmp_path / "aliases.tsv").write_text("alias\n", "utf-8")
    shutil.copy(f"{law_folder()}/certificates/excluded.toml", tmp_path)
    own = load_certificates(str(tmp_path))
    found = own.resolve("옛")
    assert (found.status, found.excluded is not None) == (status, excluded)
    entry = own.resolve(table).entry
    assert entry and entry.job_key == ("ㄱ", "01") and entry.page is None


def test_the_ten_excluded_kinds() -> None:
    assert len(TABLE.exclusions()) == 10
    assert all(
        kind.ko and kind.en and kind.clause == "guide.certificate.excluded" for kind in TABLE.exclusions()
    )


def test_job_keys() -> None:
    def key(name: str) -> tuple[str, ...] | None:
        entry = TABLE.resolve(name).entry
        assert entry
        return entry.job_key

    assert (
        key("정보처리기사") == key("정보처리산업기사") == key("정보기술산업기사") == ("정보/통신", "5", "01")
    )
    assert key("정보보안기사") != key("정보처리기사")
    assert key("컴퓨터활용능력 1급") is None
    entry = TABLE.resolve("정보처리기사").entry
    assert entry and entry._replace(middle_group="").job_key == ("정보/통신", "01")


def test_validity_period() -> None:
    entry = TABLE.resolve("디지털정보활용능력 초급").entry
    assert entry and entry.kind == "private"
    assert entry.valid_on(date(2011, 2, 28)) and not entry.valid_on(date(2011, 3, 1))
    begun = entry._replace(valid_from=date(2005, 1, 1), valid_until=None)
    assert not begun.valid_on(date(2004, 12, 31)) and begun.valid_on(date(2005, 1, 1))
    open_ended = TABLE.resolve("정보처리기사").entry
    assert open_ended and open_ended.valid_on(date(1900, 1, 1))


def test_search_completes_names() -> None:
    found = TABLE.search("정보처리", 20)
    assert found[:2] == ("정보처리기사", "정보처리산업기사")
    assert "기술지도사(정보처리)" in found and TABLE.search("공해관리기사1", 3) == ("공해관리기사1급",)
    assert TABLE.search("sql 개") == ("SQL 개발자",)
    assert TABLE.search("기사", 7) == TABLE.search("기사", 100)[:7]
    assert TABLE.search(" ") == TABLE.search("기사", 0) == ()


def test_every_alias_and_relation_makes_sense() -> None:
    assert {rename.relation for rename in TABLE.renames()} == {"deemed", "merged", "choose_one", "renamed"}
    assert all((len(rename.new) > 1) == (rename.relation == "choose_one") for rename in TABLE.renames())
    statuses = [TABLE.resolve(rename.old).status for rename in TABLE.renames()]
    assert statuses.count("found") > 400 and statuses.count("choice") == 17


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=12), st.sampled_from([r.old for r in TABLE.renames()])))
def test_resolve_answers_any_text(name: str) -> None:
    found = TABLE.resolve(name)
    assert (found.status == "found") == (found.entry is not None)
    assert (found.status == "choice") == bool(found.options)
    for option in found.options:
        assert TABLE.resolve(option).status == "found"
