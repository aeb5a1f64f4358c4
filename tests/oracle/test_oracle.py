"""The oracle against hand-computed examples: model, section 6; facts, section 9 (W, R, C, D)."""

import pytest

from .brute_eligibility import eligible
from .brute_key import Keys, subject_key
from .case_parts import FAMILIES
from .examples import PREVIOUS, acc, case, cert, exam, exemption, heritage, part, run, uni

REQ, ELE, LIB, GEN = "major_required", "major_elective", "liberal_arts", "general_elective"


@pytest.mark.parametrize(
    ("day", "window"),
    [
        ("2026-02-28", (2025, 2)),  # W1
        ("2026-03-01", (2026, 1)),  # W2
        ("2028-02-29", (2027, 2)),  # W3
        ("2026-03-05", (2026, 1)),  # W4
        ("2026-08-31", (2026, 1)),  # W5
        ("2026-09-01", (2026, 2)),
    ],
)
def test_windows_hold_the_end_date(day: str, window: tuple[int, int]) -> None:
    items, _, _ = eligible(case([acc(day=day)], as_of="2030-01-01"))
    assert (items[0].year, items[0].half) == window


def test_window_limits() -> None:
    w6 = [acc(18, "2025-06-20"), acc(24, "2026-02-20"), acc(24, "2026-06-15")]
    assert run(w6)["list"] == [18, 24, 24]
    w7 = [acc(6, "2026-06-20") for _ in range(4)] + [acc(6, "2026-10-20") for _ in range(4)]
    assert run(w7)["list"] == [6, 6, 6, 6, 6, 6, 6, 0]
    assert run([acc(24), acc(1)])["list"] == [24, 0]  # W8
    assert run([cert("데이터분석 전문가(ADP)", "2024-06-20"), acc(24)])["recognised"] == 54  # W9
    assert (
        run([uni(5, "2024-06-10") for _ in range(3)] + [acc(5) for _ in range(3)])["recognised"] == 20
    )  # W10
    assert run([uni(21)])["recognised"] == 21  # W11
    assert run([uni(30), uni(30)])["recognised"] == 60
    assert run([exemption(2), exemption(2), acc(18)])["list"] == [5, 0, 18]  # W12
    assert run([*(exam(2) for _ in range(6)), acc(24)])["recognised"] == 54  # W13


def test_school_credits_leave_the_window_when_no_limited_source_is_recognised_there() -> None:
    assert run([uni(40, "2024-06-10"), acc(20)])["list"] == [40, 0]
    assert run([uni(41, "2024-10-10"), acc(20)])["list"] == [41, 0]  # the year counts both too
    assert run([uni(4, "2024-06-10"), acc(20)])["list"] == [4, 20]


@pytest.mark.parametrize(
    ("record", "rules"),
    [
        (acc(day="2005-10-27", score=65), ["accredited.score"]),  # R1
        (acc(day="2005-10-28", score=60, attendance=80), []),  # R2
        (acc(score=59.9), ["accredited.score"]),  # R3
        (acc(attendance=79.9), ["accredited.attendance"]),  # R4
        (exemption(1, absence=20), ["bdes.exemption"]),  # R5
        (exemption(1, absence=19.9, score=60), []),
        (part(score=61, letter="F"), ["part_time.grade"]),  # R6
        (uni(leaving="graduated"), ["university.left"]),  # R8
        (uni(school_kind="college_2y", leaving="graduated"), []),
        (uni(leaving="enrolled", left_on=None), ["university.left"]),
        (uni(left_on="2012-06-20"), []),
        (uni(left_on="2012-06-19"), ["university.left"]),
        (uni(score=10, letter="D-"), []),
        (uni(score=59.9, letter=None), ["university.grade"]),
        (part(remote_share=40), []),
        (part(remote_share=40.1), ["part_time.remote"]),
        (part(remote_share=90, remote_institution=True), []),
        (part(remote_institution=True, only_part_timers=True, attendance=40), ["part_time.remote"]),
        (part(only_part_timers=True, attendance=40.1), []),
        (cert("정보처리기능사"), ["certificate.excluded", "certificate.unknown"]),  # C9
        (cert("세상에없는자격"), ["certificate.unknown"]),
        (heritage("completer", level="provincial"), ["heritage.level"]),
        (heritage("trainee", months=5, listed=None), ["heritage.listed", "heritage.months"]),
        (acc(day="2026-11-21"), []),
        (acc(day="2026-11-22"), ["record.not_completed"]),
    ],
)
def test_refusals(record: dict[str, object], rules: list[str]) -> None:
    assert run([record])["why"] == [rules]


