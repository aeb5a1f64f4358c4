"""The officers' pages of claims: a claim by forms alone, queues with fixed queries, refusals that say why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from accreditation.test_pages import client_of
from baeum.claims.models import Claim, ConferralList, Degree, Fee, Ruling
from baeum.claims.services.open_draft import open_draft
from baeum.claims.services.submit import submit
from baeum.claims.services.write_draft import write_draft
from baeum.people.acting import acting
from baeum.people.models import Look, SignIn
from cast import Cast, done
from claims.cases import BACHELOR, Q4, Learner, World, event, learner
from claims.people import officers
from claims.test_kinds import bdes
from stories.degrees import heritage

pytestmark = pytest.mark.django_db
CLAIMS = "/desk/claims/"
Queries = Callable[[int], Any]


@pytest.fixture
def world(cast: Cast) -> World:
    """The cast with officers of claims."""
    return World(cast, officers(cast))


@pytest.fixture
def nari(world: World) -> Learner:
    """A registered learner."""
    found = learner(world)
    found.registered()
    return found


def text(answer: Any) -> str:
    """What a page says."""
    return str(answer.content.decode())


def press(client: Client, claim: UUID, act: str, **typed: str) -> str:
    """One act by its form; the claim's page after it."""
    page = client.get(f"{CLAIMS}{claim}/acts/{act}/")
    assert page.status_code == 200, text(page)
    answer = client.post(f"{CLAIMS}{claim}/acts/{act}/", typed)
    assert answer.status_code == 302, text(answer)
    return text(client.get(answer.url))


def test_from_the_queue_to_the_notice_by_forms_alone(world: World, nari: Learner) -> None:
    good = nari.course("자료구조")
    line = nari.enter(bdes("운영체제", 2), file=True)
    claim = nari.submitted("recognition", numbers=[good, line])
    one, two = (client_of(by) for by in world.officers.institute[:2])
    sumin, other = (client_of(by) for by in world.officers.committee)
    assert "2026-Q4-000002" in text(one.get(CLAIMS))
    shown = text(one.get(f"{CLAIMS}{claim}/"))
    assert "자료구조" in shown and "합격통지서" in shown
    press(one, claim, "receive")
    assert one.get(f"{CLAIMS}{claim}/lines/{line}/").content.startswith(b"%PDF")
    answer = one.post(f"{CLAIMS}{claim}/papers/", {"line": [line], "evidence": "accept"})
    assert answer.status_code == 302
    refused = one.post(f"{CLAIMS}{claim}/acts/propose/", {})
    assert refused.status_code == 409 and "이수구분" in text(refused)
    press(one, claim, "refer")
    assert "2026-Q4-000002" not in text(one.get(CLAIMS)) and "2026-Q4-000002" in text(sumin.get(CLAIMS))
    asked = text(sumin.get(f"{CLAIMS}{claim}/"))
    assert "운영체제" in asked and "자료구조" not in asked
    ruled = {"line": str(line), "class": "major_required", "reason": "전공 과목"}
    assert sumin.post(f"{CLAIMS}{claim}/rulings/", ruled).status_code == 302
    with acting(world.officers.committee[1]):
        ruling = Ruling.objects.get()
    own = sumin.post(f"{CLAIMS}{claim}/rulings/", {"ruling": str(ruling.pk), "answer": "second"})
    assert own.status_code == 403
    agreed = other.post(f"{CLAIMS}{claim}/rulings/", {"ruling": str(ruling.pk), "answer": "second"})
    assert agreed.status_code == 302
    press(other, claim, "resolve")
    shown = press(one, claim, "propose")
    assert "규칙의 답" in shown and "전공필수" in shown and "남은 학점" in shown
    own = one.post(f"{CLAIMS}{claim}/acts/approve/", {})
    assert own.status_code == 403 and "다른 담당자" in text(own)
    press(two, claim, "approve")
    assert one.post(f"{CLAIMS}{claim}/acts/notify/", {}).status_code == 409
    with acting(world.officers.institute[0]):
        fee = Fee.objects.get(claim_id=claim)
    paid = one.post(f"{CLAIMS}{claim}/fees/{fee.pk}/", {"settle": "pay", "reference": "이체 1"})
    assert paid.status_code == 302 and "R2026-000002" in text(one.get(paid.url))
    press(one, claim, "notify")
    assert nari.state(claim) == "granted"
    with acting(nari.by):
        assert Look.objects.filter(person=nari.by.person_id, subject="claim").count() >= 3


def test_one_act_on_many_tells_which_were_refused(world: World, nari: Learner) -> None:
    first = nari.submitted("recognition", numbers=[nari.course("자료구조")])
    second = nari.submitted("withdrawal", numbers=[nari_recognised(nari)])
    one = client_of(world.officers.institute[0])
    listed = text(one.get(f"{CLAIMS}?state=submitted"))
    assert 'value="receive"' in listed
    ticked = {"act": "receive", "claim": [str(first), str(second)]}
    asked = text(one.post(f"{CLAIMS}acts/", ticked))
    assert "2026-Q4-000002" in asked and 'name="confirmed"' in asked
    told = text(one.post(f"{CLAIMS}acts/", {**ticked, "confirmed": "1"}))
    assert "2건을 처리했습니다." in told
    again = one.post(f"{CLAIMS}acts/", {**ticked, "confirmed": "1"})
    assert again.status_code == 422
    assert one.post(f"{CLAIMS}acts/", {"act": "receive"}).status_code == 422
    assert one.post(f"{CLAIMS}acts/", {"act": "nothing"}).status_code == 404


