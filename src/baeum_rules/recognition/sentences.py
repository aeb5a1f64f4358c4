"""Sentences in Korean and English, from ``law/rules.toml`` and its neighbours: reasons, notes, errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from baeum_rules.parameters import Law, read_table

from .case import Fault

Both = tuple[str, str]  # Korean, English

# figures whose value is a code of words.toml; all other texts are shown as they were written
CODES = frozenset(("class", "listed", "degree", "school_kind", "role"))
MOST_NAMED = 8  # records named in a sentence; the figures hold all of them


class Sentences:
    """The sentences of one law. Use :func:`sentences_of`."""

    def __init__(self, law: Law, rules: str) -> None:
        self.law = law
        self.rules = read_table(f"{law.folder}/{rules}.toml")
        self._tables: dict[str, Mapping[str, Any]] = {}

    def table(self, name: str) -> Mapping[str, Any]:
        """Another file of sentences, read when first needed."""
        if name not in self._tables:
            self._tables[name] = read_table(f"{self.law.folder}/{name}.toml")
        return self._tables[name]

    def word(self, code: str) -> Both:
        """The words for a code."""
        entry = self.table("words")[code]
        return entry["ko"], entry["en"]

    def reason(
        self,
        key: str,
        figures: Mapping[str, Any],
        shown: Mapping[str, Both] | None = None,
        *,
        reading: bool = False,
        basis: str = "",
    ) -> dict[str, Any]:
        """One reason of the answer. ``key``: ``rule`` or ``rule:case``; ``figures``: as JSON, by placeholder.

        ``shown``: what a sentence says instead of a figure, or besides it; ``reading``: this use of the rule
        is our reading even where the rule is not; ``basis``: which of its clauses, where it has several.
        """
        entry = self.rules[key]
        ko, en = self._filled(entry, figures, shown or {})
        clause = entry.get("clause_" + basis, entry["clause"]) if basis else entry["clause"]
        source = self.law.source(clause)
        return {
            "rule": key.partition(":")[0],
            "ko": ko,
            "en": en,
            "clause": source.ko,
            "clause_en": source.en,
            "clause_id": clause,
            "reading": reading or bool(entry.get("reading")),
            "figures": dict(figures),
        }

    def note(self, code: str, record: str | None, shown: Mapping[str, str]) -> dict[str, Any]:
        """One note of the answer."""
        ko, en = self._filled(self.table("sentences_notes")[code], shown, {})
        return {"record": record, "code": code, "ko": ko, "en": en}

    def error(self, fault: Fault, case: str = "", shown: Mapping[str, Both] | None = None) -> dict[str, Any]:
        """One input error: its sentences name record and field first. ``case``: of the code's sentence."""
        entry = self.table("sentences_errors")[f"{fault.code}:{case}" if case else fault.code]
        texts = self._filled(entry, fault.figures, shown or {})
        record = None if fault.record is None else printable(fault.record)
        field = printable(fault.field)
        ko, en = (printable(place + text) for place, text in zip(_place(record, field), texts, strict=True))
        return {"record": record, "field": field, "code": fault.code, "ko": ko, "en": en}

    def _filled(
        self, entry: Mapping[str, Any], figures: Mapping[str, Any], shown: Mapping[str, Both]
    ) -> Both:
        values: list[dict[str, str]] = [{}, {}]
        for name, value in figures.items():
            both = self.word(value) if name in CODES else (str(value), str(value))
            values[0][name], values[1][name] = both
        for name, both in shown.items():
            values[0][name], values[1][name] = both
        return entry["ko"].format_map(values[0]), entry["en"].format_map(values[1])


def _place(record: str | None, field: str) -> Both:
    """Where an error is, as its sentences begin."""
    if record is not None and field:
        return f"기록 “{record}”, 항목 “{field}”: ", f"Record “{record}”, field “{field}”: "
    if record is not None:
        return f"기록 “{record}”: ", f"Record “{record}”: "
    if field:
        return f"항목 “{field}”: ", f"Field “{field}”: "
    return "", ""


def printable(text: str) -> str:
    """A text that can be written anywhere: lone surrogates and control characters become a mark."""
    return text if text.isprintable() else "".join(c if c.isprintable() else "�" for c in text)


def listed(names: Sequence[str]) -> Both:
    """Names as a sentence lists them."""
    text = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return (f"{text} 외 {more}건", f"{text} and {more} more") if more > 0 else (text, text)


@lru_cache(maxsize=32)
def sentences_of(law: Law, rules: str = "rules") -> Sentences:
    """The sentences of a law, read once. ``rules``: the file of those with a clause."""
    return Sentences(law, rules)


def clause_in(reason: Mapping[str, Any], lang: str) -> str:
    """The citation of a reason or requirement of an answer in a language (``ko``, ``en``), "" without one."""
    return str(reason.get("clause_en" if lang == "en" else "clause") or reason.get("clause") or "")