def test_refusals_by_learner_and_goal() -> None:
    school = {"high_school_completed_on": "2016-02-15"}
    late = [cert("정보처리기사", "2015-09-27"), cert("정보보안기사", "2015-09-28")]
    assert run(late, learner=school)["why"] == [[], ["high_school.after"]]  # C10
    none = run(late, learner={"high_school_completed_on": None})
    assert none["why"] == [["high_school.after"]] * 2
    cut = [acc(day="2026-07-15"), acc(day="2026-07-16")]
    assert run(cut, conferral="2026-08")["why"] == [[], ["conferral.cutoff"]]  # D13
    february = [acc(day="2026-01-15"), acc(day="2026-01-16")]
    assert run(february, conferral="2026-02")["why"] == [[], ["conferral.cutoff"]]
    degree = run([exam(1), exemption(4)], learner={"bdes_degree_on": "2030-01-01"})
    assert degree["why"] == [["bdes.degree_holder"]] * 2
    left = acc()
    assert run([left], leave=[left["id"]])["why"] == [["learner.declined"]]


@pytest.mark.parametrize(
    ("as_of", "major", "rules"),
    [
        ("2009-08-31", "경영학", ["second.force"]),
        ("2009-08-31", "컴퓨터", ["second.force"]),
        ("2009-09-01", "컴퓨터", []),
        ("2022-12-01", " 경영학", ["second.force"]),  # D15
        ("2023-01-09", "경영학", ["second.force"]),
        ("2023-01-10", "경영학", []),
    ],
)
def test_second_route_in_force(as_of: str, major: str, rules: list[str]) -> None:
    previous = [{"degree": "bachelor", "major": "경영학", "conferred_on": "2003-02-20"}]
    record = acc(day="2009-06-20", subject="전공")
    answer = run(
        [record], {"elective": ["전공"]}, route="second", major=major, as_of=as_of, previous=previous
    )
    assert answer["why"] == [rules]


def test_second_route() -> None:
    plan = {"required": ["갑"], "elective": ["을"], "compatible": ["을"]}
    early, liberal = acc(day="2010-02-20", subject="갑"), acc(subject="병")
    answer = run([early, liberal], plan, route="second", previous=PREVIOUS)
    assert answer["why"] == [["second.after"], ["second.major_only"]]  # D8
    done = run(
        [acc(18, subject="갑"), uni(30, **{"class": ELE})], plan, route="second", previous=PREVIOUS
    )  # D7
    assert (done["remaining"], done["complete"], done["major"]) == (0, True, 48)
    associate = [{"degree": "associate_2y", "major": "경영학", "conferred_on": "2010-02-20"}]
    assert run([acc(subject="갑")], plan, route="second", previous=associate)["why"] == [["second.previous"]]
    third = run([acc(subject="을")], plan, route="second", degree="associate_3y", previous=associate)
    assert (third["why"], third["remaining"], third["cls"]) == ([[]], 39, [ELE])
    two = [cert("정보처리기사"), cert("정보보안기사")]
    linked = {"linked_certificates": ["정보처리기사", "정보보안기사"]}
    assert run(two, linked, route="second", previous=PREVIOUS)["recognised"] == 20  # C6


