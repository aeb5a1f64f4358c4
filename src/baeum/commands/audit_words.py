"""The words of ``baeum audit`` in both languages."""

from __future__ import annotations

from typing import Any

ENDINGS = {"ko": 0, "en": 1}

_PAIRS: dict[str, tuple[str, str]] = {
    "title": ("학점인정 예상 결과", "Expected credit recognition"),
    "statement": (
        "입력한 기록으로 계산한 예상 결과이며, 학점인정 결정이 아닙니다.",
        "Calculated from the records given; not an official decision.",
    ),
    "conferral": ("{0} 수여", "conferred {0}"),
    "at_university": ("수여 대학 {0}", "conferred by {0}"),
    "as_of": ("기준일 {0}", "as of {0}"),
    "law": ("법령 자료 {0}", "law data {0}"),
    "sample": ("예시 교육과정", "sample curriculum"),
    "complete": ("학위 요건을 모두 갖추었습니다.", "All requirements of the degree are met."),
    "incomplete": ("학위 요건이 남아 있습니다.", "Requirements of the degree are still open."),
    "remaining": ("더 얻어야 할 학점: {0}", "Credits still to earn: {0}"),
    "missing": ("아직 없는 전공필수 과목: {0}", "Required subjects still missing: {0}"),
    "subjects": ("과목 수", "subjects"),
    "no_records": ("학습기록이 없습니다.", "There are no records."),
    "credits_of": ("{0}학점", "{0} credits"),
    "reading": ("해석", "our reading"),
    "note": ("참고", "Note"),
    "requirement": ("요건", "requirement"),
    "need": ("필요", "need"),
    "have": ("인정", "have"),
    "short": ("부족", "short"),
    "totals": ("인정 학점", "recognised credits"),
    "credits": ("학점", "credits"),
    "id": ("번호", "id"),
    "record": ("학습기록", "record"),
    "completed_on": ("완료일", "completed"),
    "verdict": ("판정", "verdict"),
    "class": ("이수구분", "class"),
    "reasons": ("이유와 근거", "reasons and clauses"),
    # goals of other kinds
    "goal_title": ("목표 점검 결과", "Audit of the goal"),
    "goal_complete": ("목표를 이루었습니다.", "The goal is met."),
    "goal_incomplete": ("아직 남은 것이 있습니다.", "Something is still missing."),
    "goal_remaining": ("적어도 남은 것: {0}{1}", "Still needed at least: {0} {1}"),
    "state": ("상태", "state"),
    "stage_of": ("{0}단계", "stage {0}"),
    "age": ("나이", "age"),
    "ways": ("종합시험에 응시하는 다섯 길", "The five ways to the comprehensive examination"),
    "met": ("채움", "met"),
    "unmet": ("아직", "not met"),
    "statement_of_goal": (
        "입력한 기록으로 계산한 결과이며, 기관의 결정이 아닙니다.",
        "Calculated from the records given; not an official decision.",
    ),
    # input
    "reading_cases": ("사례 계산", "cases"),
    "no_input": (
        "파일, 폴더, - 또는 --import 가 필요합니다. 예: baeum audit case.json",
        "A file, a folder, - or --import is needed, for example: baeum audit case.json",
    ),
    "two_inputs": (
        "--import 는 사례 파일과 함께 쓸 수 없습니다. 따로 실행하십시오.",
        "--import does not go with case files. Run them apart.",
    ),
    "goal_of_case": (
        "{0}: --import 와 함께만 씁니다. 사례 파일에는 목표가 들어 있습니다.",
        "{0}: only with --import. A case file holds its own goal.",
    ),
    "goal_twice": (
        "{0}: --goal 파일과 함께 쓸 수 없습니다. 파일에 적으십시오.",
        "{0}: not together with --goal. Write it into that file.",
    ),
    "summary": (
        "{0}건 가운데 {1}건을 계산하지 못했습니다: {2}",
        "{1} of {0} cases could not be answered: {2}",
    ),
    "what_if": ("만약에", "What if"),
    "same": ("달라지는 것이 없습니다.", "Nothing would differ."),
    "supposed_records": ("더한 기록: {0}", "Records supposed: {0}"),
    "supposed_without": ("뺀 기록: {0}", "Records left out: {0}"),
    "supposed_goal": ("목표: {0}", "Goal: {0}"),
    "supposed_day": ("기준일: {0} → {1}", "As of: {0} → {1}"),
    "law_moves": ("법령 자료: {0} → {1}", "Law data: {0} → {1}"),
    "before": ("지금", "now"),
    "after": ("만약에", "then"),
    "short_before": ("지금 부족", "short now"),
    "short_after": ("그때 부족", "short then"),
    "mean": ("혹시 {0} 입니까?", "Did you mean {0}?"),
    "majors": (
        "아는 교육과정은 baeum curriculum list 로 봅니다.",
        "`baeum curriculum list` shows the known ones.",
    ),
    "required_options": (
        "꼭 있어야 하는 옵션이 없습니다: {0}.",
        "the following arguments are required: {0}.",
    ),
    "unknown_option": ("모르는 옵션입니다: {0}.", "unknown option: {0}."),
}

