"""A whole round, every branch of it, to the last day of its accreditations.

Courses of one institution: returned by each tier and mended, withdrawn, preliminary then passed, preliminary
Courses of one institution: returned by each tier and mended, withdrawn, preliminary then passed, preliminary
appealed against (upheld and overturned), expired and renewed. At each step: whose queue it is in, until when,
who was told, and who may not.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from accreditation.cases import OPENS, announced, code, complete, drafted, event, scored, submitted
from accreditation.people import officers
from baeum.accreditation.act import Event
from baeum.accreditation.granted import grants_of, state_on
from baeum.accreditation.models import Application, Notice, Round
from baeum.accreditation.queries import in_states, queue
from baeum.accreditation.services.accept_correction import accept_correction
from baeum.accreditation.services.announce_draw import announce_draw
from baeum.accreditation.services.appeal import appeal
from baeum.accreditation.services.approve import approve
from baeum.accreditation.services.assign_panels import assign_panels
from baeum.accreditation.services.call_hearing import call_hearing
from baeum.accreditation.services.cancel import cancel
from baeum.accreditation.services.complain import Complained, complain
from baeum.accreditation.services.decide_appeal import decide_appeal
from baeum.accreditation.services.deliberate import deliberate
from baeum.accreditation.services.draw import draw
from baeum.accreditation.services.forward import forward
from baeum.accreditation.services.hand_down import hand_down
from baeum.accreditation.services.hold_hearing import hold_hearing
from baeum.accreditation.services.inspect import inspect
from baeum.accreditation.services.lapse import lapse
from baeum.accreditation.services.notify import notify
from baeum.accreditation.services.order_correction import order_correction
from baeum.accreditation.services.propose import propose
from baeum.accreditation.services.propose_cancellation import propose_cancellation
from baeum.accreditation.services.re_evaluate import re_evaluate
from baeum.accreditation.services.recommend import recommend
from baeum.accreditation.services.record_investigation import record_investigation
from baeum.accreditation.services.record_result import record_result
from baeum.accreditation.services.renew import renew
from baeum.accreditation.services.report_correction import report_correction
from baeum.accreditation.services.resubmit import resubmit
from baeum.accreditation.services.send_back import send_back
from baeum.accreditation.services.supply import supply
from baeum.accreditation.services.take_up import take_up
from baeum.accreditation.services.withdraw import withdraw
from baeum.courses.queries import accredited_on
from baeum.people.acting import Actor, acting
from baeum.shared.refusal import Refusal
from cast import Cast, done

pytestmark = pytest.mark.django_db
DAY = timedelta(1)
GOOD = {f"i{n}": 14 for n in range(1, 7)}
PRELIMINARY = {**GOOD, "i5": 13, "i6": 0}
BAD = {**GOOD, "i4": 13, "i5": 13, "i6": 13}


class Story:
    """The round with its people; ``on`` is the day of the story."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.officers = cast, officers(cast)
        self.sora, self.jiho, self.haneul = cast.as_("sora"), cast.as_("jiho"), cast.as_("haneul")
        self.one, self.two = self.officers.institute
        self.of_round: Round = announced(self.officers)
        self.on = OPENS

    def noted(self, answer: Event | Refusal | list[Event | Refusal]) -> list[Event]:
        """The acts, none of them refused."""
        return [event(one) for one in (answer if isinstance(answer, list) else [answer])]

    def after(self, answer: Event | Refusal | list[Event | Refusal]) -> str:
        """The state that an act led to."""
        return self.noted(answer)[0].after

    def state(self, found: UUID) -> str:
        with acting(self.one):
            one = Application.objects.get(pk=found)
            return state_on(one, grants_of([found]).get(found), self.on)

    def in_queue(self, by: Actor, office: str) -> dict[str, int]:
        """What an office has, by state."""
        with acting(by):
            return {one.state: one.total for one in in_states(self.cast.office[office].pk, self.on)}

    def overdue(self, by: Actor, office: str) -> set[UUID]:
        with acting(by):
            found = queue(self.cast.office[office].pk, self.on, overdue=True)
            return set(found.values_list("pk", flat=True))

    def told(self, office: str, by: Actor, found: UUID) -> list[str]:
        """What an office was told of an application, in order of the days."""
        with acting(by):
            told = Notice.objects.filter(office=self.cast.office[office], application_id=found)
            return [notice.template for notice in told.order_by("on", "template")]

    def due(self, found: UUID) -> date | None:
        with acting(self.one):
            return Application.objects.get(pk=found).due_on


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(cast)


