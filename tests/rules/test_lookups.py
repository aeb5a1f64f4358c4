"""The three look-ups: what a certificate is in a major, and which cannot count together."""

from __future__ import annotations

from datetime import date

import pytest

from baeum_rules.curricula import load_curriculum
from baeum_rules.lookups import (
    CertificateFacts,
    Conversion,
    certificate_facts,
    certificates_of_major,
    convert,
    korean_books,
    majors_of_certificate,
)

SCIENCE = load_curriculum("computer-science")
D = date(2020, 6, 1)


def rules(facts: CertificateFacts) -> list[str]:
    for sentence in facts.sentences:
        assert sentence.ko and sentence.en and "{" not in sentence.ko + sentence.en
        assert sentence.clause in korean_books().law.clauses()
    return [sentence.rule for sentence in facts.sentences]


def facts(name: str, on: date | None = D) -> CertificateFacts:
    return certificate_facts(name, on, korean_books())


def conflicts(answer: Conversion) -> dict[str, tuple[int, ...]]:
    return {conflict.sentence.rule: conflict.places for conflict in answer.conflicts}


def test_certificates_of_a_major() -> None:
    linked = certificates_of_major(SCIENCE)
    assert [one.name for one in linked] == list(SCIENCE.linked_certificates)
    assert linked[0].resolution.entry and linked[0].resolution.entry.credits == 20


def test_majors_of_a_certificate_after_its_merger() -> None:
    answer = majors_of_certificate("정보기술산업기사", date(2004, 1, 1))
    assert [major.id for major in answer.majors] == ["computer-science", "computer-science-associate"]
    assert (answer.facts.credits, rules(answer.facts)) == (24, ["merged", "older_value"])
    assert majors_of_certificate("정보처리기사", D, curricula=[load_curriculum("psychology")]).majors == ()
    assert majors_of_certificate("없는자격").majors == ()


def test_an_old_name_in_the_curriculum_is_the_same_certificate() -> None:
    old = SCIENCE._replace(linked_certificates=("정보기술산업기사", "없는자격"))
    assert majors_of_certificate("정보처리산업기사", D, curricula=[old]).majors == (old,)


@pytest.mark.parametrize(
    ("name", "on", "credits", "told"),
    [
        ("정보처리기사", date(2009, 2, 28), 30, ["older_value"]),
        ("정보처리기사", date(2009, 3, 1), 20, ["present_value"]),
        ("정보처리기사", None, 20, ["present_value"]),
        ("정보보안기사", D, 20, ["one_value"]),
        ("건축제도산업기사", date(2000, 1, 1), 24, ["abolished"]),
        ("사회조사분석사 1급", D, 25, ["present_only", "other_periods"]),
        ("사회조사분석사 2급", D, 18, ["present_value", "other_periods"]),
        ("네트워크관리사 2급", D, 14, ["present_value", "private_period"]),
        ("디지털정보활용능력 초급", date(2011, 2, 28), 2, ["one_value"]),
        ("디지털정보활용능력 초급", date(2011, 3, 1), None, ["one_value", "validity"]),
        ("디지털정보활용능력 초급", None, 2, ["one_value"]),
        ("공해관리기사1급", D, None, ["choose_one", "choice"]),
        ("없는자격", D, None, ["unknown"]),
        ("용접기능사", D, None, ["unknown", "excluded"]),
        ("섬유기계기사", D, None, ["choose_one", "unknown_today"]),
    ],
)
def test_what_is_said_of_a_certificate(
    name: str, on: date | None, credits: int | None, told: list[str]
) -> None:
    found = facts(name, on)
    assert (found.credits, rules(found)) == (credits, told)


def test_the_sentences_name_the_ordinance() -> None:
    (merged, _) = facts("정보기술산업기사").sentences
    assert "제217호 제4조(2004-12-31)" in merged.ko and "No. 217, Article 4," in merged.en
    assert facts("열차조작산업기사").sentences[0].rule == "renamed"
    assert facts("금형기능사1급").resolution.status == "unknown"


