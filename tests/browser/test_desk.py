"""The institution desk in a real browser: a registrar's story with 800 rows, and axe on every page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.axe import violations
from tests.browser.test_accessible import sticks_out
from tests.browser.watching import LOOKS, enter, follow, look, says

from baeum.certificates.models import Batch, Document
from baeum.certificates.services.ask_to_issue import ask_to_issue
from baeum.certificates.services.reissue import reissue
from baeum.certificates.services.take_batch import take_rows
from baeum.desk.services.upload import upload
from baeum.ledger.services.request_correction import request_correction
from baeum.people.acting import Actor, acting
from baeum.shared.clock import now, today
from cast import Cast
from certificates.completing import asks
from desk.learners import Learner, enrol, file, lines, row, rows_of

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ("강하나", "고두리", "구세라", "권나무", "길다섯", "남여울", "노을", "도라지")
PICTURES = os.environ.get("BAEUM_TEST_PICTURES", "")


@pytest.fixture
def learners(cast: Cast) -> list[Learner]:  # noqa: ARG001  after the cast
    return [enrol(name) for name in NAMES]


@pytest.fixture
def worker(database_url: str, transactional_db: None) -> Iterator[None]:  # noqa: ARG001  while it is there
    """Background jobs are done, by a worker in a process of its own."""
    command = [sys.executable, "-m", "baeum.cli", "worker"]
    with subprocess.Popen(command, env={**os.environ, "DATABASE_URL": database_url}) as process:
        yield
        process.terminate()


def choose(page: Page, data: bytes, name: str = "2026 봄 이수.csv") -> None:
    page.set_input_files("#file", files=[{"name": name, "mimeType": "text/csv", "buffer": data}])
    page.click("label[for=kind-course]")
    page.click("#upload")
    page.wait_for_url("**/imports/*/")


@pytest.mark.usefixtures("worker")
def test_a_registrar_uploads_800_rows_corrects_three_and_stores_them(
    visit_cast: Any, learners: list[Learner], tmp_path: Path
) -> None:
    rows = rows_of(learners, 800)
    bad = list(rows)
    bad[9] = row(learners[1], 10, hours="서른")
    bad[399] = row(learners[7], 400, name="남의이름")
    bad[799] = row(learners[7], 800, ended="2026-02-30")
    page = enter(visit_cast(), "sora")
    page.click("text=기관 업무")
    page.click("main >> text=파일로 등록 >> nth=0")
    with page.expect_download() as template:
        page.click("text=서식 내려받기")
    assert template.value.suggested_filename == "이수내역.xlsx"
    choose(page, file(bad))
    expect(page.locator("#wrong")).to_contain_text("3")
    expect(page.locator("#errors tbody tr")).to_have_count(3)
    told = page.locator("#errors tbody tr").all_inner_texts()
    assert [one.split("\t")[0] for one in told] == ["11", "401", "801"]
    assert "서른" in told[0] and "2026-02-30" in told[2]
    expect(page.locator("#store-all")).to_have_count(0)
    with page.expect_download() as sheet:
        page.click("#error-sheet")
    sheet.value.save_as(tmp_path / "errors.xlsx")
    assert (tmp_path / "errors.xlsx").stat().st_size > 5000
    assert all(lines(learner) == [] for learner in learners)
    page.click("text=고친 파일 올리기")
    choose(page, file(rows))
    expect(page.locator("#store-all")).to_have_text("모두 저장 (800행)")
    page.click("#store-all")
    expect(page.locator("#progress progress")).to_be_visible()
    expect(page.locator(".figures")).to_contain_text("저장한 행", timeout=180_000)  # without a touch: htmx
    expect(page.locator(".figures dd")).to_have_text(["800", "800", "0", "0"])
    assert sum(len(lines(learner)) for learner in learners) == 800
    page.click("nav >> text=등록한 내역")
    expect(page.locator("tbody tr")).to_have_count(50)
    page.fill("#learner", learners[0].number)
    page.click("text=조회")
    page.locator("tbody a").first.click()
    page.fill("#reason", "두 번 들은 것으로 잘못 적었습니다")
    page.click("#take-back")
    expect(page.locator(".wide-terms")).to_contain_text("취소")


@pytest.mark.usefixtures("worker")
def test_everything_works_without_javascript_and_by_keyboard(
    visit_cast: Any, learners: list[Learner]
) -> None:
    page = enter(visit_cast(390, java_script_enabled=False), "sora")
    page.goto(page.url.replace("/me/", "/desk/imports/new/"))
    choose(page, file(rows_of(learners, 320)))
    page.focus("#store-all")
    page.keyboard.press("Enter")
    page.wait_for_selector("#progress")
    for _ in range(240):
        if page.locator("#progress").count() == 0:
            break
        follow(page, "text=새로 고침")
        page.wait_for_timeout(500)
    says(page, ".figures", "저장한 행")
    expect(page.locator(".figures dd")).to_have_text(["320", "320", "0", "0"])


def prepared(cast: Cast, learners: list[Learner]) -> list[str]:
    """Something on every page; the paths of the pages."""
    sora = cast.as_("sora")
    rows = [*rows_of(learners, 12), *(row(learners[0], 90 + n, hours="서른") for n in range(3))]
    half = upload(file(rows), "a.csv", kind="course", by=sora, on=today())
    long = upload(file(rows_of(learners, 301)), "b.csv", kind="training", by=sora, on=today())
    done = upload(file(rows_of(learners, 20)), "c.csv", kind="course", by=sora, on=today())
    from baeum.desk.models import Import
    from baeum.desk.services.ask_to_store import ask_to_store

    assert isinstance(half, Import) and isinstance(long, Import) and isinstance(done, Import)
    ask_to_store(done.pk, "all", by=sora, on=today())
    with acting(sora):
        Import.objects.filter(pk=long.pk).update(state="storing", mode="all", place=120)
    paths = [
        "",
        "imports/new/",
        "imports/",
        f"imports/{half.pk}/",
        f"imports/{long.pk}/",
        f"imports/{done.pk}/",
    ]
    paths += ["completions/", "completions/?since=어제", "completions/new/", "corrections/?state=done"]
    for place, (learner, on) in enumerate(((learners[0], today()), (learners[1], date(2026, 6, 25)))):
        asked = request_correction(
            learner.account_id, 1, reason="시간이 30이 아니라 45입니다", by=Actor(learner.person_id), on=on
        )
        paths += [f"corrections/{asked.request_id}/", f"completions/{learner.account_id}/1/"][: 2 - place]  # type: ignore[union-attr]
    return [*paths, "corrections/", *completions_prepared(sora, learners)]


def completions_prepared(sora: Actor, learners: list[Learner]) -> list[str]:
    """Completions issued and one issued again, batches in every state; the paths of their pages."""
    rows = {n + 2: asks(learners[(n + 1) % 8], f"동네 역사 {n + 1}") for n in range(20)}
    wrong = {30: asks(learners[0], "없는 과정"), 31: asks(learners[1], name="남의이름")}
    issued = take_rows({n: row for n, row in rows.items() if n < 12} | wrong, by=sora)
    assert isinstance(issued, Batch) and issued.issuable == 10
    ask_to_issue(issued.pk, by=sora, on=today())
    checked, issuing = take_rows(rows, by=sora), take_rows(rows, by=sora)
    assert isinstance(checked, Batch) and isinstance(issuing, Batch)
    with acting(sora):
        Batch.objects.filter(pk=issuing.pk).update(state="issuing", place=4)
        made = Document.objects.filter(kind="course_completion").first()
    assert made is not None
    reissue(made.pk, by=sora, at=now())
    batches = [f"issuing/{one.pk}/" for one in (checked, issuing, issued)]
    return ["issuing/", *batches, "documents/", f"documents/{made.pk}/", "revoke"]


@pytest.mark.parametrize(("language", "width", "colours"), LOOKS)
def test_axe_finds_nothing_at_the_desk(
    visit_cast: Any, cast: Cast, learners: list[Learner], language: str, width: int, colours: str
) -> None:
    paths = prepared(cast, learners)
    watched = visit_cast(width, reduced_motion="reduce")
    look(watched, colours)
    enter(watched, "sora")
    found = []
    for path in [*paths, "wrong form", "wrong file"]:
        page = watched.open(f"{language}/desk/{_address(path)}")
        _prepare(page, path)
        found += [(path, *one) for one in violations(page)]
        if sticking := sticks_out(page):
            found.append((path, "sticks out", sticking))
        if PICTURES:
            name = re.sub(r"\W+", "-", f"{language}-{path or 'home'}-{width}").strip("-")
            page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
    assert found == []


def _address(path: str) -> str:
    other = {"wrong form": "completions/new/", "wrong file": "imports/new/", "revoke": "documents/"}
    return other.get(path, path)


def _prepare(page: Page, path: str) -> None:
    """A page with errors on it."""
    if path == "wrong form":
        page.click("label[for=kind-course]")
        page.fill("#ended_on", "어제")
        page.click("#register")
        page.wait_for_selector("#problems")
    elif path == "revoke":
        for place in (0, 1):  # one that is revoked already cannot be ticked, wherever it stands
            page.locator("label[for^=pick-]").nth(place).click()
        page.click("#revoke")
        page.wait_for_selector("#sure")
    elif path == "wrong file":
        data = "학습자번호,성명,모르는 열\nㄱ,ㄴ,ㄷ".encode()
        page.set_input_files("#file", files=[{"name": "a.csv", "mimeType": "text/csv", "buffer": data}])
        page.click("label[for=kind-course]")
        page.click("#upload")
        page.wait_for_selector("#problems")
