"""What is wrong with a case, in a line for each fault: for ``baeum audit`` and for who asks as it does."""

from __future__ import annotations

from typing import Any

from baeum.commands.audit_input import Given
from baeum.commands.audit_words import word


def document_of(case: Given) -> Any:
    """The parsed document of a case that the rules have read."""
    from baeum_rules.recognition.document import parse

    return case.document if isinstance(case.document, dict) else parse(case.document)


def error_line(case: Given, error: dict[str, Any], lang: str) -> str:
    """One error: file, row or record, field (unless the sentence names them itself), sentence."""
    from baeum.commands.plain_table import clean

    row = error.get("row")
    place = (f"{row}행" if lang == "ko" else f"row {row}") if row else error["record"] or ""
    sentence = clean(error[lang])
    where = " ".join(part for part in (clean(place), clean(error["field"])) if part not in sentence)
    hint = _majors_like(case, lang) if error["code"] == "goal.major" else ""
    return ": ".join(filter(None, (clean(case.name), where, sentence + hint)))


def _majors_like(case: Given, lang: str) -> str:
    """The majors whose ids are like the one that was given, or how to see them all."""
    from baeum_rules.curricula import UnknownCurriculum, load_curriculum

    try:
        load_curriculum(str(document_of(case)["goal"]["major"]))
    except UnknownCurriculum as unknown:
        if unknown.matches:
            return " " + word("mean", lang).format(", ".join(unknown.matches))
    return " " + word("majors", lang)
