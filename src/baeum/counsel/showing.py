"""Threads and published questions, ready for a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baeum.counsel import saying
from baeum.counsel.citing import Typed, shown
from baeum.counsel.models import FaqVersion
from baeum.counsel.queries import Listed, Said, Thread
from baeum_rules.counsel.acts import ASKER, OFFICE
from baeum_rules.parameters import load_law

ROWS = 3  # for citations, where fewer were typed
BEGINNING = 160  # characters of an answer in a list


def thread_shown(found: Thread, *, side: str, viewer: UUID | None, on: date) -> dict[str, Any]:
    """A thread for one side. An officer is told which side wrote, never who."""
    state = found.where.state if found.where else ""
    word, style = saying.STATES.get(state, (_("다른 곳으로 넘김"), "gray"))
    return {
        "id": found.question.pk,
        "title": found.title if found.title is not None else _("(지워진 질문)"),
        "topic": saying.topic_word(found.question.topic),
        "office": saying.name_of(found.where.office) if found.where else "",
        "state": state,
        "word": word,
        "style": style,
        "erased": found.erased,
        "last": found.last_number,
        "messages": [_message(one, found, side, viewer, on) for one in found.said],
    }


def _message(one: Said, found: Thread, side: str, viewer: UUID | None, on: date) -> dict[str, Any]:
    message = one.message
    if message.office is not None:
        who = saying.name_of(message.office)
    elif side == OFFICE:
        who = _("질문한 쪽")
    elif message.by_person_id == viewer:
        who = _("나")
    else:
        who = _("본인") if message.by_person_id == found.question.person_id else _("대리인")
    silent = "" if found.erased is False or message.words is None else _("(지워진 글)")
    return {
        "number": message.number,
        "act": message.act,
        "side": OFFICE if message.office_id else ASKER,
        "who": who,
        "at": saying.moment(message.at),
        "words": one.words if one.words is not None else silent,
        "to": saying.name_of(message.to_office) if message.act == "forward" else "",
        "cited": [saying.cited_words(cited) for cited in shown(message.cited, on)],
    }


def listed(found: Sequence[Listed], on: date) -> list[dict[str, Any]]:
    """Questions in a list."""
    rows = []
    for one in found:
        word, style = saying.STATES[one.where.state]
        rows.append(
            {
                "id": one.question.pk,
                "title": one.title if one.title is not None else _("(지워진 질문)"),
                "topic": saying.topic_word(one.question.topic),
                "asked": saying.moment(one.question.asked_at),
                "state": one.where.state,
                "word": word,
                "style": style,
                "age": days(one.age(on)),
                "here": days(one.here(on)),
                "unread": one.unread,
            }
        )
    return rows


def days(count: int) -> str:
    """For how many days."""
    if count <= 0:
        return _("오늘")
    return ngettext("{count}일째", "{count}일째", count).format(count=count)


def entry_shown(one: FaqVersion, on: date) -> dict[str, Any]:
    """A version of a published question in the language of the page."""
    english = saying.language() == "en"
    answer = one.answer_en if english else one.answer_ko
    cited = [saying.cited_words(found) for found in shown(one.cited, on)]
    return {
        "entry": one.entry,
        "number": one.number,
        "question": one.question_en if english else one.question_ko,
        "answer": answer,
        "beginning": answer if len(answer) <= BEGINNING else answer[:BEGINNING].rstrip() + "…",
        "topic": saying.topic_word(one.topic),
        "code": one.topic,
        "cited": cited,
        "stale": any(found["stale"] for found in cited),
        "at": saying.moment(one.at),
        "withdrawn": one.act == FaqVersion.Act.WITHDRAW,
        "why": one.why,
    }


def cite_rows(typed: Sequence[Typed], errors: dict[str, str], today: date) -> list[dict[str, str]]:
    """The rows of a form in which values of the law are cited."""
    rows = [*typed, *[Typed("", today.isoformat())] * (ROWS - len(typed))]
    return [
        {"id": f"cite-{row}", "name": one.name, "on": one.on, "error": errors.get(f"cite-{row}", "")}
        for row, one in enumerate(rows)
    ]


def citable() -> list[tuple[str, str]]:
    """Every value of the law: name, and words in the language of the page."""
    law, english = load_law(), saying.language() == "en"
    known = [law.parameter(name) for name in law.names()]
    return [(one.name, one.en if english else one.ko) for one in known]
