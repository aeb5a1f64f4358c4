"""The curve of learners a second over the contested share, as an SVG file without any library."""

from __future__ import annotations

from html import escape
from math import ceil

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 84, 160, 76, 60
COLOURS = ("#0b5fa5", "#b3541e", "#2d7d46", "#7a3e9d", "#555555")
STROKES = ("", "6 3", "2 3", "8 3 2 3", "1 4")  # lines differ without colour too
TITLE = "다 셀 수 없는 학습자의 비율과 초당 학습자(한 코어) · learners a second and core"
ACROSS = "다 셀 수 없는 학습자 · contested learners (%)"

Points = list[tuple[float, float]]


def picture(lines: dict[str, Points], targets: dict[str, float]) -> str:
    """An SVG: a line a stage through (share, learners a second), a level line a target."""
    most = max(y for points in lines.values() for _, y in points)
    step = _step(max(most, *targets.values()))
    top = step * ceil(max(most, *targets.values()) / step)
    widest = max(x for points in lines.values() for x, _ in points) or 1.0

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            LEFT + (WIDTH - LEFT - RIGHT) * x / widest,
            HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * y / top,
        )

    parts = [
        _text(LEFT, 28, TITLE, size=15),
        _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16, ACROSS, "middle"),
    ]
    for n in range(int(top / step) + 1):
        (x, y), (end, _) = at(0, n * step), at(widest, 0)
        parts.append(f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{end:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        parts.append(_text(x - 8, y + 4, f"{n * step:,.0f}", "end"))
    for share in sorted({x for points in lines.values() for x, _ in points}):
        x, y = at(share, 0)
        parts.append(_text(x, y + 20, f"{share * 100:.0f}", "middle"))
    for name, rate in targets.items():
        (x, y), (end, _) = at(0, rate), at(widest, rate)
        parts.append(
            f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{end:.1f}" y2="{y:.1f}" stroke="#999" '
            f'stroke-dasharray="3 3"/>{_text(end + 8, y + 4, name, colour="#666")}'
        )
    for place, (name, points) in enumerate(lines.items()):
        parts += _line(place, name, [at(*point) for point in points])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(TITLE)}" font-family="sans-serif" font-size="12">\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _line(place: int, name: str, points: Points) -> list[str]:
    colour, dashes = COLOURS[place % len(COLOURS)], STROKES[place % len(STROKES)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
    x, y = LEFT + 110 * place, 50  # in a row under the title
    sample = f'<line x1="{x}" y1="{y}" x2="{x + 24}" y2="{y}"'
    drawn = f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"'
    return [
        f'<polyline points="{path}" fill="none" {drawn}/>{dots}',
        f"{sample} {drawn}/>",
        _text(x + 30, y + 4, name, colour=colour),
    ]


def _text(x: float, y: float, said: str, anchor: str = "start", colour: str = "#222", size: int = 12) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" font-size="{size}">'
        f"{escape(said)}</text>"
    )


def _step(most: float) -> float:
    """A round number that goes four to eight times into the most."""
    step = 1.0
    while most / step > 8:
        step *= 2.5 if str(step)[0] == "2" else 2
    return step