VERDICTS = {
    "recognised": ("인정", "recognised"),
    "reduced": ("일부 인정", "reduced"),
    "not_chosen": ("미선택", "not chosen"),
    "refused": ("불인정", "refused"),
}
CLASSES = {
    "major_required": ("전공필수", "major required"),
    "major_elective": ("전공선택", "major elective"),
    "liberal_arts": ("교양", "liberal arts"),
    "general_elective": ("일반선택", "general elective"),
}
DEGREES = {
    "bachelor": ("학사", "bachelor's degree"),
    "associate_2y": ("전문학사(2년제)", "associate degree (2 years)"),
    "associate_3y": ("전문학사(3년제)", "associate degree (3 years)"),
}
ROUTES = {"first": ("", ""), "second": ("타전공 학위", "second degree")}
REQUIREMENTS = {
    "total": ("총 학점", "total"),
    "major": ("전공", "major"),
    "liberal_arts": ("교양", "liberal arts"),
    "required": ("전공필수", "major required"),
    "eighteen": ("평가인정 학습과정·시간제 등록", "accredited and part-time courses"),
    "university": ("학위수여 대학에서 얻은 학점", "of the conferring university"),
}
TOTALS = {
    "recognised": ("합계", "total"),
    "major": ("전공", "major"),
    "major_required": ("└ 전공필수", "└ major required"),
    "major_elective": ("└ 전공선택", "└ major elective"),
    "liberal_arts": ("교양", "liberal arts"),
    "general_elective": ("일반선택", "general elective"),
    "eighteen": ("평가인정 학습과정·시간제 등록", "accredited and part-time courses"),
}
GOALS = {
    "bdes_bachelor": ("독학학위제 학사", "bachelor's degree by examination"),
    "literacy_primary": ("초등학교 학력 (문해교육)", "primary-school level by literacy education"),
    "literacy_middle": ("중학교 학력 (문해교육)", "middle-school level by literacy education"),
    "equivalency_exam": ("검정고시 과목 면제", "exemption from equivalency-examination subjects"),
}
UNITS = {"subjects": ("과목", "subjects"), "hours": ("시간", "hours"), "years": ("세", "years")}
STATES = {
    "passed": ("합격", "passed"),
    "exempt": ("면제", "exempted"),
    "open": ("응시 가능", "may be sat"),
    "closed": ("응시 불가", "may not be sat yet"),
    "absent": ("시험 없음", "no examination"),
    "not_needed": ("필요 없음", "not needed"),
}

# what is wrong with a file before the rules see it: code -> sentence
FAULTS: dict[str, tuple[str, str]] = {
    "file.missing": ("이런 파일이나 폴더가 없습니다.{0}", "There is no such file or folder.{0}"),
    "file.unreadable": (
        "읽을 수 없습니다({0}). 파일과 권한을 확인하십시오.",
        "Cannot be read ({0}). Check the file and its permissions.",
    ),
    "file.large": (
        "{0:,}바이트를 넘습니다. 파일을 나누거나 한 줄에 한 사례씩 .jsonl 로 쓰십시오.",
        "Over {0:,} bytes. Split the file, or write one case a line as .jsonl.",
    ),
    "file.sheet": (
        "표는 --import 로 읽습니다: baeum audit --import {0} --degree … --major …",
        "A spreadsheet is read by --import: baeum audit --import {0} --degree … --major …",
    ),
    "folder.empty": (
        "이 폴더에는 .json 이나 .jsonl 파일이 없습니다.",
        "The folder holds no .json and no .jsonl file.",
    ),
    "goal.file": (
        "goal 과 learner 를 담은 JSON 객체가 필요합니다. as_of 와 choices 도 담을 수 있습니다.",
        "A JSON object with goal and learner is needed; as_of and choices may be there too.",
    ),
    "goal.unknown": ("모르는 항목입니다. 쓸 수 있는 것: {0}", "Unknown. What may stand here: {0}"),
    "decision.erased": (
        "열쇠를 파기해 읽을 수 없는 결정입니다.",
        "The key of this decision has been destroyed; it cannot be read.",
    ),
    "law.day": (
        "{0!r}: 날짜는 2024-06-01처럼 적습니다.",
        "{0!r}: a date such as 2024-06-01 is expected.",
    ),
    "law.not_in_force": (
        "{1}의 법령에는 이 목표에 필요한 값({0})이 없습니다. {2}부터 있습니다.",
        "The law of {1} has no value {0}, which this goal needs; its first day is {2}.",
    ),
    "law.changes": ("{0}", "{0}"),
    "previous.form": (
        "{0!r}: 학위:전공:수여일로 적으십시오. 예: bachelor:경영학:2014-02-20",
        "{0!r}: write DEGREE:MAJOR:DATE, for example bachelor:경영학:2014-02-20",
    ),
}


def word(name: str, lang: str) -> str:
    """A word or sentence of the command."""
    return _PAIRS[name][ENDINGS[lang]]


def known(table: dict[str, tuple[str, str]], code: object, lang: str) -> str:
    """How a code is written; the code itself where the table has no word for it."""
    return table[code][ENDINGS[lang]] if isinstance(code, str) and code in table else str(code)


def fault(code: str, *figures: object, field: str = "") -> dict[str, Any]:
    """One error in the form of an error answer (recognition.md section 2)."""
    ko, en = (sentence.format(*figures) for sentence in FAULTS[code])
    return {"record": None, "field": field, "code": code, "ko": ko, "en": en}


def error_answer(errors: list[dict[str, Any]]) -> dict[str, Any]:
    """An error answer."""
    return {"version": 1, "errors": errors}
