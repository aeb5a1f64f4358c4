"""Pictures as SVG: totals against needs, and the composition by class. No style attributes, no script.

Colour is never the only carrier: each bar has its figures in words, the need is a line with its number,
what is missing is hatched, and each class of the composition has its own pattern.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WIDTH = 320
ROW = 50
BAR = 16
HATCH = (
    '<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<path class="{style}" d="{path}"/></pattern>'
)


@dataclass(frozen=True)
class Bar:
    """One requirement: credits there and needed; ``words`` says both and what is missing."""

    label: str
    words: str
    have: int
    need: int


@dataclass(frozen=True)
class Part:
    """One class of the composition: its credits, its words, the style of its pattern (c1 to c4)."""

    label: str
    words: str
    credits: int
    style: str


def _frame(name: str, height: int, title: str, description: str, body: Sequence[str]) -> SafeString:
    """An SVG with a title and a description for those who do not see it."""
    return mark_safe(  # every text below is escaped
        f'<svg class="picture" role="img" viewBox="0 0 {WIDTH} {height}" '
        f'aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description)}</desc>{"".join(body)}</svg>'
    )


def needs(title: str, bars: Sequence[Bar], name: str = "needs", least: int = 1) -> SafeString:
    """One bar for each requirement, on one scale, with a line where the need is.

    ``name``: its own where a page shows more than one. ``least``: credits that the scale holds at least, so
    that two pictures can be compared.
    """
    scale = max([least, 1, *(max(bar.have, bar.need) for bar in bars)])
    full = WIDTH - 12

    def x(credits: int) -> int:
        return round(full * credits / scale)

    body = [
        "<defs>"
        + HATCH.format(name=f"{name}-missing", style="hatch", path="M0 6L6 0M-1 1L1 -1M5 7L7 5")
        + "</defs>"
    ]
    for place, bar in enumerate(bars):
        top = place * ROW
        body.append(
            f'<text class="label" x="0" y="{top + 15}">{escape(bar.label)}</text>'
            f'<text class="figure" x="{WIDTH}" y="{top + 15}" text-anchor="end">{escape(bar.words)}</text>'
            f'<rect class="track" x="0" y="{top + 22}" width="{x(bar.need)}" height="{BAR}"/>'
        )
        if bar.have < bar.need:
            left = x(bar.have)
            body.append(
                f'<rect class="missing" x="{left}" y="{top + 22}" width="{x(bar.need) - left}" '
                f'height="{BAR}" fill="url(#{name}-missing)"/>'
            )
        style = "have" if bar.have >= bar.need else "have short"
        body.append(f'<rect class="{style}" x="0" y="{top + 22}" width="{x(bar.have)}" height="{BAR}"/>')
        line = x(bar.need)
        body.append(f'<path class="need" d="M{line} {top + 19}V{top + 41}"/>')
        if bar.have >= bar.need:
            body.append(f'<path class="tick" d="M6 {top + 30}l4 4l7 -8"/>')
    words = "; ".join(f"{bar.label}: {bar.words}" for bar in bars)
    return _frame(name, ROW * len(bars), title, words, body)


_PATTERNS = (
    ("c1", "M0 0H6V6H0Z"),
    ("c2", "M0 6L6 0M-1 1L1 -1M5 7L7 5"),
    ("c3", "M0 3H6"),
    ("c4", "M3 2V4M2 3H4"),
)


def composition(title: str, parts: Sequence[Part]) -> SafeString:
    """One stacked bar of the recognised credits by class, with a legend below it."""
    total = sum(part.credits for part in parts) or 1
    defs = "".join(HATCH.format(name=f"p-{name}", style=f"pat {name}", path=path) for name, path in _PATTERNS)
    body = [f"<defs>{defs}</defs>"]
    left = 0
    for part in parts:
        width = round(WIDTH * part.credits / total)
        if width:
            box = f'x="{left}" y="2" width="{min(width, WIDTH - left)}" height="24"'
            body.append(f'<rect class="ground {part.style}" {box}/><rect {box} fill="url(#p-{part.style})"/>')
            body.append(f'<rect class="edge" {box}/>')
        left += width
    for place, part in enumerate(parts):
        across, down = (place % 2) * (WIDTH // 2), 48 + (place // 2) * 24
        box = f'x="{across}" y="{down - 11}" width="14" height="14"'
        body.append(f'<rect class="ground {part.style}" {box}/><rect {box} fill="url(#p-{part.style})"/>')
        body.append(f'<rect class="edge" {box}/>')
        body.append(
            f'<text class="legend" x="{across + 20}" y="{down}">'
            f"{escape(part.label)} {escape(part.words)}</text>"
        )
    words = "; ".join(f"{part.label}: {part.words}" for part in parts)
    return _frame("classes", 84, title, words, body)