def nari_recognised(nari: Learner) -> int:
    """A line that is recognised."""
    line = nari.course("운영체제")
    nari.granted("recognition", numbers=[line])
    return line


@pytest.mark.parametrize("count", [1, 3])
def test_queue_and_claim_have_a_fixed_number_of_queries(
    world: World, nari: Learner, count: int, django_assert_max_num_queries: Queries
) -> None:
    lines = [nari.course(subject) for subject in ("자료구조", "운영체제", "알고리즘")[:count]]
    claims = [nari.submitted("recognition", numbers=[line]) for line in lines]
    one = client_of(world.officers.institute[0])
    one.get(CLAIMS)
    with django_assert_max_num_queries(14):
        assert text(one.get(CLAIMS)).count("/desk/claims/") > count
    with django_assert_max_num_queries(32):
        one.get(f"{CLAIMS}{claims[0]}/")


def test_a_conferral_list_by_forms(world: World) -> None:
    nari = learner(world)
    nari.registered({**BACHELOR, "major": "psychology"}, on=Q4)
    nari.granted("recognition", Q4, numbers=[heritage(nari)])
    from datetime import date

    on = date(2026, 12, 21)
    draft = event(open_draft(nari.account, "degree", by=nari.by, on=on)).claim_id
    done(write_draft(draft, conferral="2027-02", by=nari.by, on=on))
    event(submit(draft, by=nari.by, on=on))
    one, ministry = client_of(world.officers.institute[0]), client_of(world.officers.ministry[1])
    sumin = client_of(world.officers.committee[0])
    press(one, draft, "receive")
    press(one, draft, "propose")
    press(sumin, draft, "deliberate", resolution="grant", meeting="제1차")
    press(one, draft, "enlist")
    with acting(world.officers.institute[0]):
        of_list = ConferralList.objects.get()
    address = reverse("desk:conferral", args=[of_list.pk])
    assert "2027-02" in text(one.get("/desk/conferrals/")) and "심리학" in text(one.get(address))
    assert one.post(address).status_code == 302
    listed = text(ministry.get(address))
    assert "명단 승인과 학위수여" in listed and "김나리" not in listed
    early = ministry.post(address)
    assert early.status_code == 409 and "2027-02" in text(early)
    with acting(nari.by):
        assert Degree.objects.get().number is None


def test_a_hearing_begins_from_a_claim_s_page(world: World, nari: Learner) -> None:
    line = nari_recognised(nari)
    with acting(nari.by):
        claim = Claim.objects.get(kind="recognition")
    one = client_of(world.officers.institute[0])
    page = text(one.get(f"{CLAIMS}{claim.pk}/hearing/"))
    assert "운영체제" in page
    assert one.post(f"{CLAIMS}{claim.pk}/hearing/", {"line": [line]}).status_code == 422
    begun = one.post(f"{CLAIMS}{claim.pk}/hearing/", {"line": [line], "reason": "대리 출석"})
    assert begun.status_code == 302 and "청문" in text(one.get(begun.url))


def test_in_english_and_without_other_offices(world: World, nari: Learner) -> None:
    claim = nari.submitted("recognition", numbers=[nari.course("자료구조")], via="hangang")
    sora = client_of(world.cast.as_("sora"))
    page = text(sora.get(f"/en{CLAIMS}{claim}/"))
    assert "Claim for recognition" in page and "Handed in, to be forwarded" in page
    press(sora, claim, "forward")
    assert client_of(world.cast.as_("taeo")).get(f"{CLAIMS}{claim}/").status_code == 404
    nobody = Client()
    nobody.force_login(SignIn.objects.get(login="nari"))  # whose claim it is, but no officer
    assert nobody.get(f"{CLAIMS}{claim}/").status_code in (403, 404)


def test_the_cancellation_of_a_degree_begins_on_the_same_page(world: World) -> None:
    from baeum.demo.claims import claim_credits
    from baeum.demo.officers import engage

    engage(world.cast)
    claim_credits(world.cast)
    one = client_of(world.officers.institute[0])
    with acting(world.officers.institute[0]):
        claim = Claim.objects.get(kind="degree")
        one.get(f"{CLAIMS}{claim.pk}/")
    with acting(world.cast.as_self("boram")):
        degree = Degree.objects.get()
    page = text(one.get(f"{CLAIMS}{claim.pk}/hearing/"))
    assert "2026-08-000001" in page
    begun = one.post(f"{CLAIMS}{claim.pk}/hearing/", {"degree": str(degree.pk), "reason": "보유자 인정 취소"})
    assert begun.status_code == 302 and "학위수여의 취소" in text(one.get(begun.url))
