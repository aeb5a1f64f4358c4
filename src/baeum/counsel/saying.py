"""The sentences of what was wrong, and the words of counselling on pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from baeum.counsel.citing import Shown
from baeum.counsel.wrong import Wrong
from baeum.places.models import Office
from baeum.shared.clock import KOREA
from baeum.shared.refusals import sentence
from baeum_rules.counsel.topics import Topic, topic_on
from baeum_rules.parameters import Version, load_law

STATES: Mapping[str, tuple[str | Promise, str]] = {  # word, style
    "waiting": (gettext_lazy("답을 기다림"), "warning"),
    "answered": (gettext_lazy("답함"), "success"),
    "closed": (gettext_lazy("닫힘"), "gray"),
}
KINDS: Mapping[str, str | Promise] = {
    "municipality": gettext_lazy("시·군·구"),
    "province": gettext_lazy("시·도"),
    "institute": gettext_lazy("진흥원"),
    "institution": gettext_lazy("교육기관"),
}


def language() -> str:
    """Of the page: ko or en."""
    return "en" if get_language() == "en" else "ko"


def name_of(office: Office | None) -> str:
    """An office in the language of the page; empty for none."""
    if office is None:
        return ""
    return office.name_en if language() == "en" else office.name_ko


def topic_word(topic: Topic | str) -> str:
    """A topic in the language of the page, begun with a capital letter; its code where there is none now."""
    found = _known_topic(topic) if isinstance(topic, str) else topic
    if found is None:
        return str(topic)
    return found.en[:1].upper() + found.en[1:] if language() == "en" else found.ko


def _known_topic(code: str) -> Topic | None:
    from baeum.shared.clock import today

    return topic_on(code, today())


def moment(found: datetime) -> str:
    """A moment in Korea, to the minute."""
    return f"{found.astimezone(KOREA):%Y-%m-%d %H:%M}"


def clause_word(clause: str) -> str:
    """A clause as a person cites it; its id where the law data no longer know it."""
    try:
        source = load_law().source(clause)
    except KeyError:
        return clause
    return source.en if language() == "en" else source.ko


def cited_words(one: Shown) -> dict[str, Any]:
    """A citation: what was read, and everything that became of it since."""
    lang, since = language(), one.since
    told = []
    if since.gone:
        told.append(_("지금의 법령 자료에는 이 값이 없습니다."))
    if since.corrected is not None:
        words = _("자료에서 바로잡은 그날의 값: {value}")
        told.append(words.format(value=_version(one, since.corrected, lang)))
    told += [_changed(one, version, lang) for version in since.changed]
    coming = _("{day}부터 바뀔 예정: {value}")
    return {
        "label": one.label(lang),
        "value": one.value(lang),
        "on": one.citation.on.isoformat(),
        "clause": clause_word(one.citation.clause),
        "stale": since.stale,
        "told": told,
        "coming": [
            coming.format(day=version.since.isoformat(), value=_version(one, version, lang))
            for version in since.coming
        ],
    }


def _changed(one: Shown, version: Version, lang: str) -> str:
    words = _("{day}부터: {value}")
    return words.format(day=version.since.isoformat(), value=_version(one, version, lang))


def _version(one: Shown, version: Version, lang: str) -> str:
    return f"{one.value(lang, version.value)} ({clause_word(version.clause)})"


FIELDS: Mapping[str, str | Promise] = {  # as a list of what is wrong names them
    "title": gettext_lazy("제목"),
    "words": gettext_lazy("내용"),
    "reason": gettext_lazy("넘기는 까닭"),
    "to": gettext_lazy("넘길 곳"),
    "topic": gettext_lazy("주제"),
    "question_ko": gettext_lazy("질문 (한국어)"),
    "question_en": gettext_lazy("질문 (영어)"),
    "answer_ko": gettext_lazy("답 (한국어)"),
    "answer_en": gettext_lazy("답 (영어)"),
    "why": gettext_lazy("까닭"),
}


def problems(found: Wrong) -> list[dict[str, Any]]:
    """What was wrong, for the top of a page: target, the name of the field if it has one, sentence."""
    return [
        {"target": target, "field": _field(target), "message": sentence(refusal, language())}
        for target, refusal in found.problems
    ]


def _field(target: str) -> str:
    if target.startswith("cite-"):
        return _("값 %(n)s") % {"n": int(target.removeprefix("cite-")) + 1}
    return str(FIELDS.get(target, ""))


def errors(found: Wrong) -> dict[str, str]:
    """The same by field, for beside the fields."""
    return {one["target"]: one["message"] for one in problems(found) if one["target"]}


def done_words(code: str) -> str:
    """What was just done, in words; empty for anything else in the address."""
    return {
        "asked": _("질문을 보냈습니다. 답이 오면 ‘내 질문’에 표시됩니다."),
        "add": _("덧붙였습니다."),
        "reply": _("답했습니다. 질문한 사람에게 표시됩니다."),
        "forward": _("넘겼습니다. 여기까지의 글만 계속 볼 수 있습니다."),
        "close": _("닫았습니다. 언제든 다시 열 수 있습니다."),
        "reopen": _("다시 열었습니다."),
        "publish": _("실었습니다."),
        "withdraw": _("내렸습니다."),
    }.get(code, "")
