"""The calculator in a browser: with the keyboard alone, without JavaScript, and with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect
from tests.browser.watching import says

EXAMPLE = "/calculator/?example=1-first-bachelor"
OUTLINE = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  return { id: one.id, tag: one.tagName, text: (one.innerText || one.value || "").slice(0, 40),
    ring: style.outlineStyle !== "none" || style.boxShadow !== "none" || style.borderWidth === "2px",
    seen: box.width > 0 && box.height > 0 };
}"""


def walk(page: Page, until: str, most: int = 200) -> list[dict[str, Any]]:
    """Press Tab until the element with that id has the focus."""
    steps = []
    for _ in range(most):
        page.keyboard.press("Tab")
        steps.append(page.evaluate(OUTLINE))
        if steps[-1]["id"] == until:
            return steps
    raise AssertionError(f"Tab never reached {until}: {[step['id'] or step['text'] for step in steps]}")


def test_the_whole_way_by_keyboard(visit: Any) -> None:
    page = visit().open("/calculator/")
    first = walk(page, "example-1-first-bachelor")
    assert first[0]["text"].startswith("본문으로")
    page.keyboard.press("Enter")
    page.wait_for_selector("#result")
    steps = walk(page, "leave-0")
    assert all(step["ring"] and step["seen"] for step in [*first, *steps] if step["tag"] != "BODY")
    before = page.inner_text("#headline")
    page.keyboard.press("Enter")
    page.wait_for_selector("#back-0")
    assert page.inner_text("#headline") != before
    assert before.split("학점")[0] != ""
    assert page.inner_text("#headline") in (page.text_content("#announce") or "")


def test_a_form_by_keyboard_with_a_mistake(visit: Any) -> None:
    page = visit().open("/calculator/")
    page.focus("#source-certificate")
    page.keyboard.press("Enter")
    page.wait_for_selector("#r-name")
    page.wait_for_function("document.activeElement.id === 'r-name'")
    page.keyboard.type("정보처리기사")
    page.keyboard.press("Tab")
    page.keyboard.type("2020.13.1")
    page.keyboard.press("Enter")
    page.wait_for_selector("#problems")
    page.wait_for_function("document.activeElement.id === 'problems'")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'r-acquired_on'")
    expect(page.locator("#r-name")).to_have_value("정보처리기사")
    page.fill("#r-acquired_on", "2020.6.1")
    page.keyboard.press("Enter")
    page.wait_for_selector("#rec-0")
    says(page, "#rec-0", "2020-06-01")


def test_everything_without_javascript(visit: Any) -> None:
    page = visit(390, java_script_enabled=False).open("/calculator/")
    page.click("#source-accredited_course")
    fields = {
        "institution": "한빛",
        "subject": "자료구조",
        "credits": "3",
        "score": "90",
        "attendance": "95",
        "ended_on": "20260220",
    }
    for name, text in fields.items():
        page.fill(f"#r-{name}", text)
    page.click("#add-record")
    page.select_option("#g-major", "computer-science")
    page.fill("#l-high_school_completed_on", "1988.2.12")
    page.click("#calculate")
    says(page, "#headline", "학점이 더 필요합니다")
    page.click("#leave-0")
    page.click("#back-0")
    with page.expect_download() as download:
        page.click("button:has-text('답 (PDF)')")
    assert download.value.suggested_filename == "baeum-answer.pdf"
    page.click("text=English")
    says(page, "#headline", "more credits are needed")


def test_a_swap_keeps_the_address_and_what_is_half_typed(visit: Any) -> None:
    watched = visit()
    page = watched.open(EXAMPLE)
    address = page.url
    page.click("#source-certificate")
    page.fill("#r-name", "물류관리사")
    page.click("#leave-0")
    page.wait_for_selector("#back-0")
    expect(page.locator("#r-name")).to_have_value("물류관리사")
    assert page.url == address


