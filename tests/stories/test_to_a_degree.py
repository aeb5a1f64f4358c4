"""From registration to conferral, six ways.

A first bachelor's from mixed sources; an associate degree, then linkage; a second degree in the same major,
applied for in 2022 and 2023; a heritage holder; the examination for self-education; a conferring university.
At the steps: the state, whose queue it is in, what the learner is told, and why not.
"""

from __future__ import annotations

from datetime import date

import pytest

from accreditation.people import appointed
from baeum.claims.decided import decisions_of, standing
from baeum.claims.listing import particulars_of
from baeum.claims.models import Claim, ConferralList, Degree
from baeum.claims.queries import on_list
from baeum.claims.services.check_list import check_list
from baeum.claims.services.confer import confer
from baeum.claims.services.deliberate import deliberate
from baeum.claims.services.enlist import enlist
from baeum.claims.services.propose import propose
from baeum.claims.services.receive import receive
from baeum.claims.services.refer import refer
from baeum.claims.services.report_list import report_list
from baeum.claims.services.resolve import resolve
from baeum.claims.services.rule import rule
from baeum.claims.services.second import second
from baeum.claims.services.send_list import send_list
from baeum.claims.services.submit import submit
from baeum.courses.services.register_institution import register_institution
from baeum.ledger.learning import Learning
from baeum.people.acting import Actor, acting
from baeum.people.models import SignIn
from baeum.shared.refusal import Refusal
from baeum.shared.refusals import sentence
from cast import done
from claims.cases import BACHELOR, World, code, decided, event, learner
from stories.degrees import (
    ASSOCIATE,
    CS,
    LIBERAL,
    MAJOR,
    SECOND,
    applied,
    certificate,
    conferred,
    courses,
    heritage,
    school,
    told,
    waiting,
)

pytestmark = pytest.mark.django_db


def test_a_first_bachelor_s_from_mixed_sources(world: World) -> None:
    nari = learner(world)
    april, july = date(2026, 4, 6), date(2026, 7, 6)
    liberal = school(nari, LIBERAL[:10], "college_2y", **{"class": "liberal_arts"})
    general = school(nari, (f"교직 {n}" for n in range(9)), "college_2y", **{"class": "general_elective"})
    other = school(nari, ["네트워크 실습"], "college_2y", same_program=False, **{"class": "major_elective"})
    first = courses(nari, MAJOR[:8], date(2025, 6, 20)) + courses(nari, MAJOR[8:14], date(2025, 12, 19))
    engineer = certificate(nari, "정보처리기사")
    assert code(applied(nari, "2026-08", date(2026, 6, 15))) == "claim.not_registered"
    nari.registered(on=april)

    claim = nari.examining("recognition", april, numbers=[*liberal, *general, *other, *first, engineer])
    one, (sumin, colleague) = world.officers.institute[0], world.officers.committee
    refused = propose(claim, by=one, on=april)
    assert code(refused) == "ruling.pending" and str(other[0]) in sentence(refused, "ko")  # type: ignore[arg-type]
    event(refer(claim, by=one, on=april))
    made = done(
        rule(claim, other[0], committee_class="major_elective", reason="전공 과목", by=sumin, on=april)
    )
    done(second(made.pk, by=colleague, on=april))
    event(resolve(claim, by=sumin, on=april))
    decided(world, claim, april)
    now = nari.standing()
    assert now is not None and sum(now.recognised.values()) == 60 + 42 + 20
    assert now.answer["remaining"] == 18

    last = courses(nari, MAJOR[14:20], date(2026, 6, 26))
    short = applied(nari, "2026-08", july)
    assert code(short) == "degree.not_complete" and "18" in sentence(short, "ko")  # type: ignore[arg-type]
    more = nari.submitted("recognition", july, numbers=last)
    degree = event(applied(nari, "2026-08", july)).claim_id  # what was applied for counts too (D3)
    event(receive(degree, by=one, on=july))
    assert code(propose(degree, by=one, on=july)) == "degree.claims_wait"
    event(receive(more, by=one, on=july))
    decided(world, more, july)

    assert event(propose(degree, by=one, on=july)).after == "before_committee"
    event(deliberate([degree], resolution="grant", meeting="제3차", by=sumin, on=july)[0])
    event(enlist([degree], by=one, on=july)[0])
    with acting(one):
        of_list = ConferralList.objects.get(conferral="2026-08")
        assert [one.claim_id for one in on_list(of_list)] == [degree]
    event(send_list(of_list, by=one, on=july)[0])
    august = date(2026, 8, 20)
    assert event(confer([degree], by=world.officers.ministry[1], on=august)[0]).after == "conferred"
    with acting(nari.by):
        found = Degree.objects.get(claim_id=degree)
        values = particulars_of(found, world.key("nari"))
        assert (found.number, found.degree_name, found.conferred_on) == ("2026-08-000001", "이학사", august)
        assert (values["name"], values["gpa"], values["recognised"]) == ("김나리", "3.50", 140)
        assert values["average"] == "86.50"  # 60 credits of 85, 60 of 88; the certificate has no grade
        made = decisions_of(nari.account, world.key("nari"))
        assert [one.case["goal"].get("conferral") for one in made] == ["2026-08", None, None]
    assert told(nari, degree) == ["submit", "enlist", "confer"]
    assert code(applied(nari, "2027-02", date(2026, 12, 20))) == "degree.has_it"