def test_a_round_with_every_branch(story: Story) -> None:
    returned, withdrawn = taken_in(story)
    cases = evaluated(story)
    granted = decided(story, cases)
    refused_ends_there(story, cases)
    inspected_and_put_right(story, granted[0])
    cancelled_and_upheld(story, granted[1])
    cancelled_and_overturned(story, granted[2])
    expired_and_renewed(story, granted[3])
    assert story.state(returned) == "at_institute"
    with acting(story.sora):
        assert Application.objects.get(pk=withdrawn).state == "withdrawn"


def taken_in(story: Story) -> tuple[UUID, UUID]:
    """Through the tiers; each returns it once; one is withdrawn."""
    cast, on = story.cast, story.on
    found = submitted(cast, story.of_round, on=on)
    assert story.in_queue(story.jiho, "jongno") == {"at_municipality": 1}
    assert story.in_queue(story.haneul, "seoul") == {}
    assert story.due(found) == date(2026, 4, 13)
    for by, office, back in (
        (story.jiho, "jongno", "returned_municipality"),
        (story.haneul, "seoul", "returned_province"),
        (story.one, "institute", "returned_institute"),
    ):
        for stranger in (cast.as_("taeo"), cast.as_("mina"), cast.as_("bada"), cast.as_("suho")):
            assert code(send_back(found, by=stranger, on=on, reason="x")).startswith("accreditation.")
        assert story.after(send_back(found, by=by, on=on, reason="증빙 보완")) == back
        assert story.in_queue(by, office) == {}
        assert story.told("hangang", story.sora, found).count("send_back") >= 1
        story.noted(resubmit(found, by=story.sora, on=on))
        assert sum(story.in_queue(by, office).values()) == 1
        if by != story.one:
            story.noted(forward(found, by=by, on=on))
    gone = drafted(cast, story.of_round, on=on)
    with acting(story.one):
        assert not Application.objects.filter(pk=gone).exists()  # a draft is the institution's own
    assert story.after(withdraw(gone, by=story.sora, on=on, reason="과정을 접음")) == "withdrawn"
    return found, gone


def evaluated(story: Story) -> dict[str, UUID]:
    """Panels, sheets, results; preliminary accreditation with its one re-evaluation."""
    cast, one = story.cast, story.one
    names = (
        "first",
        "second",
        "third",
        "fourth",
        "supplied",
        "unsupplied",
        "failed_again",
        "failed",
        "refused",
    )
    cases = {name: complete(cast, story.officers, story.of_round, story.on) for name in names}
    assert story.in_queue(one, "institute") == {"at_institute": 1, "complete": len(cases)}
    panels = done(assign_panels(story.of_round, by=one, on=story.on))
    assert (panels.applications, panels.seats, panels.short) == (len(cases), 3 * len(cases), {})  # type: ignore[union-attr]
    assert code(record_result(cases["first"], by=one, on=story.on)) == "sheet.missing_sheets"
    scores = dict.fromkeys(names, GOOD) | {"failed": BAD}
    scores |= dict.fromkeys(("supplied", "unsupplied", "failed_again"), PRELIMINARY)
    for name, found in cases.items():
        scored(story.officers, found, scores[name], story.on)
        expected = (
            "failed" if name == "failed" else "preliminary" if scores[name] is PRELIMINARY else "passed"
        )
        assert story.after(record_result(found, by=one, on=story.on)) == expected, name
    assert story.in_queue(story.sora, "hangang") == {"preliminary": 3}
    assert "record_result:preliminary" in story.told("hangang", story.sora, cases["supplied"])
    assert story.told("hangang", story.sora, cases["first"]) == ["submit"]  # no result before the notice
    for name, again, result in (("supplied", GOOD, "passed"), ("failed_again", PRELIMINARY, "failed")):
        story.noted(supply(cases[name], by=story.sora, on=story.on, reason="출석부"))
        story.noted(re_evaluate(cases[name], by=one, on=story.on))
        scored(story.officers, cases[name], again, story.on)
        assert story.after(record_result(cases[name], by=one, on=story.on)) == result
    due_on = story.due(cases["unsupplied"])
    assert due_on is not None
    story.on = due_on + DAY
    assert cases["unsupplied"] in story.overdue(story.sora, "hangang")
    assert story.after(lapse(cases["unsupplied"], by=one, on=story.on)) == "failed"
    return cases


