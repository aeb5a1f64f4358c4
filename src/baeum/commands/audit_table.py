"""An answer as a person reads it in a terminal: totals, needs, and each record with its reasons."""

from __future__ import annotations

from typing import Any

from baeum.commands.audit_words import (
    CLASSES,
    DEGREES,
    REQUIREMENTS,
    ROUTES,
    TOTALS,
    VERDICTS,
    known,
    word,
)
from baeum.commands.plain_table import Screen, Table, clean, width_of, wrap
from baeum_rules.recognition.sentences import clause_in

REASONS_BESIDE = 120  # columns from which the reasons stand in the row of their record
STACKED = 60  # columns below which a record is a paragraph
COLOUR_OF = {"recognised": "green", "reduced": "yellow", "not_chosen": "yellow", "refused": "red"}
_NAMES = ("subject", "name", "item")
_COMPLETED = ("ended_on", "acquired_on", "passed_on", "selected_on")


def rendered(name: str, case: dict[str, Any], answer: dict[str, Any], lang: str, screen: Screen) -> str:
    """The answer of a case as lines no wider than the screen.

    ``name``: where the case came from; ``case``: its document; ``answer``: not an error answer.
    """
    if answer.get("kind"):
        from baeum.commands.audit_goal_table import rendered as rendered_goal  # rarely asked

        return rendered_goal(name, case, answer, lang, screen)
    lines = _heading(name, case, answer, lang, screen)
    lines += ["", *_needs(answer, lang, screen), "", *_totals(answer, lang, screen), ""]
    lines += _records(case, answer, lang, screen)
    for note in answer.get("notes") or []:
        place = f"{clean(note['record'])}: " if note.get("record") else ""
        lines += ["", *wrap(f"{word('note', lang)} · {place}{clean(note[lang])}", screen.width)]
    lines += ["", *(screen.painted(line, "dim") for line in wrap(word("statement", lang), screen.width))]
    return "\n".join(lines) + "\n"


def _heading(name: str, case: dict[str, Any], answer: dict[str, Any], lang: str, screen: Screen) -> list[str]:
    goal = case["goal"]
    facts = [known(DEGREES, goal["degree"], lang), known(ROUTES, goal["route"], lang), _major(goal, lang)]
    if goal.get("conferral"):
        facts.append(word("conferral", lang).format(goal["conferral"]))
    if goal.get("conferring_university"):
        facts.append(word("at_university", lang).format(clean(goal["conferring_university"])))
    facts += [
        word("as_of", lang).format(answer["as_of"]),
        word("law", lang).format(answer["law"]),
    ]
    title = wrap(f"{word('title', lang)} · {clean(name)}", screen.width)
    result = word("complete" if answer["complete"] else "incomplete", lang)
    left = f"{result} {word('remaining', lang).format(answer['remaining'])}"
    colour = "green" if answer["complete"] else "yellow"
    return [
        *(screen.painted(line, "bold") for line in title),
        *wrap(" · ".join(filter(None, facts)), screen.width),
        "",
        *(screen.painted(line, "bold", colour) for line in wrap(left, screen.width)),
    ]


def _major(goal: dict[str, Any], lang: str) -> str:
    """The name of the major; a curriculum of ours that is only a sample says so."""
    if goal.get("curriculum"):
        return clean(goal["curriculum"].get("name") or goal["major"])
    from baeum_rules.curricula import load_curriculum  # read already: the answer was made with it
    from baeum_rules.recognition.names import same_text

    curriculum = load_curriculum(same_text(goal["major"]))
    name = curriculum.ko if lang == "ko" else curriculum.en
    return f"{name} ({word('sample', lang)})" if curriculum.sample else name