def test_registered_too_late_and_learned_too_late(world: World) -> None:
    """75 days before the end of the window (D12), and by the 15th (D13)."""
    nari = learner(world)
    holder = heritage(nari)
    nari.registered({**BACHELOR, "major": "psychology"}, on=date(2026, 6, 16))
    nari.granted("recognition", date(2026, 6, 16), numbers=[holder])
    late = applied(nari, "2026-08", date(2026, 7, 1))
    assert code(late) == "degree.registered_late"
    assert isinstance(late, Refusal) and late.figures["days"] == 29 and late.figures["next"] == "2027-02"
    assert event(applied(nari, "2027-02", date(2026, 12, 15))).after == "submitted"
    dowon = learner(world, "dowon")
    dowon.registered(on=date(2026, 4, 6))
    after = dowon.course("자료구조", date(2026, 7, 16))
    dowon.granted("recognition", date(2026, 7, 20), numbers=[after])
    wrong = applied(dowon, "2026-08", date(2026, 7, 20))
    assert code(wrong) == "claim.not_open"


def test_a_heritage_holder_has_a_bachelor_s(world: World) -> None:
    nari = learner(world)
    nari.registered({**BACHELOR, "major": "psychology"}, on=date(2026, 4, 6))
    nari.granted("recognition", date(2026, 4, 6), numbers=[heritage(nari)])
    now = nari.standing()
    assert now is not None and now.answer["complete"] and sum(now.recognised.values()) == 140
    claim = event(applied(nari, "2026-08", date(2026, 6, 15))).claim_id
    found = conferred(world, nari, claim, date(2026, 6, 15), date(2026, 8, 20))
    with acting(nari.by):
        assert particulars_of(found, world.key("nari"))["gpa"] is None  # heritage carries no grade
    level = nari.granted("school_level", date(2026, 9, 1))
    assert nari.state(level) == "granted"


