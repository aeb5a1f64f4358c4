"""The page of an impact: one file with pictures and tables, no script, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from baeum.commands.impact_moves import Moved, Moves
from baeum.commands.impact_names import COLUMNS, Names, cell
from baeum.commands.impact_pictures import Single, Stacked, single, stacked
from baeum.commands.impact_words import word
from baeum_rules.batch.impact.groups import AGE, SOURCE
from baeum_rules.batch.impact.report import Bin, Line, Report
from baeum_rules.batch.impact.withholding import SMALLEST, is_small

DRAWN = 20  # bars of one picture
CITED = 10  # names told of the values that only another clause is cited for
TILES = ("learners", "gains", "loses", "unchanged", "completes", "no_longer")


class Told(NamedTuple):
    """What the page says beside the report. ``days``: of the answers, as a sentence."""

    revisions: tuple[str, str]
    moved: Moves
    folders: bool  # whether the laws are of two folders
    days: str
    otherwise: int | None  # learners of whom only records are judged otherwise; None: not to be told
    unanswered: int


class Page:
    """Writes the parts of the page, numbering its pictures."""

    def __init__(self, report: Report, names: Names, told: Told) -> None:
        self.report, self.names, self.told, self.lang = report, names, told, names.lang
        self.pictures = 0

    def html(self) -> str:
        """The whole page."""
        style = (Path(__file__).parent / "impact_page.css").read_text(encoding="utf-8")
        title = self.said("title")
        body = [self._head(), self._whole()]
        body += [self._dimension(name, lines) for name, lines in self.report.groups.items()]
        body += [self._law(), self._reading()]
        return (
            f'<!doctype html>\n<html lang="{self.lang}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
            + "\n".join(body)
            + "\n</main>\n</body>\n</html>\n"
        )

    def said(self, name: str, *values: object) -> str:
        """A sentence of the page, escaped."""
        return escape(word(name, self.lang, *values))

    def _head(self) -> str:
        told = self.told
        return (
            f"<h1>{self.said('title')}</h1>\n<p>{self.said('lead')}</p>\n"
            f'<p class="sub">{self.said("laws", *told.revisions)} · {escape(told.days)}</p>'
        )

    def _whole(self) -> str:
        line = self.report.all
        tiles = "".join(
            f"<div><dt>{self.said(name)}</dt><dd>{escape(cell(line, name, self.lang))}</dd></div>"
            for name in TILES
        )
        parts = [f"<h2>{self.said('whole')}</h2>\n<dl>{tiles}</dl>"]
        if "learners" in line.withheld:
            parts.append(f"<p>{self.said('too_few', SMALLEST)}</p>")
        elif line.numbers["gains"] == line.numbers["loses"] == 0:
            parts.append(f"<p>{self.said('nobody')}</p>")
        if self.told.otherwise:
            parts.append(f"<p>{self.said('otherwise', self.told.otherwise)}</p>")
        if self.told.unanswered:
            count = self.told.unanswered
            few = word("fewer_than", self.lang, SMALLEST) if is_small(count) else f"{count:,}"
            parts.append(f"<p>{self.said('unanswered', few)}</p>")
        parts += [self._by(way, bars) for way, bars in self.report.by.items()]
        return "\n".join(parts)

    def _by(self, way: str, bars: list[Bin]) -> str:
        title = word(f"{way}_by", self.lang)
        whole = sum(bar.learners for bar in bars)
        drawn = [Single(self._credits(bar), f"{bar.learners:,}", bar.learners / whole) for bar in bars]
        picture = single(self._number(), title, drawn, hatched=way == "loses")
        rows = [f'<th scope="row">{escape(bar.name)}</th><td>{bar.told}</td>' for bar in drawn]
        head = [word("how_many_credits", self.lang), word("learners", self.lang)]
        return f"<h3>{escape(title)}</h3>\n" + self._pair(picture, self._table(title, head, rows), " even")

    def _credits(self, bar: Bin) -> str:
        if bar.most is None:
            return word("credits_from", self.lang, bar.least)
        if not bar.most:
            return word("credits_none", self.lang)
        if bar.most == bar.least:
            return word("credits", self.lang, bar.least)
        return word("credits_from_to", self.lang, bar.least, bar.most)

    def _dimension(self, dimension: str, lines: list[Line]) -> str:
        title = word("by", self.lang, word(dimension, self.lang))
        parts = [f"<h2>{escape(title)}</h2>"]
        if not lines:
            return f"{parts[0]}\n<p>{self.said('none_of_it')}</p>"
        if dimension == SOURCE:
            parts.append(f"<p>{self.said('overlap')}</p>")
        shown = sorted(lines, key=_changed, reverse=True)[:DRAWN] if len(lines) > DRAWN else lines
        if len(lines) > DRAWN:
            parts.append(f"<p>{self.said('picture_more', DRAWN)}</p>")
        bars = [self._bar(dimension, line) for line in shown]
        picture = stacked(self._number(), word("picture_of", self.lang, title), bars)
        head = [word(dimension, self.lang), *(word(name, self.lang) for name in COLUMNS)]
        rows = [self._row(self.names.of(dimension, line), line) for line in lines]
        if dimension != SOURCE:
            rows.append(self._row(word("all", self.lang), self.report.all))
        parts.append(self._pair(self._key() + picture, self._table(title, head, rows)))
        return "\n".join(parts)

    def _bar(self, dimension: str, line: Line) -> Stacked:
        name, numbers = self.names.of(dimension, line), line.numbers
        gains, loses, all_ = numbers["gains"], numbers["loses"], numbers["learners"]
        shares = [None if count is None or not all_ else count / all_ for count in (gains, loses)]
        signs = zip("▲▼", shares, strict=True)
        told = " ".join(
            f"{sign} {word('withheld', self.lang) if share is None else f'{share:.1%}'}"
            for sign, share in signs
        )
        return Stacked(name, told, *shares)

    def _row(self, name: str, line: Line) -> str:
        cells = []
        for column in COLUMNS:
            told = cell(line, column, self.lang)
            shut = ' class="hidden"' if told == word("withheld", self.lang) else ""
            cells.append(f"<td{shut}>{escape(told)}</td>")
        return f'<th scope="row">{escape(name)}</th>' + "".join(cells)

    def _key(self) -> str:
        parts = (("g", "▲ ", "gains"), ("l", "▼ ", "loses"), ("u", "", "unchanged"))
        items = (
            f'<li><span class="{look}"></span>{sign}{self.said(name)}</li>' for look, sign, name in parts
        )
        return f'<ul class="key">{"".join(items)}</ul>'

    def _pair(self, picture: str, table: str, more: str = "") -> str:
        return f'<div class="pair{more}"><div>{picture}</div>{table}</div>'

    def _table(self, title: str, head: Sequence[str], rows: Sequence[str], look: str = "") -> str:
        label = escape(f"{title}: {word('scroll', self.lang)}")
        top = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
        return (
            f'<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table{look}>'
            f"<caption>{escape(title)}</caption><thead><tr>{top}</tr></thead><tbody>"
            + "".join(f"<tr>{row}</tr>\n" for row in rows)
            + "</tbody></table></div>"
        )

    def _law(self) -> str:
        title, moved = word("what_changes", self.lang), self.told.moved
        rows = []
        for one in moved.rows:
            since = self._days(one)
            cells = "".join(
                f'<td class="t">{escape(text)}</td>' for text in (one.before, one.after, since, one.clause)
            )
            rows.append(f'<th scope="row">{escape(one.what)}<br><code>{escape(one.name)}</code></th>{cells}')
        head = [word(name, self.lang) for name in ("value", "was", "becomes", "since", "clause")]
        parts = [f"<h2>{escape(title)}</h2>"]
        if rows:
            parts.append(self._table(title, head, rows, ' class="words"'))
        if moved.more:
            parts.append(f"<p>{self.said('many_changes', moved.more)}</p>")
        if moved.cited:
            shown = "; ".join(moved.cited[:CITED]) + (" …" if len(moved.cited) > CITED else "")
            parts.append(f"<p>{self.said('cited_otherwise', len(moved.cited), shown)}</p>")
        if self.told.folders:
            parts.append(f"<p>{self.said('certificates_differ')}</p>")
        return "\n".join(parts)

    def _days(self, one: Moved) -> str:
        """From when, and until when where the laws say the same, or something else, afterwards."""
        since = str(one.since or word("always", self.lang))
        return word("since_until", self.lang, since, one.until) if one.until else since

    def _reading(self) -> str:
        names = ["rule_way", "rule_median", "rule_small", "rule_age", "rule_not"]
        if not self.report.groups[AGE]:
            names.remove("rule_age")
        told = "".join(f"<p>{self.said(name, SMALLEST)}</p>" for name in names)
        return f"<h2>{self.said('reading')}</h2>\n{told}"

    def _number(self) -> int:
        self.pictures += 1
        return self.pictures


def _changed(line: Line) -> float:
    return (line.numbers["gains"] or 0) + (line.numbers["loses"] or 0)
