"""What a learner asks, on a case made by hand: each wish and purpose, prerequisites, the words of no."""

from __future__ import annotations

from baeum_rules.plan import plan, plans
from baeum_rules.plan.solving import Solved, settle
from baeum_rules.plan.wishes import PURPOSES, Wishes, read_wishes

from .sample import answer, case, enough, ids, items, row

EARLY, LATER = ["early1", "early2", "early3", "early4"], ["liberal1", "major1", "major2", "major3"]


def codes(said: list) -> list[str]:
    return [one["code"] for one in said]


def test_each_purpose_finds_another_plan():
    found = answer(enough())
    assert ids(found, "soonest") == EARLY and ids(found, "cost") == LATER
    by = {purpose: one for one in found["plans"] for purpose in one["purposes"]}
    assert by["soonest"]["conferral"]["month"] == "2027-02"
    assert by["cost"]["conferral"]["month"] == "2027-08"
    assert by["soonest"]["cost"] == {
        "items": 1_200_000, "recognition": 12_000, "registration": 0, "total": 1_212_000, "unknown": []
    }  # fmt: skip
    assert by["cost"]["cost"]["total"] == 412_000
    assert by["load"]["load"]["peak"] == 90  # two courses in each of the two terms
    assert all(
        level["proven"] for one in found["plans"] for levels in one["proof"].values() for level in levels
    )


def test_plans_that_are_the_same_are_told_once():
    found = answer(enough()[:4])
    assert [one["purposes"] for one in found["plans"]] == [list(PURPOSES)]


def test_what_costs_no_less_later_is_the_soonest_plan():
    rows = [*enough()[4:], *(one | {"won": 300_000} for one in enough()[:4])]
    found = answer(rows)
    assert found["plans"][0]["purposes"][:2] == ["soonest", "cost"] and ids(found, "cost") == EARLY


def test_an_end_a_budget_and_credits_a_term_bind():
    assert ids(answer(enough(), Wishes(budget=412_000)), "soonest") == LATER
    assert answer(enough(), Wishes(budget=411_999))["plans"] == []
    assert ids(answer(enough(), Wishes(end="2027-02")), "cost") == EARLY
    by_term = answer(enough(), Wishes(per_term=6))["plans"][0]
    assert by_term["conferral"]["month"] == "2027-08"
    assert [term["credits"] for term in by_term["terms"]] == [6, 6]


def test_online_region_and_refused_subjects_leave_items_out():
    rows = enough()
    rows[0] |= {"mode": "offline", "region": "11110"}
    assert ids(answer(rows[:4], Wishes(online=True)), "soonest") == []
    assert ids(answer(rows[:4], Wishes(regions=("11",))), "soonest") == LATER
    found = answer(rows[:4], Wishes(regions=("26",)))
    assert found["plans"] == [] and found["left_out"] == {"region": 1}
    found = answer(enough(), Wishes(without=("국 사",)))  # refused under every spelling of its name
    assert ids(found, "soonest") == LATER and found["left_out"] == {"refused": 1}


def test_what_is_closed_or_too_late_is_left_out():
    rows = [*enough()[:4], row("closed", "컴파일러", "2027-01-10", begins="2026-11-21")]
    rows.append(row("refused", "컴파일러", "2027-01-10") | {"source": "certificate", "name": "없는 자격"})
    for name in ("institution", "subject", "credits"):
        del rows[-1][name]
    assert answer(rows)["left_out"] == {"closed": 1, "not_recognised": 1}


def test_what_must_come_first_comes_first():
    rows = enough()[:4]
    rows[1]["after"] = [["자료구조", "이산수학"]]
    assert answer(rows)["plans"] == []  # it ends when the other begins at the earliest
    rows.append(row("first", "이산수학", "2027-01-12", 10_000))
    rows[1]["begins"] = "2027-03-02"
    found = answer(rows)
    assert "first" in ids(found, "soonest") or ids(found, "soonest") == []
    assert ids(found, "soonest") == [
        "first",
        "liberal1",
        "major1",
        "major2",
        "major3",
    ]  # taken to open another


def test_an_examination_opens_by_credits():
    certificate = {
        "id": "cert", "source": "certificate", "name": "정보처리산업기사", "begins": "2027-02-15",
        "ends": "2027-06-18", "apply_by": "2027-01-26", "won": 0, "needs_credits": 69,
    }  # fmt: skip
    rows = [certificate, row("liberal1", "철학", "2027-06-14"), row("early4", "국사", "2027-01-12", 300_000)]
    rows.append(row("major1", "자료구조", "2027-06-14"))
    found = answer(rows)
    assert "early4" in ids(found, "cost")  # 68 credits are there: a course must be over before one applies
    rows[0] = certificate | {"needs_credits": 68}
    assert "early4" not in ids(answer(rows), "cost")
    rows[0] = certificate
    assert "early4" not in ids(answer(rows, Wishes(exams_open=True)), "cost")