def test_an_associate_degree_then_linkage(world: World) -> None:
    dowon = learner(world, "dowon")
    october, january = date(2023, 10, 10), date(2024, 1, 8)
    liberal = school(dowon, LIBERAL[:5], "university", **{"class": "liberal_arts"})
    major = school(dowon, MAJOR[20:29], "university", **{"class": "major_elective"})
    taken = courses(dowon, MAJOR[:8], date(2023, 6, 23))
    industrial = certificate(dowon, "정보처리산업기사")
    dowon.registered(ASSOCIATE, on=october)
    dowon.granted("recognition", october, numbers=[*liberal, *major, *taken, industrial])
    now = dowon.standing()
    assert now is not None and now.answer["complete"] and sum(now.recognised.values()) == 82
    linked = {"goal": BACHELOR}
    early = dowon.draft("linkage", january, terms=linked)
    assert code(submit(early, by=dowon.by, on=january)) == "linkage.no_degree"
    claim = event(applied(dowon, "2024-02", january)).claim_id
    found = conferred(world, dowon, claim, january, date(2024, 2, 20))
    assert (found.degree, found.degree_name) == ("associate_2y", "공업전문학사")

    april = date(2024, 4, 2)
    everything = dowon.draft("linkage", april, terms=linked)
    many = submit(everything, by=dowon.by, on=april)
    assert code(many) == "linkage.too_many" and many.figures == {"credits": 82, "most": 80}  # type: ignore[union-attr]
    carried = [int(name) for name in now.recognised if name != str(liberal[0])]
    dowon.granted("linkage", april, terms=linked, numbers=carried)
    after, registration = dowon.standing(), dowon.registration()
    assert after is not None and registration is not None and registration.goal == BACHELOR
    assert registration.registered_on == october
    assert sum(after.recognised.values()) == 79 and not after.answer["complete"]

    new = courses(dowon, [*LIBERAL[5:11], *MAJOR[8:10]], date(2024, 6, 21))
    new += courses(dowon, MAJOR[10:16], date(2024, 12, 20), "taeo")
    rest = [*MAJOR[16:19], "생활 도예", "시민 교양", "지역 사회", "독서 토론"]
    new += courses(dowon, rest, date(2025, 6, 20))
    dowon.granted("recognition", date(2025, 7, 1), numbers=new)
    now = dowon.standing()
    assert now is not None and sum(now.recognised.values()) == 142 and now.answer["complete"]
    claim = event(applied(dowon, "2025-08", date(2025, 7, 2))).claim_id
    bachelor = conferred(world, dowon, claim, date(2025, 7, 2), date(2025, 8, 20))
    assert (bachelor.degree, bachelor.degree_name) == ("bachelor", "이학사")


def test_a_second_degree_in_the_same_major_is_for_2023(world: World) -> None:
    boram = learner(world, "boram")
    details = {"degree": "bachelor", "major": "computer-science", "by": "university"}
    boram.enter(Learning("degree", "이학사", "표본대학교", date(2019, 2, 20), details=details), file=True)
    lines = courses(boram, MAJOR[:8], date(2021, 6, 18)) + courses(boram, MAJOR[8:14], date(2021, 12, 17))
    lines += courses(boram, MAJOR[14:16], date(2022, 6, 17))
    december, january, july = date(2022, 12, 20), date(2023, 1, 16), date(2023, 7, 3)
    boram.registered(SECOND, on=december)
    early = boram.granted("recognition", december, numbers=lines)
    assert boram.state(early) == "refused"
    now = boram.standing()
    assert now is not None
    rules = {reason["rule"] for line in now.answer["records"] for reason in line["reasons"]}
    assert rules == {"second.force"} and now.recognised == {}
    claim = boram.granted("recognition", january, numbers=lines)
    assert boram.state(claim) == "granted"
    now = boram.standing()
    assert now is not None and sum(now.recognised.values()) == 48 and now.answer["complete"]
    degree = event(applied(boram, "2023-08", july)).claim_id
    found = conferred(world, boram, degree, july, date(2023, 8, 21))
    assert (found.route, found.major) == ("second", "computer-science")


