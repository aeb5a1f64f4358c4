"""Differences as a person reads them in a terminal: what is supposed, needs side by side, what moves."""

from __future__ import annotations

from typing import Any

from baeum.commands.audit_words import DEGREES, REQUIREMENTS, ROUTES, known, word
from baeum.commands.plain_table import Screen, Table, clean, wrap

COLOUR_OF = {"record": "bold", "error": "red"}


def rendered(name: str, case: Any, answer: dict[str, Any], lang: str, screen: Screen) -> str:  # noqa: ARG001  as every table
    """The answer of ``WhatIf`` as lines no wider than the screen. ``name``: where the case came from.

    ``case``: not needed, the differences name its records.
    """
    lines = [
        screen.painted(line, "bold")
        for line in wrap(f"{word('what_if', lang)} · {clean(name)}", screen.width)
    ]
    for told in _conditions(answer, lang):
        lines += wrap(f"  {told}", screen.width)
    found = answer["differences"]
    if not found:
        return "\n".join([*lines, "", screen.painted(word("same", lang), "bold")]) + "\n"
    if "errors" not in answer["after"]:
        lines += ["", *_headline(answer, lang, screen), "", *_needs(answer, lang, screen)]
    lines += ["", *_moves(found, lang, screen)]
    lines += ["", *(screen.painted(line, "dim") for line in wrap(word("statement", lang), screen.width))]
    return "\n".join(lines) + "\n"


def _conditions(answer: dict[str, Any], lang: str) -> list[str]:
    """What is supposed, a line each."""
    supposition, lines = answer["supposed"], []
    titles = [_title(one) for one in supposition.get("records") or ()]
    if titles:
        lines.append(word("supposed_records", lang).format(", ".join(titles)))
    if supposition.get("without"):
        lines.append(word("supposed_without", lang).format(", ".join(map(clean, supposition["without"]))))
    goal = supposition.get("goal") or {}
    if goal:
        told = [_of_goal(key, value, lang) for key, value in goal.items()]
        lines.append(word("supposed_goal", lang).format(" · ".join(told)))
    for name, code in (("as_of", "supposed_day"), ("law", "law_moves")):
        if answer[name]["before"] != answer[name]["after"]:
            lines.append(word(code, lang).format(answer[name]["before"], answer[name]["after"]))
    return lines


def _of_goal(key: str, value: Any, lang: str) -> str:
    if value is None:
        return f"{key} –"
    table = {"degree": DEGREES, "route": ROUTES}.get(key, {})
    told = known(table, value, lang) if table else value.get("name", "") if isinstance(value, dict) else value
    return clean(told or value)


def _title(record: dict[str, Any]) -> str:
    day = next(
        (record[n] for n in ("ended_on", "acquired_on", "passed_on", "selected_on") if n in record), ""
    )
    name = record.get("subject") or record.get("name") or record.get("item") or record.get("id", "")
    return clean(f"{name} ({day})" if day else name)


def _headline(answer: dict[str, Any], lang: str, screen: Screen) -> list[str]:
    before, after = answer["before"], answer["after"]
    figures = dict.fromkeys((before["remaining"], after["remaining"]))
    left = word("remaining", lang).format(" → ".join(map(str, figures)))
    result = word("complete" if after["complete"] else "incomplete", lang)
    colour = "green" if after["remaining"] <= before["remaining"] else "yellow"
    return [screen.painted(line, "bold", colour) for line in wrap(f"{left} · {result}", screen.width)]


def _needs(answer: dict[str, Any], lang: str, screen: Screen) -> list[str]:
    """The requirements of both answers side by side."""
    headings = ("requirement", "need", "before", "after", "short_before", "short_after")
    table = Table([word(name, lang) for name in headings], right=(1, 2, 3, 4, 5))
    was, then = ({row["id"]: row for row in answer[side]["requirements"]} for side in ("before", "after"))
    for name in dict.fromkeys([*was, *then]):
        rows = [was.get(name), then.get(name)]
        need = " → ".join(dict.fromkeys(str(row["need"]) if row else "–" for row in rows))
        cells = [str(row[key]) if row else "–" for key in ("have", "short") for row in rows]
        colour = "" if cells[2] == cells[3] else "yellow"
        table.add([known(REQUIREMENTS, name, lang), need, *cells], ("", "", "", "", "", colour))
    return table.lines(screen)


def _moves(found: list[dict[str, Any]], lang: str, screen: Screen) -> list[str]:
    """The differences beyond the table. What explained a verdict that is gone is not told, only what explains
    the new one."""
    lines: list[str] = []
    moved = {one["record"] for one in found if one["kind"] == "record"}
    for one in found:
        if one["kind"] == "reason" and one["record"] in moved:
            if one["after"] is not None:
                lines += _bullet(clean(one["after"][lang]), "    - ", screen)
        elif one["kind"] not in ("requirement", "remaining"):
            lines += _bullet(clean(one[lang]), "· ", screen, COLOUR_OF.get(one["kind"], ""))
    return lines


def _bullet(text: str, mark: str, screen: Screen, colour: str = "") -> list[str]:
    lines = [screen.painted(line, *filter(None, [colour])) for line in wrap(text, screen.width - len(mark))]
    return [(mark if place == 0 else " " * len(mark)) + line for place, line in enumerate(lines)]
