"""Notices: who is told of which act, in the words of ``notices.toml``, in the version of the day."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from baeum.courses.models import GrantedAccreditation
from baeum_rules.accreditation.sentences import explained_due, word

from .granted import grants_of
from .models import Notice

if TYPE_CHECKING:
    from .act import Event, Held

FILE = Path(__file__).with_name("notices.toml")
LANGUAGES = ("ko", "en")


def tell(done: Sequence[tuple[Held, Event]], reason: str) -> list[Notice]:
    """Write the notices of acts that were recorded, and have each mailed."""
    told = [(held, event, code) for held, event in done if (code := _template(event))]
    grants = grants_of(held.application.pk for held, _, _ in told) if told else {}
    notices = []
    for held, event, code in told:
        template, one = templates()[code], held.application
        office = one.holder if template["to"] == "holder" else one.office
        figures = {**_figures(held, event, reason), **_granted(grants.get(one.pk))}
        version = template["versions"][-1]["version"]
        notices.append(
            Notice(
                office=office, application=one, template=code, version=version, figures=figures, on=event.on
            )
        )
    Notice.objects.bulk_create(notices)
    if notices:
        from .jobs import defer_mail  # the acts of a bare install need no worker

        defer_mail(notice.pk for notice in notices)
    return notices


def _template(event: Event) -> str:
    """The code of the template for an act: of its case, or of all cases; "" where nobody is told."""
    of_case = f"{event.act}:{event.case}"
    return of_case if of_case in templates() else event.act if event.act in templates() else ""


def said(notice: Notice | tuple[str, int, Mapping[str, Any]], language: str) -> tuple[str, str]:
    """Subject and text of a notice in a language, as its version had them, without a remark nobody made."""
    code, version, figures = (
        notice if isinstance(notice, tuple) else (notice.template, notice.version, notice.figures)
    )
    language = language if language in LANGUAGES else "en"
    words = next(one for one in templates()[code]["versions"] if one["version"] == version)
    shown = {name: value[language] if isinstance(value, dict) else value for name, value in figures.items()}
    lines = words[language].format(**shown).splitlines(keepends=True)
    return words[f"{language}_subject"].format(**shown), "".join(
        line for line in lines if line.strip() != "–"
    )


@cache
def templates() -> dict[str, Any]:
    """Every template: whom it is for, its versions, the oldest first."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _figures(held: Held, event: Event, reason: str) -> dict[str, Any]:
    """What a template may name: texts, or a text in both languages."""
    one = held.application
    version = one.course_version
    both = {language: word("state", event.after, language) for language in LANGUAGES}
    sums = {language: explained_due(event.due, language) if event.due else "" for language in LANGUAGES}
    return {
        "number": one.number or "–",
        "course": version.title,
        "institution": {"ko": one.office.name_ko, "en": one.office.name_en},
        "round": one.round.number,
        "on": event.on.isoformat(),
        "state": both,
        "reason": reason or "–",
        "due_on": one.due_on.isoformat() if one.due_on else "–",
        "sum": sums,
        "hearing_on": str(event.figures.get("hearing_on", "–")),
    }


def _granted(grant: GrantedAccreditation | None) -> dict[str, str]:
    return {
        "granted": grant.number if grant else "–",
        "from_day": grant.from_day.isoformat() if grant else "–",
        "until": grant.until.isoformat() if grant else "–",
    }