def test_downloads_beside_htmx(visit: Any, tmp_path: Path) -> None:
    page = visit().open(EXAMPLE)
    for word, name in (
        ("답 (PDF)", "answer.pdf"),
        ("답 (엑셀)", "answer.xlsx"),
        ("내 사례 (JSON)", "case.json"),
    ):
        with page.expect_download() as download:
            page.click(f".downloads button:has-text('{word}')")
        download.value.save_as(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 500
    assert json.loads((tmp_path / "case.json").read_text())["version"] == 1
    page.set_input_files("#file", tmp_path / "case.json")
    page.click("#upload")
    page.wait_for_selector("#undo")
    page.click("#leave-0")
    page.wait_for_selector("#back-0")


def test_a_file_can_be_dropped(visit: Any) -> None:
    page = visit().open(EXAMPLE)
    text = page.input_value("textarea[name=case]")
    page.click("#clear")
    page.wait_for_selector("#undo")
    page.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.items.add(new File([text], "case.json", { type: "application/json" }));
          const drop = { dataTransfer: data, bubbles: true, cancelable: true };
          document.body.dispatchEvent(new DragEvent("drop", drop));
        }""",
        text,
    )
    page.wait_for_selector("#result")


def test_a_draft_is_offered_again_in_this_window_only(visit: Any) -> None:
    page = visit().open("/calculator/")
    page.click("#source-certificate")
    page.wait_for_selector("#r-name")
    page.fill("#r-name", "물류관리사")
    page.goto(page.url.split("?")[0])
    page.click("#draft-open")
    page.wait_for_selector("#r-name")
    expect(page.locator("#r-name")).to_have_value("물류관리사")
    assert page.evaluate("localStorage.length") == 0
    other = visit().open("/calculator/")
    assert not other.is_visible("#draft-offer")


def focused(page: Page, selector: str) -> None:
    """Wait until that element has the focus, and is within the window."""
    page.wait_for_function(
        """(selector) => {
          const one = document.activeElement, box = one.getBoundingClientRect();
          return one.matches(selector) && box.top >= 0 && box.top < innerHeight;
        }""",
        arg=selector,
    )


def test_after_each_act_the_focus_is_where_the_eyes_should_be(visit: Any) -> None:
    page = visit(390).open("/calculator/")
    page.select_option("#g-major", "computer-science")
    page.fill("#l-high_school_completed_on", "1988.2.12")
    page.click("#calculate")
    focused(page, "#headline")
    page.click("#source-certificate")
    focused(page, "#r-name")
    page.fill("#r-name", "정보처리기사")
    page.click("#add-more")
    focused(page, "#problems")
    page.fill("#r-acquired_on", "20200601")
    page.click("#add-more")
    focused(page, "#r-name")
    page.click("#cancel")
    expect(page.locator("#r-name")).to_have_count(0)
    page.click("#leave-0")
    focused(page, "#rec-0 .notice")
    page.click("#edit-0")
    focused(page, "#draft input")
    page.click("#delete-0")
    focused(page, ".notice.good")


def test_without_javascript_the_page_opens_where_something_changed(visit: Any) -> None:
    page = visit(390, java_script_enabled=False).open(EXAMPLE)
    page.click("#take-28")
    says(page, "#rec-28 .notice", "빠진 기록")
    focused(page, "#rec-28 .notice")


def test_an_example_does_not_overwrite_the_draft(visit: Any) -> None:
    page = visit().open("/calculator/")
    page.click("#source-certificate")
    page.wait_for_selector("#r-name")
    page.fill("#r-name", "물류관리사")
    page.goto(page.url.split("?")[0] + "?example=4-associate")
    expect(page.locator("#draft-offer")).to_be_visible()
    page.click("#draft-open")
    page.wait_for_selector("#r-name")
    expect(page.locator("#r-name")).to_have_value("물류관리사")


def test_changing_colours_and_language_keeps_the_work(visit: Any) -> None:
    page = visit().open(EXAMPLE)
    page.click("#leave-0")
    page.wait_for_selector("#back-0")
    page.click("text=고대비 화면")
    page.wait_for_selector("html[data-krds-mode=high-contrast]")
    expect(page.locator("#back-0")).to_be_visible()
    page.click("text=English")
    page.wait_for_selector("html[lang=en]")
    expect(page.locator("#back-0")).to_be_visible()
    expect(page.locator("html[data-krds-mode=high-contrast]")).to_be_visible()


def test_budgets(visit: Any) -> None:
    """Bytes on the wire of a first view: styles, own script, everything with fonts."""
    watched, asked = visit(), []

    def note(request: Any) -> None:
        asked.append(request)  # Playwright calls no method of a list

    watched.page.on("request", note)
    watched.open(EXAMPLE).wait_for_load_state("networkidle")
    sizes = {one.url: one.sizes()["responseBodySize"] for one in asked}  # waits until each has ended

    def total(end: str, part: str = "") -> int:
        return sum(size for url, size in sizes.items() if url.endswith(end) and part in url)

    assert 0 < total(".css") <= 60 * 1024
    assert 0 < total(".js", "/baeum/") <= 30 * 1024
    assert sum(sizes.values()) <= 380 * 1024, sizes
