"""Notices: what a learner is told of which act, in the words of ``notices.toml``, as its version has them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from baeum_rules.accreditation.sentences import explained_due
from baeum_rules.claims.sentences import word

from .models import Claim, Notice

if TYPE_CHECKING:
    from .act import Event

FILE = Path(__file__).with_name("notices.toml")
LANGUAGES = ("ko", "en")


def tell(done: Sequence[tuple[Claim, Event]]) -> None:
    """Write the notices of acts that were recorded."""
    Notice.objects.bulk_create(
        [
            Notice(
                account_id=claim.account_id,
                claim=claim,
                act=event.number,
                template=code,
                version=templates()[code]["versions"][-1]["version"],
                figures=_figures(claim, event),
                on=event.on,
            )
            for claim, event in done
            if (code := _template(event))
        ]
    )


def said(
    template: str, version: int, figures: Mapping[str, Any], reason: str, language: str
) -> tuple[str, str]:
    """Subject and text of a notice in a language, as its version had them. ``reason``: of the act."""
    language = language if language in LANGUAGES else "en"
    words = next(one for one in templates()[template]["versions"] if one["version"] == version)
    shown = {name: value[language] if isinstance(value, dict) else value for name, value in figures.items()}
    shown["reason"] = reason or "–"
    return words[f"{language}_subject"].format(**shown), words[language].format(**shown)


@cache
def templates() -> dict[str, Any]:
    """Every template: its versions, the oldest first."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _template(event: Event) -> str:
    """The code of the template for an act: of its case, or of all cases; "" where nobody is told."""
    of_case = f"{event.act}:{event.case}"
    return of_case if of_case in templates() else event.act if event.act in templates() else ""


def _figures(claim: Claim, event: Event) -> dict[str, Any]:
    """What a template may name: codes, days, words in both languages; nothing that tells of a person."""
    return {
        "number": claim.number or "–",
        "kind": {language: word("kind", claim.kind, language) for language in LANGUAGES},
        "state": {language: word("state", event.after, language) for language in LANGUAGES},
        "on": event.on.isoformat(),
        "due_on": claim.due_on.isoformat() if claim.due_on else "–",
        "sum": {language: explained_due(event.due, language) if event.due else "–" for language in LANGUAGES},
        "conferral": claim.conferral or "–",
    }
