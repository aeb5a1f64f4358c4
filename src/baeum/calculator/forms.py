"""The fields of the forms: of each source of credit, in the words of recognition.md section 2.

The rules (what may stand in a field, what is wrong with it) belong to ``baeum_rules.recognition``; here is
only what a page needs to ask for a value: its label, its kind and its choices.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Promise
Choices = tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Field:
    """One question: ``kind`` is text, whole, number, date, choice or flag."""

    name: str
    label: Text
    kind: str = "text"
    optional: bool = False
    choices: Choices = ()
    hint: Text = ""
    when: Text = ""  # of a field that only some records need: which

    @property
    def options(self) -> Choices:
        """What a choice offers; yes and no for a flag."""
        return FLAG if self.kind == "flag" else self.choices


@dataclass(frozen=True)
class Source:
    """A source of credit and its fields."""

    name: str
    label: Text
    hint: Text
    fields: tuple[Field, ...]


FLAG: Choices = (("true", _("예")), ("false", _("아니요")))
CLASSES: Choices = (
    ("major_required", _("전공필수")),
    ("major_elective", _("전공선택")),
    ("liberal_arts", _("교양")),
    ("general_elective", _("일반선택")),
)
CLASS_LABELS: Mapping[str, Text] = dict(CLASSES)
DEGREES: Choices = (
    ("bachelor", _("학사")),
    ("associate_2y", _("전문학사 (2년제)")),
    ("associate_3y", _("전문학사 (3년제)")),
)
ROUTES: Choices = (("first", _("첫 학위")), ("second", _("두 번째 학위 (학위 추가 취득)")))
STAGES: Choices = (
    ("1", _("1과정 (교양과정)")),
    ("2", _("2과정 (전공기초)")),
    ("3", _("3과정 (전공심화)")),
    ("4", _("4과정 (학위취득 종합)")),
)
LETTERS: Choices = (
    *((letter + sign, letter + sign) for letter in "ABCD" for sign in ("+", "0", "", "-")),
    ("F", "F"),
)

_DAY = _("예: 2026-11-21, 2026.11.21. 또는 20261121")
INSTITUTION = Field("institution", _("교육훈련기관"))
SUBJECT = Field("subject", _("과목명"))
CREDITS = Field("credits", _("학점"), "whole")
SCORE = Field("score", _("점수 (100점 만점)"), "number")
ENDED = Field("ended_on", _("종료일"), "date", hint=_DAY)
COMMITTEE = Field(
    "committee_class",
    _("심의로 정한 이수구분"),
    "choice",
    optional=True,
    choices=CLASSES,
    hint=_("아직 심의를 받지 않았으면 비워 두세요."),
)
_SCHOOL = (
    Field(
        "score",
        _("점수 (100점 만점)"),
        "number",
        optional=True,
        when=_("(점수나 등급 하나는 필수)"),
    ),
    Field("letter", _("등급"), "choice", optional=True, choices=LETTERS, when=_("(점수나 등급 하나는 필수)")),
    ENDED,
    Field("class", _("그 학교의 이수구분"), "choice", choices=CLASSES),
    Field("same_program", _("목표 학위와 같은 과정·전공입니까?"), "flag"),
    COMMITTEE,
)

SOURCES: tuple[Source, ...] = (
    Source(
        "accredited_course",
        _("평가인정 학습과정"),
        _("평생교육원 등에서 들은 과목"),
        (
            INSTITUTION,
            SUBJECT,
            CREDITS,
            SCORE,
            Field("attendance", _("출석률 (%)"), "number"),
            ENDED,
            Field(
                "class",
                _("바꾼 이수구분"),
                "choice",
                optional=True,
                choices=CLASSES,
                hint=_("전공교양호환 과목의 학습구분을 바꾸었을 때만 고르세요."),
            ),
        ),
    ),
    Source(
        "university_course",
        _("학점인정 대상학교"),
        _("대학이나 전문대학에서 들은 과목"),
        (
            Field("institution", _("학교")),
            Field(
                "school_kind",
                _("학교 종류"),
                "choice",
                choices=(
                    ("university", _("대학")),
                    ("college_2y", _("전문대학 (2년제)")),
                    ("college_3y", _("전문대학 (3년제)")),
                ),
            ),
            Field(
                "leaving",
                _("학적"),
                "choice",
                choices=(
                    ("withdrawn", _("제적·중퇴")),
                    ("graduated", _("졸업")),
                    ("enrolled", _("재학·휴학")),
                ),
            ),
            Field(
                "left_on",
                _("제적일·졸업일"),
                "date",
                optional=True,
                when=_("(제적·졸업이면 필수)"),
            ),
            SUBJECT,
            CREDITS,
            *_SCHOOL,
            Field(
                "retake_of",
                _("재수강한 과목의 기록 번호"),
                optional=True,
                hint=_("같은 학교에서 다시 들은 과목이면, 먼저 들은 기록의 번호(예: r3)를 적으세요."),
            ),
        ),
    ),
    Source(
        "part_time_course",
        _("시간제 등록"),
        _("시간제로 등록해 들은 대학 과목"),
        (
            Field("institution", _("학교")),
            Field(
                "basis",
                _("근거 법률"),
                "choice",
                choices=(
                    ("higher_education_act", _("고등교육법")),
                    ("lifelong_education_act", _("평생교육법")),
                ),
            ),
            Field(
                "semester_standard",
                _("학교의 학기당 이수 기준 학점"),
                "whole",
                optional=True,
                when=_("(평생교육법이면 필수)"),
            ),
            SUBJECT,
            CREDITS,
            *_SCHOOL,
            Field("remote_institution", _("원격교육기관입니까?"), "flag", optional=True),
            Field("remote_share", _("원격수업 비율 (%)"), "number", optional=True),
            Field("only_part_timers", _("시간제 등록생만 듣는 수업입니까?"), "flag", optional=True),
            Field(
                "attendance",
                _("출석수업 비율 (%)"),
                "number",
                optional=True,
                when=_("(시간제 등록생만 들으면 필수)"),
            ),
        ),
    ),
    Source(
        "certificate",
        _("자격증"),
        _("국가자격·국가공인 민간자격"),
        (
            Field("name", _("자격증 이름"), hint=_("등급까지 정확히 적으세요. 예: 컴퓨터활용능력 1급")),
            Field("acquired_on", _("합격일"), "date", hint=_DAY),
        ),
    ),
    Source(
        "bdes_exam",
        _("독학학위제 시험"),
        _("독학학위제 시험에 합격한 과목"),
        (
            Field("stage", _("과정"), "choice", choices=STAGES),
            SUBJECT,
            Field("passed_on", _("합격일"), "date", hint=_DAY),
            COMMITTEE,
        ),
    ),
    Source(
        "bdes_exemption_course",
        _("독학학위제 면제과정"),
        _("시험 면제 교육과정에서 들은 과목"),
        (
            Field("stage", _("과정"), "choice", choices=STAGES),
            INSTITUTION,
            SUBJECT,
            SCORE,
            Field("absence", _("결석률 (%)"), "number"),
            ENDED,
            COMMITTEE,
        ),
    ),
    Source(
        "heritage",
        _("국가무형유산"),
        _("보유자와 그 문하생의 전수교육"),
        (
            Field("item", _("종목")),
            Field(
                "role",
                _("구분"),
                "choice",
                choices=(
                    ("holder", _("보유자")),
                    ("transmission_educator", _("전승교육사")),
                    ("assistant", _("전수교육 보조자")),
                    ("candidate", _("보유자 후보")),
                    ("completer", _("이수자")),
                    ("trainee", _("전수생")),
                ),
            ),
            Field(
                "level",
                _("지정"),
                "choice",
                choices=(("national", _("국가 지정")), ("provincial", _("시·도 지정"))),
            ),
            Field("selected_on", _("선정일"), "date", hint=_DAY),
            Field("months", _("전수교육 개월 수"), "whole", optional=True, when=_("(전수생이면 필수)")),
            Field("listed", _("명부에 올라 있습니까?"), "flag", optional=True, when=_("(전수생만)")),
            Field("same_major", _("목표 전공과 같은 분야입니까?"), "flag"),
        ),
    ),
)
BY_NAME: Mapping[str, Source] = {source.name: source for source in SOURCES}

GOAL: tuple[Field, ...] = (
    Field("degree", _("학위"), "choice", choices=DEGREES),
    Field("route", _("경로"), "choice", choices=ROUTES),
    Field("major", _("전공")),
    Field("conferral", _("학위 받을 때"), "choice", optional=True),
    Field(
        "conferring_university",
        _("학위를 줄 대학"),
        optional=True,
        hint=_("교육부장관이 주는 학위면 비워 두세요."),
    ),
)
LEARNER: tuple[Field, ...] = (
    Field(
        "high_school_completed_on",
        _("고등학교 졸업일 (또는 학력 인정일)"),
        "date",
        hint=_("비워 두면 어떤 기록도 인정되지 않습니다. 예: 1988-02-12"),
    ),
    Field(
        "bdes_degree_on",
        _("독학학위를 받은 날"),
        "date",
        optional=True,
        hint=_("독학학위를 받은 적이 없으면 비워 두세요."),
    ),
)
PREVIOUS: tuple[Field, ...] = (
    Field("degree", pgettext_lazy("previous", "받은 학위"), "choice", choices=DEGREES),
    Field("major", _("전공")),
    Field("conferred_on", _("받은 날"), "date"),
)
VERDICTS: Mapping[str, tuple[Text, str]] = {  # word, style
    "recognised": (_("인정"), "success"),
    "reduced": (_("일부 인정"), "warning"),
    "not_chosen": (_("미선택"), "gray"),
    "refused": (_("불인정"), "danger"),
}


def field_label(source: object, name: str) -> Text:
    """What the form of a source calls a field; the name itself where it asks no such thing."""
    known = BY_NAME.get(str(source))
    return next((one.label for one in known.fields if one.name == name), name) if known else name
