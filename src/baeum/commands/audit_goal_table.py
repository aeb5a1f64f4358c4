"""The answer of another goal than a degree of the credit bank, as a person reads it in a terminal."""

from __future__ import annotations

from typing import Any

from baeum.commands.audit_table import COLOUR_OF, told_reasons
from baeum.commands.audit_words import GOALS, STATES, UNITS, VERDICTS, known, word
from baeum.commands.plain_table import Screen, Table, clean, wrap
from baeum_rules.recognition.sentences import clause_in

TITLES = ("subject", "name", "title")


def rendered(name: str, case: dict[str, Any], answer: dict[str, Any], lang: str, screen: Screen) -> str:
    """The answer of a case as lines no wider than the screen."""
    lines = _heading(name, case, answer, lang, screen)
    lines += ["", *_needs(answer, lang, screen), ""]
    for row in answer["requirements"]:
        for reason in told_reasons(row, lang):
            lines += wrap(f"· {reason}", screen.width)
    lines += _ways(answer, lang, screen)
    lines += ["", *_records(case, answer, lang, screen)]
    for note in answer["notes"]:
        clause = clause_in(note, lang)
        lines += ["", *wrap(f"{word('note', lang)} · {clean(note[lang])} [{clause}]", screen.width)]
    lines += [
        "",
        *(screen.painted(line, "dim") for line in wrap(word("statement_of_goal", lang), screen.width)),
    ]
    return "\n".join(lines) + "\n"


def _heading(name: str, case: dict[str, Any], answer: dict[str, Any], lang: str, screen: Screen) -> list[str]:
    facts = [known(GOALS, case["goal"]["degree"], lang)]
    if major := answer.get("major"):
        facts.append(major[lang])
    facts += [word("as_of", lang).format(answer["as_of"]), word("law", lang).format(answer["law"])]
    result = word("goal_complete" if answer["complete"] else "goal_incomplete", lang)
    left = word("goal_remaining", lang).format(answer["remaining"], known(UNITS, answer["unit"], lang))
    title = wrap(f"{word('goal_title', lang)} · {clean(name)}", screen.width)
    colour = "green" if answer["complete"] else "yellow"
    return [
        *(screen.painted(line, "bold") for line in title),
        *wrap(" · ".join(facts), screen.width),
        "",
        *(screen.painted(line, "bold", colour) for line in wrap(f"{result} {left}", screen.width)),
    ]


def _needs(answer: dict[str, Any], lang: str, screen: Screen) -> list[str]:
    names = ("requirement", "need", "have", "short", "state")
    table = Table([word(name, lang) for name in names], right=(1, 2, 3))
    for row in answer["requirements"]:
        label = f"{_label(row['id'], lang)} ({known(UNITS, row['unit'], lang)})"
        state = known(STATES, row["state"], lang) if row.get("state") else ""
        cells = (label, str(row["need"]), str(row["have"]), str(row["short"]), state)
        table.add(cells, ("", "", "", "yellow" if row["short"] else "green"))
    return table.lines(screen)


def _label(name: str, lang: str) -> str:
    stem, _, number = name.partition("_")
    return word("stage_of", lang).format(number) if stem == "stage" else word(name, lang)


def _ways(answer: dict[str, Any], lang: str, screen: Screen) -> list[str]:
    if not answer.get("ways"):
        return []
    lines = ["", word("ways", lang)]
    for way in answer["ways"]:
        mark = word("met" if way["met"] else "unmet", lang)
        lines += wrap(f"· {mark}: {clean(way[lang])} [{clause_in(way, lang)}]", screen.width)
    return lines


def _records(case: dict[str, Any], answer: dict[str, Any], lang: str, screen: Screen) -> list[str]:
    """Each record with its verdict, and under it the reasons."""
    if not answer["records"]:
        return [word("no_records", lang)]
    given = {record["id"]: record for record in case["records"]}
    lines = []
    for row in answer["records"]:
        record = given[row["id"]]
        title = clean(next((record[name] for name in TITLES if record.get(name)), ""))
        verdict = screen.painted(known(VERDICTS, row["verdict"], lang), COLOUR_OF[row["verdict"]])
        lines.append(f"{clean(row['id'])}  {title}  {verdict}")
        for reason in told_reasons(row, lang):
            lines += [f"  {line}" for line in wrap(f"· {reason}", screen.width - 2)]
    return lines