def test_one_who_has_everything_takes_nothing():
    doc = case()
    doc["records"].append(doc["records"][0] | {"id": "r9", "credits": 10, "subject": "자료구조"})
    doc["records"].append(doc["records"][1] | {"id": "r10", "credits": 3, "subject": "더"})
    doc["records"][3]["school_kind"] = "college_3y"
    found = answer(enough(), doc=doc)
    assert [one["terms"] for one in found["plans"]] == [[]] and codes(found["notes"]) == ["complete"]


def test_why_not_sooner_is_said_with_figures_and_clause():
    found = answer(enough()[:4])
    (skipped,) = found["skipped"]
    assert (skipped["month"], skipped["why"]) == ("2027-02", "credits")
    first = skipped["reasons"][0]
    assert first["figures"] == {"last_day": "2027-01-15", "most": 68, "need": 80}
    assert "68" in first["ko"] and "80" in first["en"] and first["clause_id"] == "practice.final_semester"


def test_a_full_semester_is_named():
    """Nine courses are missing by February: 24 credits a semester are the limit."""
    doc = case()
    doc["records"][0]["credits"] = 23
    subjects = ["자료구조", "알고리즘", "운영체제", "컴파일러", "국사"]
    rows = [row(f"a{n}", name, "2027-01-12") for n, name in enumerate([*subjects, *"가나다라마바"])]
    rows += [row(f"b{n}", name, "2027-06-14") for n, name in enumerate([*subjects, *"가나다라마바"])]
    found = answer(rows, Wishes(end="2027-02"), doc)
    assert found["plans"] == []
    said = [one for skipped in found["skipped"] for one in skipped["reasons"]]
    (semester,) = [one for one in said if one["code"] == "semester"]
    assert semester["figures"]["limit"] == 24 and semester["clause_id"] == "opreg.3.3.2"


def test_what_would_make_it_possible():
    found = answer(enough(), Wishes(end="2027-02", budget=500_000))
    assert found["plans"] == [] and codes(found["instead"]) == ["wish_budget", "earliest"]
    assert "1,212,000" in found["instead"][0]["ko"] and "2027-08" in found["instead"][1]["en"]
    assert codes(answer(enough(), Wishes(per_term=3))["instead"]) == ["wish_per_term"]
    rows = [row("only", "자료구조", "2027-06-14")]
    assert codes(answer(rows)["instead"]) == ["never"]
    reasons = answer(enough(), Wishes(end="2027-02", per_term=6))["skipped"][-1]["reasons"]
    assert (
        "short" in codes(reasons)
        and {"short": 6, "need": 80, "have": 74}.items()
        <= next(one["figures"] for one in reasons if one["code"] == "short").items()
    )


def test_who_is_not_registered_must_register_first():
    found = answer(enough(), Wishes(registered=False))
    assert found["plans"][0]["conferral"]["month"] == "2027-08"
    assert codes(found["skipped"][0]["reasons"]) == ["registration"]
    assert found["plans"][0]["cost"]["registration"] == 4000
    exempt = answer(enough(), Wishes(registered=False, fee_exempt=True))["plans"][0]["cost"]
    assert (exempt["registration"], exempt["recognition"]) == (0, 0)


def test_what_breaks_if_an_item_fails():
    rows = [*enough()[:4], row("again", "자료구조", "2027-12-14")]
    (one,) = answer(rows, Wishes(end="2027-08"))["plans"]
    broken = {item["id"]: item["breaks"] for term in one["terms"] for item in term["items"]}
    assert codes(broken["major1"]) == ["breaks", "repair_later"]
    assert broken["major1"][1]["figures"]["month"] == "2028-02"
    assert "전공필수 1과목" in broken["major1"][0]["ko"]
    assert codes(broken["liberal1"]) == ["breaks", "repair_none"]
    assert answer(rows, Wishes(end="2027-08"))["plans"][0]["conferral"]["month"] == "2027-08"
    (one,) = answer(
        [*enough(), row("spare", "자료구조", "2027-07-14")], Wishes(budget=412_000, purposes=("cost",))
    )["plans"]
    broken = {item["id"]: item["breaks"] for term in one["terms"] for item in term["items"]}
    assert codes(broken["major1"])[0] == "breaks"


def test_each_item_says_what_it_counts_as():
    (one, *_) = answer(enough()[:4])["plans"]
    classes = {item["id"]: item["class"] for term in one["terms"] for item in term["items"]}
    assert classes["major1"] == "major_required" and classes["liberal1"] == "liberal_arts"
    assert all(item["reasons"][0]["clause"] for term in one["terms"] for item in term["items"])