def test_an_excluded_certificate_never_has_credits() -> None:
    books = korean_books()
    resolution = books.table.resolve("용접기능사")
    entry = books.table.resolve("정보처리기사").entry

    class Excluding:
        def resolve(self, _: str) -> object:
            return resolution._replace(status="found", entry=entry)

    assert certificate_facts("x", D, books._replace(table=Excluding())).credits is None  # type: ignore[arg-type]


def test_linked_is_required_else_elective() -> None:
    answer = convert(
        SCIENCE, "bachelor", "first", [("정보처리기사", D), ("물류관리사", D), ("용접기능사", D)]
    )
    assert [row.class_ for row in answer.certificates] == ["major_required", "general_elective", None]
    assert [rules(row.facts)[-1] for row in answer.certificates] == ["linked", "unlinked", "excluded"]
    assert "Computer Science" in answer.certificates[0].facts.sentences[-1].en
    assert answer.conflicts == ()


def test_a_second_degree_takes_linked_certificates_only() -> None:
    answer = convert(SCIENCE, "bachelor", "second", [("정보처리기사", D), ("물류관리사", D)])
    assert [row.class_ for row in answer.certificates] == ["major_required", None]
    assert rules(answer.certificates[1].facts)[-1] == "second_major_only"
    assert answer.conflicts == ()
    two = convert(SCIENCE, "bachelor", "second", [("정보처리기사", D), ("정보보안기사", D)])
    assert conflicts(two) == {"count": (0, 1)} and two.conflicts[0].limit == 1


def test_same_job_and_same_certificate() -> None:
    held = [
        ("정보처리기사", D),
        ("정보처리산업기사", D),
        ("정보보안기사", D),
        ("정보기술산업기사", date(2004, 1, 1)),
    ]
    found = convert(SCIENCE, "bachelor", "first", held)
    assert conflicts(found) == {"same_title": (1, 3), "job": (0, 1, 3), "count": (0, 1, 2, 3)}
    job = next(conflict.sentence for conflict in found.conflicts if conflict.sentence.rule == "job")
    assert job.reading and "정보처리기사, 정보처리산업기사, 정보기술산업기사" in job.ko
    twice = convert(SCIENCE, "bachelor", "first", [("정보처리기사", D), ("정보처리 기사", D)])
    assert conflicts(twice) == {"same_title": (0, 1)}  # said once, not again as the same job
    again = convert(SCIENCE, "bachelor", "first", [("컴퓨터활용능력 1급", D), ("컴퓨터활용능력1급", D)])
    assert conflicts(again) == {"same_title": (0, 1)}  # no job number is known, still one certificate


def test_counts_of_each_degree() -> None:
    four = [("정보처리기사", D), ("정보보안기사", D), ("정보통신기사", D), ("빅데이터분석기사", D)]
    assert convert(SCIENCE, "bachelor", "first", four[:3]).conflicts == ()
    (most,) = convert(SCIENCE, "bachelor", "first", four).conflicts
    assert (most.limit, most.places) == (3, (0, 1, 2, 3)) and "학사 과정" in most.sentence.ko
    assert conflicts(convert(SCIENCE, "associate_2y", "first", four[:2])) == {}
    (most,) = convert(SCIENCE, "associate_3y", "first", four[:3]).conflicts
    assert most.limit == 2 and "three-year associate" in most.sentence.en


def test_one_unlinked_certificate() -> None:
    answer = convert(
        SCIENCE, "bachelor", "first", [("물류관리사", D), ("청소년상담사 3급", D), ("정보처리기사", D)]
    )
    assert conflicts(answer) == {"unlinked_limit": (0, 1)}


def test_nothing_to_convert() -> None:
    assert convert(SCIENCE, "bachelor", "first", []) == Conversion((), ())
