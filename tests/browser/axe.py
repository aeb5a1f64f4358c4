"""What axe finds on a page: WCAG 2.2 AA and best practice, only what is wrong.

Most of its time goes to the contrast of text, thousands of which look alike. Text that looks, through all of
its ancestors, like text whose contrast was good on any page of this run is not measured again.
"""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
GOOD: set[int] = set()  # how text looked whose contrast was good, in this run

# A look is a number: of the styles that contrast depends on, of the element and all around it, and of what
# could lie over or under them (what is out of the flow, with a background). Text that is itself out of the
# flow has none: it is always measured.
RUN = """async ([options, known]) => {
  const good = new Set(known), fresh = [], looks = new Map();
  const styles = ["color", "fill", "backgroundColor", "backgroundImage", "backgroundClip", "opacity",
    "display", "fontSize", "fontWeight", "textShadow", "webkitTextStroke", "filter", "mixBlendMode"];
  const sides = ["Top", "Right", "Bottom", "Left"];
  const moved = (style) => sides.some((side) => style["margin" + side][0] === "-")
    || ["top", "right", "bottom", "left"].some((side) => !["auto", "0px"].includes(style[side]));
  const stays = (style) => ["static", "relative"].includes(style.position) && style.transform === "none"
    && style.float === "none" && !moved(style);
  const painted = (style) => style.backgroundImage !== "none" || style.backgroundColor !== "rgba(0, 0, 0, 0)";
  const number = (text, start) => {
    let low = start, high = ~start;
    for (let n = 0; n < text.length; n++) {
      low = Math.imul(low ^ text.charCodeAt(n), 2654435761);
      high = Math.imul(high ^ text.charCodeAt(n), 1597334677);
      low ^= low >>> 15; high ^= high >>> 13;
    }
    return (high & 2097151) * 4294967296 + (low >>> 0);
  };
  const look = (one) => {
    if (!looks.has(one)) {
      const style = getComputedStyle(one), around = look(one.parentElement);
      const text = [around, one.tagName, ...styles.map((name) => style[name])].join();
      looks.set(one, around && stays(style) ? number(text, 7) : 0);
    }
    return looks.get(one);
  };
  const lying = [...document.querySelectorAll("*")].map((one) => {
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    const lies = !stays(style) && (painted(style) || moved(style)) && box.width * box.height;
    return lies ? [style.backgroundColor, box.x, box.y, box.width, box.height].join() : "";
  });
  looks.set(null, number(lying.join(""), 7));
  const rule = axe._audit.rules.find((one) => one.id === "color-contrast"), asked = rule.matches;
  const contrast = axe._audit.checks["color-contrast"], measure = contrast.evaluate;
  rule.matches = (one, ...rest) => !good.has(look(one)) && asked(one, ...rest);
  contrast.evaluate = function (one, ...rest) {
    if (good.has(look(one))) return true;
    const found = measure.call(this, one, ...rest);
    if (found === true && look(one)) { good.add(look(one)); fresh.push(look(one)); }
    return found;
  };
  const answer = await axe.run(options);
  [rule.matches, contrast.evaluate] = [asked, measure];
  const wrong = answer.violations.map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html)]);
  return [wrong, fresh];
}"""


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """The rules that the page breaks, each with the beginning of up to three elements that do."""
    page.wait_for_load_state()
    page.evaluate(Axe().axe_script)
    answer: tuple[Any, list[int]] = page.evaluate(RUN, [OPTIONS, [*GOOD]])
    GOOD.update(answer[1])
    return [(rule, [html[:160] for html in found]) for rule, found in answer[0]]