def test_what_is_under_way_takes_its_room():
    doc = case()
    under_way = {
        "id": "r5", "source": "accredited_course", "institution": "가원", "subject": "하는 중", "credits": 21,
        "score": 80, "attendance": 90, "ended_on": "2027-06-20",
    }  # fmt: skip
    doc["records"].append(under_way)
    doc["records"][3]["credits"] = 12
    (one,) = answer(enough()[:4], doc=doc)["plans"]
    (term,) = one["terms"]
    assert (term["limited"], term["under_way"], term["limit"], term["hours"]) == (12, 12, 24, 24 * 15)
    assert one["unused"] == []
    doc["records"][3]["credits"] = 21  # with the courses that are needed it is over 24: it gives way
    (one,) = answer(enough()[:4], doc=doc)["plans"]
    assert [record["id"] for record in one["unused"]] == ["r5"]
    assert answer(enough()[:4], Wishes(per_term=24), doc)["plans"] == []  # but it is studied all the same


def test_wishes_are_read_from_texts_and_every_fault_is_told():
    read = read_wishes(
        {"budget": "1,200,000원", "per_term": " 9 ", "end": "2027-08", "regions": ["11", "11", " "]}
    )
    assert read == Wishes(budget=1_200_000, per_term=9, end="2027-08", regions=("11",))
    wrong = read_wishes({"budget": "-3", "per_term": "9.5", "end": "2027-07", "purposes": ["cheap"]})
    assert [(one.field, one.code) for one in wrong] == [
        ("end", "conferral.month"), ("budget", "wish.number"), ("per_term", "wish.number"),
        ("purposes", "choice"),
    ]  # fmt: skip


def test_a_choice_that_the_engine_would_not_make_is_no_plan():
    """Eight courses under way fill the semester with 24 credits; with the required one there would be 23."""
    doc = case()
    doc["records"][0]["credits"], doc["records"][1]["credits"] = 45, 16
    doc["records"] += [
        {
            "id": f"u{number}", "source": "accredited_course", "institution": "가원",
            "subject": f"듣는 중 {number}", "credits": 3, "score": 80,
            "attendance": 90, "ended_on": "2027-06-01",
        }
        for number in range(8)
    ]  # fmt: skip
    rows = [row("late", "자료구조", "2027-06-14", credits=2), row("next", "자료구조", "2027-12-14", 200_000)]
    found = answer(rows, doc=doc)
    assert [one["month"] for one in found["skipped"]] == ["2027-02", "2027-08"]
    assert ids(found, "soonest") == ids(found, "cost") == ["next"]


def test_when_the_time_is_over_the_best_so_far_is_told_with_its_gap(monkeypatch):
    def soonest_only(model, purpose, objectives, clock, share=1.0):
        if purpose == "soonest":
            return settle(model, purpose, objectives, clock, share)
        return Solved(None, [], [], 45)

    monkeypatch.setattr(plans, "settle", soonest_only)
    (one,) = answer(enough())["plans"]
    assert one["purposes"] == list(PURPOSES) and ids({"plans": [one]}, "load") == EARLY
    (level,) = one["proof"]["load"]
    assert (level["name"], level["value"], level["bound"], level["proven"]) == ("peak", 180, 45, False)
    assert level["gap"] == 0.75
    monkeypatch.setattr(plans, "settle", lambda *_: Solved(None, [], []))
    found = answer(enough(), Wishes(end="2027-08"))
    assert found["plans"] == [] and codes(found["skipped"][-1]["reasons"]) == ["time"]
    assert "never" not in codes(found["instead"])  # not proven, so not said


def test_each_better_plan_is_told():
    told = []
    plan(case(), items(enough()), Wishes(), seconds=60.0, tell=told.append)
    assert {one.purpose for one in told} == set(PURPOSES) and told[0].objective == "cost"
    assert all(one.bound <= one.best and one.spent <= one.seconds for one in told)


def test_the_limit_of_an_institution_is_named():
    """18 credits of it are there and 42 more fit: of all that is offered there, fewer than are needed."""
    doc = case()
    doc["records"][0]["credits"], doc["records"][1]["credits"] = 1, 1
    doc["records"][2]["institution"] = "다원"
    days = ("2027-01-12", "2027-06-14", "2027-12-14", "2028-06-14")
    names = ["자료구조", "알고리즘", "운영체제", "컴파일러", "철학", "국사", *"가나다라마바사아자차카타파하"]
    rows = [row(f"o{n}{day}", name, day) for n, name in enumerate(names) for day in days]
    found = answer(rows, Wishes(end="2028-08"), doc)
    assert found["plans"] == []
    reasons = found["skipped"][-1]["reasons"]
    (said,) = [one for one in reasons if one["code"] == "institution"]
    assert said["figures"] == {"institution": "다원", "limit": 60}
