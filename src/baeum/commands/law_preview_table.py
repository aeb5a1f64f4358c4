"""A preview as a person reads it in a terminal: the change, how many, of which kinds, by requirement."""

from __future__ import annotations

from typing import Any

from baeum.commands.audit_words import REQUIREMENTS, known
from baeum.commands.law_preview_words import kind, word
from baeum.commands.plain_table import Screen, Table, clean, wrap
from baeum_rules.parameters import load_law

MOST = 50  # decisions listed; JSON lists all


def rendered(path: str, answer: dict[str, Any], lang: str) -> str:
    """The preview as lines no wider than the screen."""
    screen = Screen()
    told = [
        word("title", lang) + " · " + clean(path),
        word("law", lang).format(answer["law"], answer["proposed"]),
    ]
    lines = [line for text in told for line in wrap(text, screen.width)]
    for one in answer["changes"]:
        lines += wrap(_change(one, lang), screen.width)
    if answer["decisions"] or not answer["unread"]:  # of what nobody could read nothing is said
        sentence = word("some" if answer["affected"] else "none", lang).format(**answer)
        lines += ["", *(screen.painted(line, "bold") for line in wrap(sentence, screen.width))]
        lines += wrap(word("unreached", lang).format(**answer), screen.width)
    if answer["never_asked"]:
        lines += wrap(word("never_asked", lang).format(", ".join(answer["never_asked"])), screen.width)
    if answer["unread"]:
        names = ", ".join(clean(one["id"]) for one in answer["unread"][:10])
        lines += wrap(word("unread", lang).format(len(answer["unread"]), names), screen.width)
    for table in (_kinds(answer, lang), _requirements(answer, lang), _list(answer, lang)):
        if table.rows:
            lines += ["", *table.lines(screen)]
    rest = answer["affected"] - MOST
    if rest > 0:
        lines.append(word("rest", lang).format(rest))
    return "\n".join(lines) + "\n"


def _change(one: dict[str, Any], lang: str) -> str:
    unit = load_law().unit(one["unit"], lang)
    before = "–" if one["before"] is None else one["before"]
    told = {"what": one[lang], "clause": one[f"cited_{lang}"], "unit": unit, "before": before}
    return word("change", lang).format(**{**one, **told})


def _kinds(answer: dict[str, Any], lang: str) -> Table:
    table = Table((word("kind", lang), word("decisions", lang)), right=(1,))
    for code, count in answer["kinds"].items():
        table.add((kind(code, lang), f"{count:,}"))
    return table


def _requirements(answer: dict[str, Any], lang: str) -> Table:
    headings = ("requirement", "more", "less", "by", "need")
    table = Table([word(name, lang) for name in headings], right=(1, 2, 3, 4))
    for name, moved in answer["requirements"].items():
        if not (moved["more"] or moved["less"] or moved["need"]):
            continue  # only what is there of it moves
        cells = (f"{moved['more']:,}", f"{moved['less']:,}", f"{moved['by']:+,}", f"{moved['need']:,}")
        table.add((known(REQUIREMENTS, name, lang), *cells))
    return table


def _list(answer: dict[str, Any], lang: str) -> Table:
    headings = ("decision", "remaining", "recognised", "complete", "records")
    table = Table([word(name, lang) for name in headings], right=(1, 2, 4))
    for one in answer["list"][:MOST]:
        found = {(each["kind"], each["of"]): each for each in one["differences"]}
        complete = found.get(("complete", ""))
        table.add(
            (
                clean(one["id"]),
                _moved(found.get(("remaining", ""))),
                _moved(found.get(("total", "recognised"))),
                word("gained" if complete["after"] else "lost", lang) if complete else "",
                str(sum(each["kind"] == "record" for each in one["differences"]) or ""),
            )
        )
    return table


def _moved(one: dict[str, Any] | None) -> str:
    return f"{one['before']} → {one['after']}" if one else ""
