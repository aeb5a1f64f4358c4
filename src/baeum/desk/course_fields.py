"""The fields of a course and of an offering on a page: what is asked, what was typed, what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baeum.catalogue.course_forms import name_of
from baeum.catalogue.course_words import MODES, WEEKDAYS
from baeum.courses.contents import CourseContent, OfferingContent
from baeum.courses.exchange import values
from baeum.courses.models import CourseVersion, Institution, Offering
from baeum.places.country import PROVINCE, regions_on
from baeum.shared.clock import today
from baeum.shared.refusals import sentence
from baeum_rules.courses.fields import ACT, SURVEY, fields_on
from baeum_rules.courses.legal_bases import legal_bases_on

from .fields import Field

LONGEST = 25_000  # letters that are read of one field
AREAS = ("description", "outline")
MOST_CHANGES = 50  # shown


@dataclass(frozen=True)
class Question:
    """``kind``: text, area, date, whole, choice, days."""

    id: str
    label: Any
    kind: str = "text"
    hint: Any = ""
    needed: bool = False


COURSE = (
    Question("title", _("과정명"), needed=True),
    Question("field", _("분야"), "choice"),
    Question("mode", _("교육 방법"), "choice"),
    Question("hours", _("교육 시간"), "whole", _("모두 더한 시간, 예: 30")),
    Question("target", _("교육 대상"), hint=_("예: 성인, 어르신")),
    Question("description", _("과정 소개"), "area"),
    Question("outline", _("교육 내용(차시)"), "area"),
)
CODE = Question("code", _("과정 코드"), hint=_("기관이 정한 코드, 예: C-2026-01"), needed=True)
OFFERING = (
    Question("begins", _("교육 첫날"), "date", _("예: 2026-12-01"), needed=True),
    Question("ends", _("교육 마지막 날"), "date"),
    Question("application_begins", _("접수 첫날"), "date"),
    Question("application_ends", _("접수 마지막 날"), "date"),
    Question("weekdays", _("요일"), hint=_("예: 월+수, 월~금, 토")),
    Question("starts_at", _("시작 시각"), hint=_("예: 10:00")),
    Question("ends_at", _("끝 시각"), hint=_("예: 12:00")),
    Question("region", _("지역"), "choice"),
    Question("venue", _("교육 장소"), hint=_("예: 3강의실")),
    Question("address", _("도로명 주소")),
    Question("fee", _("수강료(원)"), "whole", _("무료이면 0")),
    Question("seats", _("정원"), "whole"),
    Question("instructor", _("강사"), hint=_("공개할 이름")),
    Question("how_to_apply", _("접수 방법"), hint=_("예: 누리집, 방문")),
    Question("how_selected", _("선정 방법"), hint=_("예: 선착순, 추첨")),
    Question("homepage", _("누리집 주소"), hint=_("https:// 로 시작")),
)
INSTITUTION = (
    Question("legal_basis", _("법적 근거"), "choice", needed=True),
    Question("business_number", _("사업자등록번호")),
    Question("phone", _("전화번호")),
    Question("address", _("주소")),
)
READ: dict[str, Callable[[str], Any]] = {
    "begins": values.a_day,
    "ends": values.a_day,
    "application_begins": values.a_day,
    "application_ends": values.a_day,
    "starts_at": values.a_time,
    "ends_at": values.a_time,
    "fee": values.an_amount,
    "seats": values.an_amount,
    "hours": values.an_amount,
    "weekdays": values.weekdays_in,
}


@dataclass(frozen=True)
class Typed:
    """``content``: what was typed, None where something is wrong with it. ``errors``: field to sentence."""

    typed: dict[str, str]
    content: Any
    errors: dict[str, str]


def typed_in(posted: Mapping[str, Any], questions: Sequence[Question]) -> dict[str, str]:
    """What was typed; nothing is judged yet."""
    found = {}
    for one in questions:
        text = (
            str(posted.get(one.id, ""))[:LONGEST]
            .replace("\r\n", "\n")
            .replace("\0", "\N{REPLACEMENT CHARACTER}")
        )
        found[one.id] = text.strip() if one.id in AREAS else " ".join(text.split())
    return found


def read_course(posted: Mapping[str, Any], on: date) -> Typed:
    """A version of a course as it was typed."""
    typed = typed_in(posted, COURSE)
    read, errors = _read(typed, COURSE)
    scheme, _point, code = read.pop("field").partition(".")
    content = CourseContent(**read, field_scheme=scheme, field_code=code)
    return _judged(typed, content, errors, on)


def read_offering(posted: Mapping[str, Any], on: date) -> Typed:
    """An offering as it was typed."""
    typed = typed_in(posted, OFFERING)
    read, errors = _read(typed, OFFERING)
    if read.get("begins") is None:
        errors.setdefault("begins", str(_("교육 첫날을 적어 주세요.")))
        return Typed(typed, None, errors)
    return _judged(typed, OfferingContent(**read), errors, on)


def changes_shown(institution: Institution) -> list[dict[str, Any]]:
    """What was changed, the newest first: the day, and (label, before, after) of each part."""
    language, labels = get_language() or "ko", {one.id: one.label for one in INSTITUTION}
    names = {one.code: one.en if language == "en" else one.ko for one in legal_bases_on(today())}
    return [
        {
            "on": change.on,
            "parts": [
                (labels[name], names.get(change.before[name], change.before[name]), names.get(after, after))
                for name, after in change.after.items()
            ],
        }
        for change in institution.changes.order_by("-pk")[:MOST_CHANGES]
    ]


def typed_of_version(version: CourseVersion) -> dict[str, str]:
    """What a version says, as it would be typed."""
    field = f"{version.field_scheme}.{version.field_code}" if version.field_code else ""
    return {one.id: field if one.id == "field" else values.shown(getattr(version, one.id)) for one in COURSE}


def typed_of_offering(offering: Offering) -> dict[str, str]:
    """What an offering says, as it would be typed."""
    return {one.id: values.shown(getattr(offering, one.id)) for one in OFFERING}


def fields(
    questions: Sequence[Question], typed: Mapping[str, str], errors: Mapping[str, str], on: date
) -> list[Field]:
    """The fields in the reader's language."""
    first = next((one.id for one in questions if one.id in errors), "")
    return [
        Field(
            id=one.id,
            label=str(one.label),
            kind=one.kind,
            value=typed.get(one.id, ""),
            error=errors.get(one.id, ""),
            hint=str(one.hint),
            optional=not one.needed,
            options=_options(one.id, on) if one.kind == "choice" else (),
            first=one.id == first,
        )
        for one in questions
    ]


