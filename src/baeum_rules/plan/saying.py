"""Sentences of plans in Korean and English, with their clause (``law/plan_words.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from baeum_rules.recognition.sentences import Both, Sentences

Said = dict[str, Any]
NOTHING: Mapping[str, Both] = {}


class Words:
    """The sentences of one law."""

    def __init__(self, sentences: Sentences) -> None:
        self.sentences = sentences

    def say(self, code: str, shown: Mapping[str, Both] = NOTHING, /, **figures: Any) -> Said:
        """A sentence. ``figures``: as JSON, by placeholder; ``shown``: what stands there in each language."""
        entry = self.sentences.table("plan_words")[code]
        values = [dict(figures), dict(figures)]
        for name, both in shown.items():
            values[0][name], values[1][name] = both
        source = self.sentences.law.source(entry["clause"])
        return {
            "code": code,
            "ko": entry["ko"].format_map(values[0]),
            "en": entry["en"].format_map(values[1]),
            "clause": source.ko,
            "clause_en": source.en,
            "clause_id": entry["clause"],
            "figures": figures,
        }


def iso(day: int) -> str:
    """An ordinal as YYYY-MM-DD."""
    return date.fromordinal(day).isoformat()


def won(amount: int) -> str:
    """An amount with thousands apart."""
    return f"{amount:,}"


REQUIREMENTS: dict[str, Both] = {
    "total": ("총 학점", "the total"),
    "major": ("전공", "major"),
    "liberal_arts": ("교양", "liberal arts"),
    "required": ("전공필수", "major required"),
    "eighteen": ("평가인정 학습과정·시간제 등록", "accredited and part-time courses"),
    "university": ("학위수여 대학에서 얻은 학점", "the conferring university"),
}
UNITS: dict[str, Both] = {"credits": ("학점", "credits"), "subjects": ("과목", "subjects")}