def test_the_way_over_the_examination_for_self_education(world: World) -> None:
    nari = learner(world)
    april, july = date(2026, 4, 6), date(2026, 7, 6)
    stages = {
        1: ["국어", "국사", "외국어", "철학개론", "사회학개론"],
        2: ["C프로그래밍", "객체지향프로그래밍", "웹프로그래밍", "자료구조", "논리회로", "컴퓨터구조"],
        3: ["운영체제", "이산수학", "데이터베이스", "소프트웨어공학", "컴파일러", "알고리즘"],
        4: ["컴퓨터시스템구조", "컴퓨터네트워크", "자료구조", "운영체제", "국어", "외국어"],
    }
    passed = {
        stage: [
            nari.enter(
                Learning("bdes_exam", subject, f"독학학위제 {stage}과정", date(2021 + stage, 5, 20 - stage),
                         details={"stage": stage}),
                file=True,
            )
            for subject in subjects
        ]
        for stage, subjects in stages.items()
    }  # fmt: skip
    taken = courses(nari, LIBERAL[18:26], date(2025, 6, 20)) + courses(
        nari, LIBERAL[26:28], date(2025, 12, 19)
    )
    nari.registered(on=april)
    lines = [number for numbers in passed.values() for number in numbers]
    claim = nari.examining("recognition", april, numbers=[*lines, *taken])
    one, (sumin, colleague) = world.officers.institute[0], world.officers.committee
    referred = event(refer(claim, by=one, on=april))
    institute = world.cast.office["institute"].pk
    assert waiting(sumin, institute, april, committee=True) == ["with_subcommittee"]
    assert waiting(one, institute, april) == []
    above = [number for stage in (2, 3, 4) for number in passed[stage]]
    with acting(sumin):
        act = Claim.objects.get(pk=claim).history.get(number=referred.number)
        assert act.figures["lines"] == sorted(above)
    required = set(CS.required)
    names = dict(zip(lines, (name for subjects in stages.values() for name in subjects), strict=True))
    for number in above:
        ruled = "major_required" if names[number] in required else "major_elective"
        made = done(rule(claim, number, committee_class=ruled, reason="전공", by=sumin, on=april))
        done(second(made.pk, by=colleague, on=april))
    event(resolve(claim, by=colleague, on=april))
    decided(world, claim, april)
    now = nari.standing()
    assert now is not None and now.answer["complete"], now.answer["requirements"]
    assert now.answer["totals"]["recognised"] == 140
    degree = event(applied(nari, "2026-08", july)).claim_id
    assert conferred(world, nari, degree, july, date(2026, 8, 20)).degree_name == "이학사"


def test_a_university_confers(world: World) -> None:
    nari, cast = learner(world), world.cast
    april, july, august = date(2025, 4, 7), date(2025, 7, 7), date(2025, 8, 21)
    colleague = appointed(cast, "대학둘", "institution_officer", "dasan")
    SignIn.objects.create(login="univ-two", person_id=colleague.person_id)  # programs take no claims in
    taeo, second_officer = cast.as_("taeo"), Actor(colleague.person_id, colleague.pk)
    beside = school(nari, LIBERAL[:10], "college_2y", **{"class": "liberal_arts"})
    beside += school(nari, (f"교직 {n}" for n in range(5)), "college_2y", **{"class": "general_elective"})
    beside.append(certificate(nari, "정보처리기사"))
    here = courses(nari, MAJOR[:8], date(2023, 6, 23), "taeo") + courses(
        nari, MAJOR[8:14], date(2023, 12, 22), "taeo"
    )
    here += courses(nari, MAJOR[14:22], date(2024, 6, 21), "taeo")
    here += courses(nari, MAJOR[22:27], date(2024, 12, 20), "taeo")
    nari.registered(on=april)
    nari.granted("recognition", april, numbers=[*beside, *here])
    unknown = applied(nari, "2025-08", july, via="dasan")
    assert code(unknown) in ("degree.not_conferring", "claim.incomplete")
    done(register_institution(cast.office["dasan"], legal_basis="university", by=taeo, on=april))
    short = applied(nari, "2025-08", july, via="dasan")  # 81 credits there, 84 are needed
    assert code(short) == "degree.not_complete"
    last = courses(nari, MAJOR[27:28], date(2025, 6, 20), "taeo")
    nari.granted("recognition", july, numbers=last)
    claim = event(applied(nari, "2025-08", july, via="dasan")).claim_id
    assert waiting(taeo, cast.office["dasan"].pk, july) == ["at_university"]
    one = world.officers.institute[0]
    assert code(receive(claim, by=one, on=july)) in ("claim.not_now", "claim.not_yours")
    event(report_list([claim], by=taeo, on=july)[0])
    assert event(check_list([claim], by=one, on=july)[0]).after == "checked"
    assert code(confer([claim], by=taeo, on=august)[0]) == "claim.same_person"
    assert event(confer([claim], by=second_officer, on=august)[0]).after == "conferred"
    with acting(nari.by):
        found = Degree.objects.get(claim_id=claim)
        assert found.number == "2025-08-dasan-00001" and found.body == cast.office["dasan"]
        degrees = [one for one in decisions_of(nari.account, world.key("nari")) if one.claim_id == claim]
        needs = {row["id"]: row["have"] for row in degrees[0].answer["requirements"]}
        assert needs["university"] == 84
        assert standing(nari.account, world.key("nari")) is not None
    assert told(nari, claim) == ["submit", "check_list:grant", "confer"]
