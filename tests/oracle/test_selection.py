"""The oracle's selection and degrees against hand-computed examples, and against the other solver."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from . import cpsat
from .brute import Judge, Search, best, solve
from .brute_constraints import Chosen, Rules
from .brute_eligibility import Item, eligible
from .cases import large_case, tiny_case
from .examples import acc, case, cert, exam, exemption, heritage, part, run, uni

REQ, ELE, LIB, GEN = "major_required", "major_elective", "liberal_arts", "general_elective"


def test_part_time_limits() -> None:
    table = [part(12), part(3, institution="B"), part(6, institution="C")]
    table += [part(12, "2022-10-20"), part(9, "2022-10-20", institution="C")]
    assert run(table)["recognised"] == 42  # source 004
    assert run([part(10), part(3)])["list"] == [10, 0]
    assert run([part(10, "2024-02-20"), part(3, "2024-02-20")])["list"] == [10, 3]
    assert run([part(12, "2024-02-19"), part(3, "2024-02-20")])["list"] == [12, 3]
    assert run([part(12), part(12, "2022-10-20"), part(1, "2022-12-20")])["list"] == [12, 12, 0]
    act = {"basis": "lifelong_education_act"}
    two = [part(5, **act, semester_standard=21), part(5, **act, semester_standard=24)]
    assert run(two)["list"] == [5, 5]  # half of 21 is 10
    two[1]["semester_standard"] = 19
    assert run(two)["list"] == [5, 0]  # 9
    refused = part(5, **act, semester_standard=10, score=10)
    assert run([part(5, **act, semester_standard=21), part(5, **act, semester_standard=21), refused])[
        "list"
    ] == [5, 5, 0]


def test_school_cap_and_cuts() -> None:
    college = {"school_kind": "college_2y", "leaving": "graduated"}
    whole = [uni(27, **college) for _ in range(3)]
    assert run(whole)["list"] == [27, 27, 26]  # R7: 81, no single credit to drop
    assert run([uni(40, **college), uni(39, **college)])["list"] == [40, 39]  # below the cap: no cut
    assert run([uni(150)])["list"] == [140]
    two = [uni(79, **college), uni(3, institution="다른대", **college)]
    assert run(two)["list"] == [79, 1]  # over all schools of the kind
    contested = [uni(70, **college), uni(20, "2024-06-10", **college), acc(14)]
    # 70 + 10 leaves room for 14 in the window, and 80 + 14 = 94 is more than any other choice.
    assert run(contested)["list"] == [70, 10, 14]
    tight = [uni(60, **college), uni(22, "2024-06-10", **college), acc(20)]
    # A cut must reach 80 exactly: 60 + 20 clashes with 20 in the window, so 80 alone or 60 + 20.
    assert run(tight)["recognised"] == 80


def test_institution_and_stage_caps() -> None:
    years = [acc(21, f"{year}-06-20") for year in range(2018, 2023)]
    assert run([*years, acc(1, "2023-06-20")])["recognised"] == 105  # D11
    assert run([*years, acc(1, "2023-06-20", institution="나원")])["recognised"] == 106
    assert run(years, degree="associate_2y")["recognised"] == 42
    mixed = [*years, exemption(2, institution=" 가원 ")]
    assert run(mixed)["recognised"] == 105
    # Stage 1 is liberal: leaving 21 general credits for it brings R from 90 (M + L) down to 86.
    liberal = run([*years, exemption(1, institution="가원")])
    assert (liberal["recognised"], liberal["remaining"]) == (88, 86)
    assert run([exam(1) for _ in range(6)])["recognised"] == 20
    assert run([exam(3) for _ in range(6)] + [exemption(3)])["recognised"] == 30


def test_substitutes() -> None:
    names = ["경영학의 이해", "경영학개론"]
    plan = {"required": names, "substitutes": [names]}
    both = run([acc(3, subject=names[0]), acc(4, subject=names[1])], plan)
    assert (both["cls"], both["major_required"]) == ([ELE, REQ], 4)  # R11; levels put more in required
    alone = run([acc(3, subject=names[0])], plan)
    assert alone["cls"] == [REQ]
    tie = run([acc(3, subject=names[0]), acc(3, subject=names[1])], plan)
    assert tie["cls"] == [REQ, ELE]


def test_heritage() -> None:
    holder = run([heritage("holder", same_major=True)])
    assert (holder["remaining"], holder["complete"], holder["recognised"]) == (0, True, 140)  # D14
    assert run([heritage("holder")], degree="associate_2y")["complete"] is False
    for role, day, credits in [
        ("candidate", "1999-07-19", 60), ("candidate", "1999-07-20", 50), ("assistant", "1999-07-19", 50),
        ("transmission_educator", "1999-07-19", 53), ("transmission_educator", "2010-01-01", 50),
        ("completer", "2010-01-01", 30),
    ]:  # fmt: skip
        assert run([heritage(role, day)])["list"] == [credits]
    for months, credits in [(6, 4), (11, 4), (12, 7), (23, 7), (24, 14), (35, 14), (36, 21)]:
        assert run([heritage("trainee", months=months)])["list"] == [credits]
    two = [heritage("completer"), heritage("assistant", item=" 강령탈춤")]
    assert run(two)["list"] == [0, 50]


def classes(*parts: tuple[str, int]) -> list[dict[str, Any]]:
    """University courses of these classes and credits, in a window of their own."""
    return [uni(n, **{"class": cls}) for cls, n in parts]


def test_first_degrees() -> None:
    block = classes((REQ, 60), (LIB, 30), (GEN, 32))
    d1 = run([*block, acc(18)])
    assert (d1["remaining"], d1["complete"], d1["recognised"]) == (0, True, 140)
    d2 = run([*block, acc(17)])
    assert (d2["remaining"], d2["complete"]) == (1, False)
    d4 = run([*classes((ELE, 59), (LIB, 30), (GEN, 43)), acc(18)])
    assert (d4["recognised"], d4["remaining"]) == (150, 1)
    d5 = run([*classes((REQ, 60), (LIB, 30), (ELE, 32)), acc(18)])
    assert d5["complete"] is True
    college = {"school_kind": "college_2y"}
    carried = [uni(45, **college, **{"class": REQ}), uni(15, **college, **{"class": LIB}), uni(20, **college)]
    new = [
        acc(15, subject="을"),
        acc(15, "2022-06-20", subject="병"),
        acc(15, "2021-06-20"),
        acc(15, "2020-06-20"),
    ]
    assert run([*carried, *new], {"elective": ["을"], "liberal": ["병"]})["complete"] is True  # D6


def test_conferring_university() -> None:
    rest = classes((REQ, 60), (LIB, 24)), [heritage("assistant"), acc(18, subject="교")]
    for extra, short in [(0, 0), (1, 1)]:  # D9, D10
        home = classes((REQ, 60), (LIB, 24 - extra))
        answer = run([*home, *rest[1]], {"liberal": ["교"]}, conferring_university=" 나대 ")
        assert (answer["remaining"], answer["complete"]) == (short, not short)


def test_required_subjects_core_and_credits() -> None:
    block = [*classes((ELE, 60), (LIB, 30), (GEN, 50))]
    have = [acc(9, subject="갑"), acc(9, subject="을")]
    assert run([*block, *have], {"required": ["갑", "을"]})["complete"] is True
    missing = run([*block, *have], {"required": ["갑", "을", "병"]})
    assert (missing["remaining"], missing["complete"]) == (0, False)
    assert run([*block, *have], {"required": ["갑", "을", "병"], "core_count": 2})["complete"] is True
    credits = run([*block, *have], {"required": ["갑", "을", "병"], "required_credits": 20})
    assert (credits["remaining"], credits["complete"]) == (2, False)
    assert run([*block, *have], {"required": ["갑", "을", "병"], "required_credits": 18})["complete"] is True
    none = run([*block, *have], {"required_credits": 1})
    assert (none["remaining"], none["complete"]) == (1, False)


def test_required_credits_and_liberal_add_up() -> None:
    block = [*classes((ELE, 80), (GEN, 50)), acc(18)]
    answer = run(block, {"required_credits": 20})
    assert answer["remaining"] == 50  # max(M 0, Q 20) + L 30, above T 0
    compatible = run([*block, acc(6, "2022-06-20", subject="갑")], {"elective": ["갑"], "compatible": ["갑"]})
    assert (compatible["cls"][-1], compatible["remaining"]) == (LIB, 24)


def own(cls: str) -> dict[str, Any]:
    """The field class, whose name is a keyword of Python."""
    return {"class": cls}


def test_classes_of_committee_and_stage() -> None:
    plan = {"elective": ["갑"], "required": ["을"], "liberal": ["병"]}
    for record, cls in [
        (exam(2, subject="갑"), ELE),
        (exam(2, subject="갑", committee_class=LIB), LIB),
        (exam(3, subject="병"), GEN),
        (exam(1, subject="갑", committee_class=GEN), ELE),
        (exam(1, subject="병", committee_class=REQ), LIB),
        (uni(same_program=False, committee_class=REQ, **own(ELE)), REQ),
        (uni(same_program=False, committee_class=REQ, **own(LIB)), LIB),
        (uni(same_program=False, **own(REQ)), GEN),
        (part(same_program=True, committee_class=GEN, **own(REQ)), REQ),
        (acc(subject="병"), LIB),
        (acc(subject="정"), GEN),
        (acc(subject="을"), REQ),
        (acc(subject="갑"), ELE),
    ]:
        assert run([record], plan)["cls"] == [cls], record


def test_levels_in_order() -> None:
    # Only the class is free: liberal shortens L, elective M; R ties, so major wins.
    free = run([acc(3, subject="갑")], {"elective": ["갑"], "compatible": ["갑"]})
    assert (free["cls"], free["remaining"]) == ([ELE], 137)
    stage1 = run([exam(1, subject="갑")], {"required": ["갑"]})
    assert stage1["cls"] == [REQ]
    # All levels tie: the earlier record first.
    early, late = acc(3, "2024-03-01"), acc(3, "2024-08-31")
    late["id"], early["id"] = "a", "b"
    assert run([late, early, acc(21, "2024-05-01")])["list"] == [0, 3, 21]
    same = [acc(3, id="b"), acc(3, id="a"), acc(21, id="c")]
    assert run(same)["list"] == [0, 3, 21]  # then the id


def test_learner_choices() -> None:
    small, big = acc(3), acc(22)
    assert run([small, big])["list"] == [0, 22]
    assert run([small, big], take=[small["id"]])["list"] == [3, 0]
    both = run([small, big], take=[small["id"], big["id"]])
    assert both["clash"] == sorted([small["id"], big["id"]])
    over = acc(25)
    assert run([small, over], take=[small["id"], over["id"]])["clash"] == [over["id"]]
    failed = acc(3, score=10)
    answer = run([failed, small], take=[failed["id"], small["id"]])
    assert (answer["clash"], answer["why"][0]) == ([failed["id"]], ["accredited.score"])
    jobs = [cert("정보처리기사", id="z"), cert("정보처리산업기사", id="y"), acc(20, id="x"), acc(20, id="w")]
    assert run(jobs, take=["z", "y", "x", "w"])["clash"] == ["w", "x"]


class Whole(Search):
    """The search without its two shortcuts on cuts."""

    def options(self, at: int) -> Iterator[Chosen]:
        """Every cut of a university course, whether the cap can be reached or not."""
        item = self.items[at]
        names = [*item.classes, *([ELE] if self.rules.may_be_elective(at) else [])]
        for credits in range(1 if item.university else item.credits, item.credits + 1):
            for name in names:
                yield Chosen(at, credits, name)

    def hopeless(self, chosen: list[Chosen], at: int) -> bool:  # noqa: ARG002
        """Never gives up."""
        return False


def options_of(items: list[Item]) -> int:
    """Upper bound of the selections `Whole` tries."""
    space = 1
    for item in items:
        space *= 1 + (item.credits if item.university else 1) * 2
    return space


def test_shortcuts_lose_nothing() -> None:
    compared = 0
    for seed in range(60):
        data = tiny_case(random.Random(seed), most=5)
        data["choices"]["take"] = []
        items, _, curriculum = eligible(data)
        if options_of(items) > 20_000:
            continue
        whole, judge = Whole(items, Rules(items, curriculum, data)), Judge(items, curriculum, data)
        chosen, levels, complete = best(whole, judge, frozenset())
        answer = solve(data)
        assert answer["credits"] == {items[c.at].id: c.credits for c in chosen}, seed
        assert answer["classes"] == {items[c.at].id: c.cls for c in chosen}, seed
        assert (answer["remaining"], answer["complete"]) == (-levels[0], complete), seed
        compared += 1
    assert compared > 50


def test_cuts_by_hand_against_all_cuts() -> None:
    rng = random.Random(1)
    for _ in range(15):
        credits = [rng.randint(68, 72), rng.randint(2, 9), rng.randint(2, 9)]
        days = rng.sample(("2024-06-10", "2024-10-10", "2012-06-20"), 3)
        records = [uni(n, d, school_kind="college_2y") for n, d in zip(credits, days, strict=True)]
        data = case([*records, acc(rng.randint(15, 24))])
        items, _, curriculum = eligible(data)
        whole, judge = Whole(items, Rules(items, curriculum, data)), Judge(items, curriculum, data)
        chosen, _, _ = best(whole, judge, frozenset())
        assert solve(data)["credits"] == {items[c.at].id: c.credits for c in chosen}


def test_two_solvers_agree() -> None:
    wrong = []
    for seed in range(400):
        data = tiny_case(random.Random(seed))
        answer = solve(data)
        mine = tuple(answer[name] for name in ("remaining", "recognised", "major", "liberal"))
        if cpsat.solve(data) != (None if answer["clash"] is not None else mine):
            wrong.append(seed)
    assert wrong == []


@pytest.mark.parametrize("kind", ["ordinary", "adversarial"])
def test_large_cases_are_solved(kind: str) -> None:
    sizes = set()
    for seed in range(5):
        data = large_case(random.Random(seed), kind)
        sizes.add(len(data["records"]))
        levels = cpsat.solve(data)
        assert levels is not None
        assert levels[1] >= levels[2] + levels[3]
    assert min(sizes) >= 20
    assert max(sizes) <= 80


def test_generator_repeats_itself() -> None:
    assert tiny_case(random.Random(7)) == tiny_case(random.Random(7))
    assert large_case(random.Random(7), "adversarial") == large_case(random.Random(7), "adversarial")
    with pytest.raises(ValueError, match="kind must be one of"):
        large_case(random.Random(1), "huge")


def test_case_helper_is_a_valid_version_1_case() -> None:
    assert case([])["version"] == 1
    assert run([])["remaining"] == 140