def decided(story: Story, cases: dict[str, UUID]) -> list[UUID]:
    """Recommended, deliberated by somebody else, approved by two; handed down, notified within seven days."""
    one, two = story.one, story.two
    yujin, other, _ = story.officers.ministry
    every = list(cases.values())
    good = [cases[name] for name in ("first", "second", "third", "fourth", "supplied")]
    bad = [found for found in every if found not in good]
    story.noted(recommend(every, by=one, on=story.on))
    assert (
        code(deliberate(good, resolution="accredit", meeting="제1차", by=one, on=story.on)[0])
        == "accreditation.same_person"
    )
    story.noted(deliberate(good, resolution="accredit", meeting="제1차", by=two, on=story.on))
    story.noted(
        deliberate(bad, resolution="refuse", meeting="제1차", by=two, on=story.on, reason="시설 미비")
    )
    assert story.in_queue(yujin, "ministry") == {"deliberated_accredit": 5, "deliberated_refuse": 4}
    story.noted(propose(every, by=yujin, on=story.on))
    assert {code(one_) for one_ in approve(every, by=yujin, on=story.on)} == {"accreditation.same_person"}
    story.noted(approve(every, by=other, on=story.on))
    handed = story.noted(hand_down(every, by=one, on=story.on))
    assert {found.due.on for found in handed if found.due} == {story.on + timedelta(7)}
    assert story.in_queue(story.jiho, "jongno") == {"notifying": 5, "notifying_refusal": 4}
    assert story.told("jongno", story.jiho, good[0]) == ["hand_down"]
    late = story.on + timedelta(8)
    with acting(story.jiho):
        assert queue(story.cast.office["jongno"].pk, late, overdue=True).count() == 9
    assert code(notify([good[0]], by=story.cast.as_("mina"), on=story.on)[0]) == "accreditation.unknown"
    story.noted(notify(every, by=story.jiho, on=story.on))
    for found in good:
        assert story.state(found) == "accredited" and accredited_on(course(story, found), "account", story.on)
        assert "notify:accredit" in story.told("hangang", story.sora, found)
    return good


def refused_ends_there(story: Story, cases: dict[str, UUID]) -> None:
    for name in ("failed", "failed_again", "unsupplied", "refused"):
        assert story.state(cases[name]) == "refused"
        assert accredited_on(course(story, cases[name]), "account", story.on) is None
        assert "notify:refuse" in story.told("hangang", story.sora, cases[name])
        assert code(withdraw(cases[name], by=story.sora, on=story.on, reason="x")) == "accreditation.not_now"


def inspected_and_put_right(story: Story, found: UUID) -> None:
    """Drawn by a published seed, visited, ordered to correct, corrected."""
    one, sora = story.one, story.sora
    story.on = date(2029, 6, 1)
    made = done(
        announce_draw(story.of_round, seed_from="코스피", seed_on=story.on, by=one, on=story.on - DAY)
    )
    drawn = done(draw(made, seed="2612.43", by=one, on=story.on))
    assert (len(drawn.listed), len(drawn.drawn)) == (5, 1)
    with acting(one):
        grants = {
            grant.number: case
            for case, grant in grants_of(Application.objects.values_list("pk", flat=True)).items()
        }
    chosen = grants[drawn.drawn[0]]
    story.noted(inspect(chosen, findings="이상 없음", fault=False, draw=drawn, by=one, on=story.on))
    complained(story, found)
    until = story.on + timedelta(30)
    assert (
        story.after(order_correction(found, until=until, reason="교재", by=one, on=story.on)) == "under_order"
    )
    assert story.due(found) == until and found in {*story_queue(story, sora, "hangang")}
    story.noted(report_correction(found, by=sora, on=story.on, reason="교재를 마련함"))
    assert story.after(accept_correction(found, by=one, on=story.on)) == "accredited"
    assert {"order_correction", "accept_correction"} <= set(story.told("hangang", sora, found))