def _read(typed: Mapping[str, str], questions: Sequence[Question]) -> tuple[dict[str, Any], dict[str, str]]:
    read: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for one in questions:
        try:
            read[one.id] = READ[one.id](typed[one.id]) if one.id in READ else typed[one.id]
        except values.Wrong as wrong:
            read[one.id] = None
            errors[one.id] = wrong.en if get_language() == "en" else wrong.ko
    return read, errors


def _judged(typed: dict[str, str], content: Any, errors: dict[str, str], on: date) -> Typed:
    language = get_language() or "ko"
    for name, why in content.problems(on):
        errors.setdefault("field" if name == "field_code" else name, sentence(why, language))
    return Typed(typed, None if errors else content, errors)


def _options(name: str, on: date) -> tuple[tuple[str, str], ...]:
    english = get_language() == "en"
    if name == "mode":
        return tuple((code, str(word)) for code, word in MODES.items())
    if name == "legal_basis":
        return tuple((one.code, one.en if english else one.ko) for one in legal_bases_on(on))
    if name == "field":
        return tuple(
            (f"{scheme}.{one.code}", f"{one.en if english else one.ko} ({label})")
            for scheme, label in ((ACT, _("법")), (SURVEY, _("여섯 분류")))
            for one in fields_on(scheme, on)
        )
    there = regions_on(on)
    return tuple(
        (one.code, name_of(one) if one.kind == PROVINCE else f"{name_of(there[one.parent])} {name_of(one)}")
        for one in sorted(there.values(), key=lambda one: one.code)
    )


def weekday_words(days: Sequence[int]) -> str:
    """월 수 금."""
    return " ".join(str(WEEKDAYS[day - 1]) for day in days)
