"""An answer in plain words: what the xlsx and the PDF both show (recognition.md §5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from baeum_rules.recognition.sentences import clause_in

from .columns import LISTS, written

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("학점인정 예상 결과", "Expected credit recognition"),
    "statement": (
        "이 문서는 입력한 기록으로 계산한 예상 결과이며, 학점인정 결정이 아닙니다. "
        "학점은 학점인정을 신청하여 심사를 받아야 인정됩니다.",
        "This is a calculation from the records given, not an official decision. "
        "Credits are recognised only after an application has been examined.",
    ),
    "goal": ("목표 학위", "Goal"),
    "major": ("전공", "Major"),
    "sample": ("예시 교육과정", "sample curriculum"),
    "conferral": ("학위수여 예정", "Conferral"),
    "university": ("학위수여 대학", "Conferring university"),
    "as_of": ("기준일", "As of"),
    "law": ("적용 규정", "Law revision"),
    "result": ("결과", "Result"),
    "complete": ("학위 요건을 모두 갖추었습니다.", "All requirements of the degree are met."),
    "incomplete": ("학위 요건이 남아 있습니다.", "Requirements of the degree are still open."),
    "remaining": ("더 얻어야 할 학점", "Credits still to earn"),
    "needs": ("학위 요건", "Requirements"),
    "requirement": ("요건", "Requirement"),
    "need": ("필요", "Need"),
    "have": ("인정", "Have"),
    "short": ("부족", "Short"),
    "share": ("달성", "Met"),
    "subjects": ("과목 수", "subjects"),
    "missing": ("아직 없는 전공필수 과목", "Required subjects still missing"),
    "totals": ("인정 학점", "Recognised credits"),
    "records": ("학습기록", "Records"),
    "record": ("학습기록", "Record"),
    "id": ("번호", "Id"),
    "source": ("학점원", "Source"),
    "institution": ("기관명", "Institution"),
    "completed_on": ("완료일", "Completed on"),
    "verdict": ("판정", "Verdict"),
    "credits": ("학점", "Credits"),
    "class": ("이수구분", "Class"),
    "reasons": ("이유", "Reasons"),
    "clause": ("근거", "Clause"),
    "why": ("이유와 근거", "Reasons and clauses"),
    "notes": ("참고", "Notes"),
    "note": ("내용", "Note"),
    "reading": ("해석", "reading"),
    "none": ("없음", "none"),
    "no_records": ("학습기록이 없습니다.", "There are no records."),
    "reading_note": (
        "'(해석)'은 규정의 글이 분명하지 않아 이 프로그램이 택한 해석입니다.",
        "'(reading)' marks an interpretation of ours where the text of the law is not clear.",
    ),
    "missing_glyphs": (
        "이 문서의 글꼴에 없는 글자는 □로 표시했습니다.",
        "Characters that the font of this document lacks are shown as □.",
    ),
}
_DEGREES = {
    "bachelor": ("학사", "Bachelor's degree"),
    "associate_2y": ("전문학사(2년제)", "Associate degree (2 years)"),
    "associate_3y": ("전문학사(3년제)", "Associate degree (3 years)"),
}
_ROUTES = {"first": ("", ""), "second": (" · 두 번째 학위", " · second degree")}
_VERDICTS = {
    "recognised": ("인정", "Recognised"),
    "reduced": ("일부 인정", "Reduced"),
    "not_chosen": ("미선택", "Not chosen"),
    "refused": ("불인정", "Refused"),
}
_REQUIREMENTS = {
    "total": ("총 학점", "Total"),
    "major": ("전공", "Major"),
    "liberal_arts": ("교양", "Liberal arts"),
    "required": ("전공필수", "Major required"),
    "eighteen": ("평가인정 학습과정·시간제 등록 학점", "Accredited and part-time courses"),
    "university": ("학위수여 대학에서 얻은 학점", "Credits of the conferring university"),
}
_TOTALS = {
    "recognised": ("합계", "Total"),
    "major": ("전공", "Major"),
    "major_required": ("전공필수", "Major required"),
    "major_elective": ("전공선택", "Major elective"),
    "liberal_arts": ("교양", "Liberal arts"),
    "general_elective": ("일반선택", "General elective"),
    "eighteen": ("평가인정 학습과정·시간제 등록", "Accredited and part-time"),
}
_COMPLETED = ("ended_on", "acquired_on", "passed_on", "selected_on")
_NAMES = ("subject", "name", "item")


@dataclass(frozen=True)
class Requirement:
    """One row of the needs; ``share`` is what is met, in whole per cent from 0 to 100."""

    name: str
    need: int
    have: int
    short: int
    share: int
    missing: list[str]  # required subjects not met


@dataclass(frozen=True)
class Line:
    """One record with its verdict."""

    id: str
    name: str
    source: str
    institution: str
    completed_on: str
    verdict: str
    verdict_code: str
    credits: int
    class_name: str
    reasons: list[str]
    clauses: list[str]


@dataclass(frozen=True)
class View:
    """An answer ready to be laid out: every text is final, in one language."""

    lang: str
    words: dict[str, str]
    facts: list[tuple[str, str]]
    as_of: str
    result: str
    complete: bool
    remaining: int
    requirements: list[Requirement]
    totals: list[tuple[str, int]]
    lines: list[Line]
    notes: list[tuple[str, str]]


def view(case: Mapping[str, Any], answer: Mapping[str, Any], lang: str) -> View:
    """The answer of a case in words.

    Args:
        case: the document of recognition.md §2.
        answer: its answer of §5 (not an error answer).
        lang: ``ko`` or ``en``.
    """
    words = {key: _said(pair, lang) for key, pair in _WORDS.items()}
    records = {str(record["id"]): record for record in case.get("records") or []}
    state = words["complete" if answer["complete"] else "incomplete"]
    return View(
        lang=lang,
        words=words,
        facts=_facts(case, answer, words, lang),
        as_of=str(answer["as_of"]),
        result=f"{state} {words['remaining']}: {answer['remaining']}",
        complete=bool(answer["complete"]),
        remaining=int(answer["remaining"]),
        requirements=[_requirement(row, words, lang) for row in answer["requirements"]],
        totals=[(_said(pair, lang), int(answer["totals"][key])) for key, pair in _TOTALS.items()],
        lines=[_line(records.get(row["id"], {}), row, words, lang) for row in answer["records"]],
        notes=[(str(note.get("record") or ""), str(note[lang])) for note in answer.get("notes") or []],
    )


def _said(pair: tuple[str, str], lang: str) -> str:
    return pair[0] if lang == "ko" else pair[1]


def _known(table: Mapping[str, tuple[str, str]], code: Any, lang: str) -> str:
    return _said(table[code], lang) if code in table else str(code)


def day(iso: str, lang: str) -> str:
    """A date as official Korean papers write it (2026. 11. 21.), or ISO in English."""
    parts = iso.split("-")
    if lang != "ko" or not all(part.isdigit() for part in parts):
        return iso
    return " ".join(f"{int(part)}." for part in parts)


def _facts(
    case: Mapping[str, Any], answer: Mapping[str, Any], words: Mapping[str, str], lang: str
) -> list[tuple[str, str]]:
    goal = case["goal"]
    degree = _known(_DEGREES, goal["degree"], lang) + _known(_ROUTES, goal["route"], lang)
    facts = [(words["goal"], degree), (words["major"], _major(goal, words, lang))]
    if goal.get("conferral"):
        facts.append((words["conferral"], day(goal["conferral"], lang)))
    if goal.get("conferring_university"):
        facts.append((words["university"], str(goal["conferring_university"])))
    return [*facts, (words["as_of"], day(str(answer["as_of"]), lang)), (words["law"], str(answer["law"]))]


def _major(goal: Mapping[str, Any], words: Mapping[str, str], lang: str) -> str:
    """The name of the major; a curriculum of ours that is only a sample says so."""
    from baeum_rules.curricula import CurriculumError, UnknownCurriculum, load_curriculum

    if goal.get("curriculum"):
        return str(goal["curriculum"].get("name") or goal["major"])
    try:
        curriculum = load_curriculum(str(goal["major"]))
    except (CurriculumError, UnknownCurriculum):
        return str(goal["major"])  # an answer made where other curricula are known
    name = curriculum.ko if lang == "ko" else curriculum.en
    return f"{name} ({words['sample']})" if curriculum.sample else name


def _requirement(row: Mapping[str, Any], words: Mapping[str, str], lang: str) -> Requirement:
    need, have, short = int(row["need"]), int(row["have"]), int(row["short"])
    share = 100 if not short else min(99, max(0, need - short) * 100 // need)
    name = _known(_REQUIREMENTS, row["id"], lang)
    if row.get("unit") == "subjects":
        name += f" ({words['subjects']})"
    missing = [str(subject) for subject in row.get("missing") or ()] if short else []
    return Requirement(name, need, have, short, share, missing)


def _line(record: Mapping[str, Any], row: Mapping[str, Any], words: Mapping[str, str], lang: str) -> Line:
    source = record.get("source")
    reasons = [str(reason[lang]) for reason in row["reasons"]]
    clauses = []
    for reason in row["reasons"]:
        clause = clause_in(reason, lang)
        if clause:
            clauses.append(clause + (f" ({words['reading']})" if reason.get("reading") else ""))
    class_code = row.get("class")
    return Line(
        id=str(row["id"]),
        name=next((str(record[key]) for key in _NAMES if record.get(key)), ""),
        source=written("source", source, lang) if source in LISTS["source"] else "",
        institution=str(record.get("institution") or ""),
        completed_on=next((day(str(record[key]), lang) for key in _COMPLETED if record.get(key)), ""),
        verdict=_known(_VERDICTS, row["verdict"], lang),
        verdict_code=str(row["verdict"]),
        credits=int(row["credits"] or 0),
        class_name=written("class", class_code, lang) if class_code in LISTS["class"] else "",
        reasons=reasons,
        clauses=list(dict.fromkeys(clauses)),
    )
