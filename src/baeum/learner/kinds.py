"""The questions of a deposit, for each kind of learning. What may stand in a field is the ledger's to say.

The names of ``OF_A_LINE`` are those of a line of the account; every other name is a detail of it. A kind that
is a source of credit asks what the calculator asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from baeum.calculator import forms
from baeum.calculator.forms import BY_NAME, Choices, Field, Text

OF_A_LINE = ("title", "where", "happened_from", "happened_on", "credits", "hours")
CALLED = {  # what a source of credit calls the fields of a line
    "subject": "title",
    "name": "title",
    "item": "title",
    "institution": "where",
    "ended_on": "happened_on",
    "acquired_on": "happened_on",
    "passed_on": "happened_on",
    "selected_on": "happened_on",
}
DAY = _("예: 2026-11-21, 2026.11.21. 또는 20261121")
LEVELS: Choices = (
    ("primary", _("초등학교")),
    ("middle", _("중학교")),
    ("high", _("고등학교")),
)
OUTCOMES: Choices = (
    ("graduated", _("졸업")),
    ("withdrawn", _("중퇴")),
    ("equivalency", _("검정고시 합격")),
    ("alternative", _("대안학교 학력 인정")),
)
DEGREES: Choices = (*forms.DEGREES, ("master", _("석사")), ("doctor", _("박사")))
GIVEN_BY: Choices = (
    ("university", _("대학·대학원")),
    ("acbs", _("학점은행제")),
    ("bdes", _("독학학위제")),
)
FROM = Field("happened_from", _("시작한 날"), "date", optional=True, hint=DAY)
LITERACY_STAGES: Choices = (("1", _("1단계")), ("2", _("2단계")), ("3", _("3단계")))
LITERACY_COURSES: Choices = (
    ("primary_1", _("초등 1단계")),
    ("primary_2", _("초등 2단계")),
    ("primary_3", _("초등 3단계")),
    ("middle_1", _("중학 1단계")),
    ("middle_2", _("중학 2단계")),
    ("middle_3", _("중학 3단계")),
)
EXAM_SUBJECT = Field(
    "exam_subject",
    _("검정고시 과목"),
    optional=True,
    hint=_("검정고시의 어느 과목에 해당하면 그 과목을 적으세요. 예: 한국사"),
)
HOURS = Field("hours", _("시간"), "whole", optional=True, hint=_("모두 몇 시간인지 숫자로 적으세요."))


def _on(label: Text) -> Field:
    return Field("happened_on", label, "date", hint=DAY)


def _title(label: Text, hint: Text = "") -> Field:
    return Field("title", label, hint=hint)


def _where(label: Text) -> Field:
    return Field("where", label)


@dataclass(frozen=True)
class KindForm:
    """A kind of learning: what is asked, and in one line what belongs there."""

    code: str
    hint: Text
    fields: tuple[Field, ...]


def _source(code: str) -> KindForm:
    """The calculator's questions of a source of credit, by the names of a line; retakes name another line."""
    source = BY_NAME[code]
    fields = (replace(field, name=CALLED.get(field.name, field.name)) for field in source.fields)
    kept = [field for field in fields if field.name != "retake_of"]
    if all(field.name != "where" for field in kept):
        where = _("자격증을 준 기관") if code == "certificate" else _("기관·장소")
        kept.insert(1, _where(where))
    return KindForm(code, source.hint, tuple(kept))


