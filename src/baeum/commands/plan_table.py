"""Plans as a person reads them in a terminal: side by side first, then each term by term."""

from __future__ import annotations

from typing import Any

from baeum.commands.audit_words import CLASSES, known
from baeum.commands.plain_table import Screen, Table, clean, wrap
from baeum.commands.plan_words import word
from baeum_rules.recognition.sentences import clause_in

Answer = dict[str, Any]


def rendered(answer: Answer, lang: str, screen: Screen) -> str:
    """The answer as lines no wider than the screen."""
    goal = answer["goal"]
    facts = [clean(goal["curriculum"]), word("as_of", lang).format(answer["as_of"])]
    facts.append(word("law", lang).format(answer["law"]))
    lines = [screen.painted(word("title", lang), "bold"), *wrap(" · ".join(facts), screen.width)]
    lines.append(word("remaining", lang).format(answer["remaining"]))
    if answer["plans"]:
        lines += ["", *_side_by_side(answer["plans"], lang, screen)]
    else:
        lines += ["", screen.painted(word("no_plan", lang), "bold", "yellow")]
        lines += [line for said in answer["instead"] for line in _sentence(said, lang, screen)]
    for plan in answer["plans"]:
        lines += ["", *_plan(plan, lang, screen)]
    lines += _sooner(answer, lang, screen)
    for note in answer["notes"]:
        lines += ["", *wrap(f"{word('note', lang)} · {clean(note[lang])}", screen.width)]
    if answer["left_out"]:
        parts = ", ".join(word(why, lang).format(count) for why, count in answer["left_out"].items())
        lines += ["", *wrap(word("left_out", lang).format(parts), screen.width)]
    lines += ["", *(screen.painted(line, "dim") for line in wrap(word("statement", lang), screen.width))]
    return "\n".join(lines) + "\n"


def name_of(plan: Answer, lang: str) -> str:
    """What a plan is the best in."""
    return " · ".join(word(purpose, lang) for purpose in plan["purposes"])


def proof_of(plan: Answer, lang: str) -> str:
    """What was proven of the first objective of each purpose."""
    said = []
    for purpose in plan["purposes"]:
        level = plan["proof"][purpose][0]
        if level["proven"]:
            said.append(word("proven", lang))
        elif level["name"] == "month" or not level["bound"]:
            said.append(word("no_bound", lang))
        else:
            said.append(word("gap", lang).format(level["gap"]))
    return ", ".join(dict.fromkeys(said))


def _side_by_side(plans: list[Answer], lang: str, screen: Screen) -> list[str]:
    table = Table(["", *(name_of(plan, lang) for plan in plans)])
    conferrals = [plan["conferral"] for plan in plans]
    table.add(
        [
            "",
            *(
                word("conferral", lang).format(c["month"], c["apply_from"], c["apply_until"])
                for c in conferrals
            ),
        ]
    )
    table.add(["", *(_cost(plan["cost"], lang) for plan in plans)])
    table.add(["", *(_load(plan["load"], lang) for plan in plans)])
    table.add(["", *(proof_of(plan, lang) for plan in plans)])
    return table.lines(screen)


def _cost(cost: Answer, lang: str) -> str:
    total, items = (word("won", lang).format(cost[name]) for name in ("total", "items"))
    fees = word("won", lang).format(cost["recognition"] + cost["registration"])
    return word("total_won", lang).format(total, items, fees)


def _load(load: Answer, lang: str) -> str:
    return word("loads", lang).format(load["credits"], load["items"], load["hours"], load["peak"])


def _plan(plan: Answer, lang: str, screen: Screen) -> list[str]:
    lines = [screen.painted(f"{name_of(plan, lang)} · {plan['conferral']['month']}", "bold")]
    names = ("item", "where", "credits", "class", "cost_of", "days", "apply_by", "fails")
    for term in plan["terms"]:
        title = word("term", lang).format(term["year"], term["semester"], term["begins"], term["ends"])
        taken = word("of_limit", lang).format(
            term["credits"], term["limited"] + term["under_way"], term["limit"]
        )
        lines += ["", *wrap(f"{title} · {taken}", screen.width)]
        if not term["items"]:
            continue
        table = Table([word(name, lang) for name in names], right=(2, 4))
        for item in term["items"]:
            cost = word("unknown", lang) if item["won"] is None else f"{item['won']:,}"
            table.add(
                [
                    clean(item["title"]),
                    clean(item["where"]),
                    str(item["credits"]),
                    known(CLASSES, item["class"], lang),
                    cost,
                    f"{item['begins']} - {item['ends']}",
                    item["apply_by"],
                    " ".join(clean(said[lang]) for said in (*item["breaks"], *item["notes"])),
                ]
            )
        lines += table.lines(screen)
    return lines


def _sooner(answer: Answer, lang: str, screen: Screen) -> list[str]:
    if not answer["skipped"]:
        return []
    lines = ["", screen.painted(word("sooner", lang), "bold")]
    for skipped in answer["skipped"]:
        lines.append(skipped["month"])
        lines += [line for said in skipped["reasons"] for line in _sentence(said, lang, screen)]
    return lines


def _sentence(said: Answer, lang: str, screen: Screen) -> list[str]:
    clause = "" if said["clause_id"] == "baeum.model" else f" [{clause_in(said, lang)}]"
    return [f"  {line}" for line in wrap(clean(said[lang]) + clause, max(20, screen.width - 2))]