def test_duplicates() -> None:
    assert run([uni(subject="유체역학") for _ in range(4)])["list"] == [3, 3, 3, 3]  # R9
    assert run([acc(subject="회계 입문"), acc(subject="회계입문", institution="나원")])["list"] == [
        3,
        0,
    ]  # R10
    first = uni(subject="유체역학")
    assert run([first, uni(4, subject="다른 이름", retake_of=first["id"])])["list"] == [0, 4]
    assert run([uni(subject="갑"), uni(subject="갑", institution="다른대")])["list"] == [3, 0]
    assert run([part(subject="갑"), part(subject="갑")])["list"] == [3, 0]
    assert run([exam(4, subject="국어학개론"), exam(2, subject="국어학개론")])["list"] == [5, 5]  # R13
    assert run([exam(4, subject="갑"), exemption(4, subject="갑")])["recognised"] == 5
    assert run([exam(4, subject="갑"), acc(3, subject="갑")])["list"] == [5, 0]
    names = [acc(subject="전공실기"), acc(subject="전공실기1"), acc(subject="전공실기2")]
    assert run(names)["list"] == [3, 0, 3]  # R12


def test_a_refused_record_still_links_its_retake_chain() -> None:
    a = uni(2, subject="갑")
    b = uni(3, subject="을", letter="F", retake_of=a["id"])
    c = uni(4, subject="병", retake_of=b["id"])
    answer = run([a, b, c])
    assert (answer["list"], answer["why"][1]) == ([0, 0, 4], ["university.grade"])


def test_duplicate_keys() -> None:
    same = [
        ("회계 입문", "회계입문"), ("S/W 활용", "SW활용"), ("가족상담 및 치료", "가족상담·치료"),
        ("전공실기", "전공실기1"), ("전공실기", "전공실기(Ⅰ)"), ("전공실기 II", "전공실기2"),
        ("전공실기Ⅳ", "전공실기 4"), ("인터넷의 이해", "인터넷 이해"), ("EDPS", "E.D.P.S"),
        ("C LANGUAGE", "C language"), ("한국 근·현대사", "한국근현대사"),
    ]  # fmt: skip
    other = [
        ("C++", "C"), ("C#", "C"), ("AI", "A"), ("전공실기", "전공실기2"), ("인터넷의이해", "인터넷이해"),
        ("AII", "A2"), ("한국사12", "한국사1"), ("및갑", "갑"), ("전공실기V", "전공실기5"),
    ]  # fmt: skip
    assert [pair for pair in same if subject_key(pair[0]) != subject_key(pair[1])] == []
    assert [pair for pair in other if subject_key(pair[0]) == subject_key(pair[1])] == []
    keys = Keys([["갑", "을"], ["병", "정"], ["을 1", "병"]])
    assert len({keys.of(name) for name in ("갑", "을", "병", "정")}) == 1


def test_families_of_the_generator_are_what_they_say() -> None:
    keys = [{subject_key(name) for name in family} for family in FAMILIES]
    assert [family for family, found in zip(FAMILIES, keys, strict=True) if len(found) != 1] == []
    assert len(set().union(*keys)) == len(FAMILIES)


def test_certificates() -> None:
    link = {
        "linked_certificates": [
            "정보처리기사",
            "정보처리산업기사",
            "정보보안기사",
            "방송통신기사",
            "정보통신설비기사1급",
        ]
    }
    old, new = cert("정보처리기사", "2008-08-10"), cert("정보처리기사", "2020-06-01")
    assert (run([old], link)["list"], run([old], link)["cls"]) == ([30], [REQ])  # C1
    assert run([new], link)["list"] == [20]  # C2
    assert run([new, cert("정보처리산업기사")], link)["list"] == [20, 0]  # C3
    four = [new, cert("정보보안기사"), cert("방송통신기사"), cert("정보통신기사")]
    assert sum(1 for n in run(four, link)["list"] if n) == 3  # C4
    assert run(four, link, degree="associate_2y")["recognised"] == 40
    assert run([cert("SQL 개발자"), cert("PC정비사 1급")])["list"] == [6, 0]  # C5
    full = run([new], {**link, "required_credits": 3})
    assert (full["cls"], full["recognised"]) == ([REQ], 20)  # C8
    merged = run([cert("정보기술산업기사", "2009-02-28"), cert("정보처리기사", "2009-03-01")], link)
    assert (merged["list"], merged["cls"]) == ([24, 0], [REQ, None])
    assert run([cert("육상무선통신사", "2001-01-01")])["list"] == [24]