_PLACE = _where(_("기관"))
_ENDED = _on(_("끝난 날"))
FORMS: tuple[KindForm, ...] = (
    KindForm(
        "school",
        _("초·중·고등학교, 검정고시"),
        (
            _title(_("학교나 시험의 이름")),
            _where(_("지역이나 교육청")),
            Field("level", _("학교급"), "choice", choices=LEVELS),
            Field("outcome", _("어떻게 마쳤습니까?"), "choice", choices=OUTCOMES),
            FROM,
            _on(_("마친 날")),
        ),
    ),
    KindForm(
        "literacy",
        _("문해교육으로 인정받은 학력"),
        (
            _title(_("과정 이름")),
            _PLACE,
            Field("level", _("학교급"), "choice", choices=LEVELS[:2]),
            Field(
                "stage",
                _("마친 단계"),
                "choice",
                optional=True,
                choices=LITERACY_STAGES,
                hint=_("한 단계만 마쳤으면 고르세요. 학력을 인정받았으면 비워 두세요."),
            ),
            HOURS,
            FROM,
            _on(_("단계를 마치거나 학력을 인정받은 날")),
        ),
    ),
    KindForm(
        "degree",
        _("대학, 대학원, 학점은행, 독학사"),
        (
            _title(_("학위 이름"), _("예: 문학사, 경영학 전문학사")),
            _where(_("학교나 기관")),
            Field("degree", _("학위"), "choice", choices=DEGREES),
            Field("major", _("전공")),
            Field("by", _("어느 길로 받았습니까?"), "choice", choices=GIVEN_BY),
            FROM,
            _on(_("학위 받은 날")),
        ),
    ),
    *(_source(code) for code in ("university_course", "part_time_course", "bdes_exam", "certificate")),
    *(_source(code) for code in ("accredited_course", "bdes_exemption_course")),
    KindForm(
        "course",
        _("학습계좌 평가인정을 받은 과정"),
        (
            _title(_("과정 이름")),
            _PLACE,
            HOURS,
            FROM,
            _on(_("수료한 날")),
            Field(
                "literacy",
                _("문해교육 단계"),
                "choice",
                optional=True,
                choices=LITERACY_COURSES,
                hint=_("문해교육에 관련된 과정이면 그 단계를 고르세요."),
            ),
            EXAM_SUBJECT,
        ),
    ),
    KindForm(
        "training",
        _("그 밖의 강좌, 연수, 온라인 강의"),
        (_title(_("과정 이름")), _PLACE, HOURS, FROM, _ENDED),
    ),
    KindForm(
        "career",
        _("일한 곳과 맡은 일"),
        (
            _title(_("하던 일"), _("예: 회계, 요양보호사")),
            _where(_("일한 곳")),
            replace(FROM, optional=False),
            _on(_("그만둔 날 (지금도 일하면 오늘)")),
        ),
    ),
    KindForm(
        "book",
        _("다 읽은 책"),
        (
            _title(_("책 이름")),
            _where(_("지은이나 출판사")),
            FROM,
            _on(_("다 읽은 날")),
            Field("thought", _("한 줄 느낌"), optional=True),
        ),
    ),
    KindForm(
        "publication",
        _("쓰거나 엮은 책, 글, 논문"),
        (_title(_("제목")), _where(_("펴낸 곳")), _on(_("펴낸 날"))),
    ),
    KindForm(
        "volunteering",
        _("봉사활동과 시간"),
        (_title(_("한 일")), _where(_("봉사한 곳")), HOURS, FROM, _ENDED),
    ),
    KindForm("award", _("상과 표창"), (_title(_("상 이름")), _where(_("준 곳")), _on(_("받은 날")))),
    KindForm(
        "patent",
        _("특허, 실용신안, 디자인"),
        (
            _title(_("발명 이름")),
            _where(_("등록한 곳")),
            Field("registration", _("등록번호"), optional=True),
            _on(_("등록한 날")),
        ),
    ),
    KindForm(
        "club",
        _("동아리, 학습모임"),
        (_title(_("모임 이름")), _where(_("모인 곳")), HOURS, FROM, _on(_("끝난 날 (지금도 하면 오늘)"))),
    ),
    KindForm(
        "school_participation",
        _("학부모회, 학교운영위원회"),
        (_title(_("맡은 역할")), _where(_("학교")), HOURS, FROM, _ENDED),
    ),
    _source("heritage"),
)
OF_A_CREDENTIAL: Mapping[str, tuple[Text, Mapping[str, Text]]] = {  # of a line that was brought in
    "credential_form": (
        _("증명서"),
        {"open_badge": _("오픈 배지 3.0"), "sd_jwt": _("골라 보이는 증명서 (SD-JWT)")},
    ),
    "credential_outcome": (
        _("확인한 결과"),
        {
            "valid": _("유효"),
            "unknown_issuer": _("모르는 발급 기관"),
            "expired": _("기간 밖"),
            "unchecked": _("상태를 확인하지 못함"),
        },
    ),
    "credential_issuer": (_("발급 기관"), {}),
    "credential_digest": (_("증명서의 지문 (SHA-256)"), {}),
    "credential_why": (_("더 높지 않은 까닭"), {}),
    "credential_note": (_("덧붙인 까닭"), {}),
    "credits_stated": (_("증명서에 적힌 학점"), {}),
    "achievement_type": (_("성취의 종류"), {}),
    "field_of_study": (_("학습 분야"), {}),
}
BY_KIND: Mapping[str, KindForm] = {form.code: form for form in FORMS}


LOWER: Mapping[str, Text] = {  # why a line that came from elsewhere stands no higher, by the rule's code
    "outside.not_granted": _("진흥원이 인정한 발급 기관이 아님"),
    "outside.other_name": _("증명서의 이름이 다름"),
    "outside.no_name": _("증명서에 이름이 없음"),
    "outside.of_another": _("다른 사람의 계좌에도 적혀 있음"),
    "verify.unknown_issuer": _("모르는 발급 기관"),
    "verify.expired": _("기간 밖"),
    "verify.not_yet": _("기간 밖"),
    "status": _("상태를 확인하지 못함"),
    "verify": _("상태를 확인하지 못함"),
}


def _lower(codes: str) -> str:
    """The words of codes that stand in a row; of a verdict's codes those of their kind."""
    return ", ".join(
        str(LOWER.get(one) or LOWER.get(one.partition(".")[0], one)) for one in codes.split(", ")
    )


def detail(kind: str, name: str, value: object) -> tuple[Text, Text]:
    """A detail of a line as (label, value) in words; the names themselves where no form asks for it."""
    field = next((one for one in BY_KIND[kind].fields if one.name == name), None) if kind in BY_KIND else None
    if field is None:
        label, known = OF_A_CREDENTIAL.get(name, (name, {}))
        return label, _lower(str(value)) if name == "credential_why" else known.get(str(value), str(value))
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return field.label, dict(field.options).get(text, text)