def complained(story: Story, found: UUID) -> None:
    made = complain(found, text="교재가 없습니다", on=story.on)
    assert isinstance(made, Complained)
    assert code(take_up(made.number, by=story.sora, on=story.on)) == "complaint.unknown"
    done(take_up(made.number, by=story.one, on=story.on))
    done(record_investigation(made.number, founded=True, reason="없었음", by=story.one, on=story.on))


def cancelled(story: Story, found: UUID) -> date:
    complained(story, found)
    until = story.on + timedelta(10)
    story.noted(order_correction(found, until=until, reason="교재", by=story.one, on=story.on))
    assert code(call_hearing(found, fraud=False, reason="x", by=story.one, on=until)) == "order.runs"
    day = until + DAY
    story.noted(call_hearing(found, fraud=False, reason="시정하지 않음", by=story.one, on=day))
    early = hold_hearing(found, by=story.one, on=day + timedelta(9), reason="의견: 예산이 없음")
    assert code(early) == "hearing.early"
    day += timedelta(10)
    story.noted(hold_hearing(found, by=story.one, on=day, reason="의견: 예산이 없음"))
    story.noted(propose_cancellation(found, by=story.one, on=day, reason="시정 의사 없음"))
    assert story.in_queue(story.officers.ministry[0], "ministry") == {"cancellation_proposed": 1}
    assert code(cancel(found, reason="x", by=story.one, on=day)) == "accreditation.not_yours"
    story.noted(cancel(found, reason="시정하지 않음", by=story.officers.ministry[0], on=day))
    assert "cancel" in story.told("hangang", story.sora, found)
    return day


def cancelled_and_upheld(story: Story, found: UUID) -> None:
    day = cancelled(story, found)
    assert accredited_on(course(story, found), "account", day - DAY)  # what was learned until then stays
    assert accredited_on(course(story, found), "account", day) is None
    story.noted(appeal(found, reason="과합니다", by=story.sora, on=day))
    assert story.told("ministry", story.officers.ministry[0], found) == ["appeal"]
    assert (
        code(decide_appeal(found, overturn=False, reason="x", by=story.officers.ministry[0], on=day))
        == "accreditation.same_person"
    )
    story.noted(
        decide_appeal(found, overturn=False, reason="이유 없음", by=story.officers.ministry[1], on=day)
    )
    assert story.state(found) == "cancelled_for_good"


def cancelled_and_overturned(story: Story, found: UUID) -> None:
    day = cancelled(story, found)
    story.noted(appeal(found, reason="교재를 갖추었음", by=story.sora, on=day))
    later = day + timedelta(5)
    story.noted(
        decide_appeal(found, overturn=True, reason="사실 오인", by=story.officers.ministry[2], on=later)
    )
    assert story.state(found) == "accredited"
    assert all(accredited_on(course(story, found), "account", at) for at in (day - DAY, day, later))


def expired_and_renewed(story: Story, found: UUID) -> None:
    with acting(story.one):
        until = grants_of([found])[found].until
    story.on = until
    assert story.state(found) == "accredited" and accredited_on(course(story, found), "account", until)
    story.on = until + DAY
    assert (
        story.state(found) == "expired"
        and accredited_on(course(story, found), "account", until + DAY) is None
    )
    assert accredited_on(course(story, found), "account", until)  # for ever true of that day
    second = announced(story.officers, "2031-1", opens=until + timedelta(40))
    made = event(renew(found, second, kind="completed", by=story.sora, on=second.opens_on))
    with acting(story.sora):
        assert Application.objects.get(pk=made.application_id).renews_id == found


def course(story: Story, found: UUID) -> int:
    with acting(story.one):
        return Application.objects.get(pk=found).course_version.course_id


def story_queue(story: Story, by: Actor, office: str) -> list[UUID]:
    with acting(by):
        return list(queue(story.cast.office[office].pk, story.on).values_list("pk", flat=True))
