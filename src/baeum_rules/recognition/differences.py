"""What differs between two answers: one case under two laws, two goals, with and without a record.

``compared`` gives the differences as data, ``differences`` tells each in both languages besides. The law's
revision, the day and the curriculum's name are what was asked, not what came out: they are no differences.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from baeum_rules.parameters import Law, load_law

from .sentences import Both, Sentences, sentences_of

Answer = Mapping[str, Any]
OUTCOMES = frozenset(("complete", "remaining", "total", "requirement", "record", "error"))
_OF_RECORD = ("verdict", "credits", "class")
_OF_REQUIREMENT = ("need", "have", "short", "unit", "missing", "clause_id", "reading")


class Difference(NamedTuple):
    """One difference. ``kind``: complete, remaining, total, requirement, record, reason, note or error.

    ``record``: the record it is about, None for none. ``of``: the total or requirement; of a reason its rule,
    of a note or an error its code. ``before`` and ``after``: what the answers hold there, None where one
    holds nothing (what came has no before, what went no after).
    """

    kind: str
    record: str | None
    of: str
    before: Any
    after: Any

    @property
    def outcome(self) -> bool:
        """Whether it changes what is recognised or needed, not only how it is explained."""
        if self.kind != "requirement" or self.before is None or self.after is None:
            return self.kind in OUTCOMES
        return any(self.before[name] != self.after[name] for name in _OF_REQUIREMENT[:5])

    def turned(self) -> Difference:
        """The same difference seen from the other answer."""
        return self._replace(before=self.after, after=self.before)


def compared(before: Answer, after: Answer) -> list[Difference]:
    """Every difference between two answers, either of which may be an error answer; [] where none is."""
    found = [*_of_lists("error", before, after, "errors")]
    if "errors" in before or "errors" in after:
        return found
    found += _of_sums(before, after)
    found += _of_requirements(before, after)
    found += _of_records(before, after)
    return [*found, *_of_lists("note", before, after, "notes")]


def differences(
    before: Answer, after: Answer, cases: Sequence[Mapping[str, Any]] = (), law: Law | None = None
) -> list[dict[str, Any]]:
    """The differences as plain data, each with its sentences ``ko`` and ``en``.

    ``cases``: the cases of the answers, for the names of their records; without them the ids are named.
    """
    sentences = sentences_of(law or load_law())
    titles = {str(record["id"]): _title(record) for case in reversed(cases) for record in case["records"]}
    told = []
    for one in compared(before, after):
        ko, en = _sentence(one, titles, sentences)
        told.append({**one._asdict(), "outcome": one.outcome, "ko": ko, "en": en})
    return told


def _of_sums(before: Answer, after: Answer) -> Iterator[Difference]:
    for name in ("complete", "remaining"):
        if before[name] != after[name]:
            yield Difference(name, None, "", before[name], after[name])
    was, then = (one.get("totals", {}) for one in (before, after))  # goals of other kinds have none
    for name in dict.fromkeys([*was, *then]):
        if was.get(name) != then.get(name):
            yield Difference("total", None, name, was.get(name), then.get(name))


def _of_requirements(before: Answer, after: Answer) -> Iterator[Difference]:
    was, then = ({row["id"]: row for row in one["requirements"]} for one in (before, after))
    for name in dict.fromkeys([*was, *then]):
        had, has = (_part(rows.get(name), _OF_REQUIREMENT) for rows in (was, then))
        if had != has:
            yield Difference("requirement", None, name, had, has)


def _of_records(before: Answer, after: Answer) -> Iterator[Difference]:
    was, then = ({row["id"]: row for row in one["records"]} for one in (before, after))
    for name in dict.fromkeys([*was, *then]):
        had, has = (_part(rows.get(name), _OF_RECORD) for rows in (was, then))
        if had != has:
            yield Difference("record", name, "", had, has)
        reasons = (rows[name].get("reasons", []) if name in rows else [] for rows in (was, then))
        yield from _of_reasons(name, *reasons)


def _of_reasons(record: str, before: list[Any], after: list[Any]) -> Iterator[Difference]:
    """Reasons that came, went, or say something else; those of one rule are paired in their order."""
    had, has = [one for one in before if one not in after], [one for one in after if one not in before]
    for one in had:
        other = next((new for new in has if new["rule"] == one["rule"]), None)
        if other is not None:
            has.remove(other)
        yield Difference("reason", record, one["rule"], one, other)
    for one in has:
        yield Difference("reason", record, one["rule"], None, one)


def _of_lists(kind: str, before: Answer, after: Answer, name: str) -> Iterator[Difference]:
    """Notes or errors that came or went."""
    had, has = ({_key(one): one for one in answer.get(name, ())} for answer in (before, after))
    for key, one in had.items():
        if key not in has:
            yield Difference(kind, one.get("record"), one["code"], one, None)
    for key, one in has.items():
        if key not in had:
            yield Difference(kind, one.get("record"), one["code"], None, one)


def _key(one: Mapping[str, Any]) -> str:
    return json.dumps(one, sort_keys=True, ensure_ascii=False, default=str)


def _part(row: Mapping[str, Any] | None, names: Sequence[str]) -> dict[str, Any] | None:
    return None if row is None else {name: row.get(name) for name in names}


def _title(record: Mapping[str, Any]) -> str:
    name = record.get("subject") or record.get("name") or record.get("item")
    return f"{name}({record['id']})" if name else str(record["id"])


def _sentence(one: Difference, titles: Mapping[str, str], sentences: Sentences) -> Both:
    table = sentences.table("sentences_differences")
    entry = table[_entry(one, table)]
    title = titles.get(str(one.record), str(one.record))
    told = []
    for lang in ("ko", "en"):
        before, after = (_shown(one, value, table, lang) for value in (one.before, one.after))
        filled = {"title": title, "before": before, "after": after}
        filled["name"] = table.get(f"name:{one.of}", {}).get(lang, one.of)
        if one.kind == "requirement":
            filled |= {name: _moved(one, name) for name in ("need", "have", "short")}
        told.append(entry[lang].format_map(filled))
    return told[0], told[1]


def _entry(one: Difference, table: Mapping[str, Any]) -> str:
    """Which sentence tells the difference."""
    if one.kind == "complete":
        return "complete" if one.after else "complete:no"
    if one.kind != "total" and (one.before is None or one.after is None):
        return f"{one.kind}:{'went' if one.after is None else 'came'}"
    same = one.kind == "requirement" and all(
        one.before[name] == one.after[name] for name in ("need", "have", "short")
    )
    return f"{one.kind}:clause" if same and f"{one.kind}:clause" in table else one.kind


def _moved(one: Difference, name: str) -> str:
    """A figure of a requirement, or how it moves."""
    figures = [str(row[name]) for row in (one.before, one.after) if row is not None]
    return " → ".join(dict.fromkeys(figures))


def _shown(one: Difference, value: Any, table: Mapping[str, Any], lang: str) -> str:
    if one.kind == "record" and value is not None:
        words = [table[f"verdict:{value['verdict']}"][lang]]
        if value["credits"]:
            words.append(table["unit:credits"][lang].format(count=value["credits"]))
        if value["class"]:
            words.append(table[f"name:{value['class']}"][lang])
        return " ".join(words)
    return str(value[lang]) if isinstance(value, Mapping) and lang in value else str(value)