def _needs(answer: dict[str, Any], lang: str, screen: Screen) -> list[str]:
    table = Table([word(name, lang) for name in ("requirement", "need", "have", "short")], right=(1, 2, 3))
    missing: list[str] = []
    for row in answer["requirements"]:
        name = known(REQUIREMENTS, row["id"], lang)
        if row.get("unit") == "subjects":
            name += f" ({word('subjects', lang)})"
        colours = ("", "", "", "yellow" if row["short"] else "green")
        table.add((name, str(row["need"]), str(row["have"]), str(row["short"])), colours)
        if row["short"]:
            missing += map(clean, row.get("missing") or ())
    lines = table.lines(screen)
    if missing:
        lines += wrap(word("missing", lang).format(", ".join(missing)), screen.width)
    return lines


def _totals(answer: dict[str, Any], lang: str, screen: Screen) -> list[str]:
    table = Table((word("totals", lang), word("credits", lang)), right=(1,))
    for name in TOTALS:
        table.add((known(TOTALS, name, lang), str(answer["totals"][name])))
    return table.lines(screen)


def _records(case: dict[str, Any], answer: dict[str, Any], lang: str, screen: Screen) -> list[str]:
    if not answer["records"]:
        return [word("no_records", lang)]
    cells_of = [_cells(*pair, lang) for pair in zip(case["records"], answer["records"], strict=True)]
    if screen.width < STACKED:
        both = zip(answer["records"], cells_of, strict=True)
        return [line for row, cells in both for line in _stacked(cells, row, lang, screen)]
    beside = screen.width >= REASONS_BESIDE
    headings = [word(n, lang) for n in ("id", "record", "completed_on", "verdict", "credits", "class")]
    table = Table([*headings, word("reasons", lang)] if beside else headings, right=(4,))
    for row, cells in zip(answer["records"], cells_of, strict=True):
        reasons = "\n".join(told_reasons(row, lang))
        table.add([*cells, reasons] if beside else cells, ("", "", "", COLOUR_OF[row["verdict"]]))
    head, *parts = table.parts(screen)
    for row, part in zip(answer["records"], parts, strict=True):
        head += part if beside else [*part, *_indented(row, lang, screen)]
    return head


def _indented(row: dict[str, Any], lang: str, screen: Screen) -> list[str]:
    return [
        ("  · " if place == 0 else "    ") + line
        for reason in told_reasons(row, lang)
        for place, line in enumerate(wrap(reason, screen.width - 4))
    ]


def _stacked(cells: list[str], row: dict[str, Any], lang: str, screen: Screen) -> list[str]:
    """A record as a paragraph, for a narrow terminal."""
    key, name, completed, verdict, credits, taken = cells
    head = [screen.painted(line, "bold") for line in wrap(f"{key}  {name}", screen.width)]
    facts = [completed, word("credits_of", lang).format(credits), taken]
    rest = " · ".join(filter(None, facts))
    first = screen.painted(verdict, COLOUR_OF[row["verdict"]])
    if width_of(verdict) + 3 + width_of(rest) <= screen.width - 2:
        told = [f"  {first} · {rest}"]
    else:
        told = [f"  {first}", *(f"  {line}" for line in wrap(rest, screen.width - 2))]
    return [*head, *told, *_indented(row, lang, screen), ""]


def _cells(record: dict[str, Any], row: dict[str, Any], lang: str) -> list[str]:
    return [
        clean(row["id"]),
        clean(next((record[name] for name in _NAMES if record.get(name)), "")),
        clean(next((record[name] for name in _COMPLETED if record.get(name)), "")),
        known(VERDICTS, row["verdict"], lang),
        str(row["credits"] or 0),
        known(CLASSES, row["class"], lang) if row["class"] else "",
    ]


def told_reasons(row: dict[str, Any], lang: str) -> list[str]:
    """Each reason with its clause, and whether it rests on a reading of ours."""
    found = []
    for reason in row["reasons"]:
        clause = ", ".join(
            filter(None, (clause_in(reason, lang), word("reading", lang) * bool(reason.get("reading"))))
        )
        found.append(f"{clean(reason[lang])} [{clause}]" if clause else clean(reason[lang]))
    return found
