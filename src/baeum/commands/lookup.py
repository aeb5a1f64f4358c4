"""``baeum lookup``: certificates of a major, majors of a certificate, credits of certificates in a major."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from baeum.commands.wording import a_date, add_language, complain, print_json, print_table

if TYPE_CHECKING:
    from baeum_rules.curricula import Curriculum
    from baeum_rules.lookups import CertificateFacts, Sentence

WORDS = {
    "ko": {
        "linked": "{0} 전공과 연계된 자격",
        "certificates": ("자격", "{0} 전", "지금", "대분류-중분류-직무번호"),
        "majors": "연계된 전공",
        "major": ("아이디", "전공", "학위", ""),
        "none": "아는 교육과정 가운데 연계된 전공이 없습니다.",
        "sample": "예시",
        "converted": "{0} 전공에서 자격의 학점",
        "conversion": ("자격", "취득일", "학점", "이수구분", "설명"),
        "conflicts": "함께 인정되지 않는 자격",
        "conflict": ("한도", "이유", "근거"),
        "reading": "해석",
        "major_required": "전공필수",
        "general_elective": "일반선택",
        "unknown_major": "‘{0}’라는 교육과정이 없습니다. 아는 것: {1}",
    },
    "en": {
        "linked": "certificates linked to {0}",
        "certificates": ("certificate", "before {0}", "now", "large - middle group - job number"),
        "majors": "linked majors",
        "major": ("id", "major", "degree", ""),
        "none": "No known curriculum is linked to it.",
        "sample": "sample",
        "converted": "credits of certificates in {0}",
        "conversion": ("certificate", "acquired", "credits", "class", "why"),
        "conflicts": "what cannot count together",
        "conflict": ("limit", "reason", "clause"),
        "reading": "our reading",
        "major_required": "major required",
        "general_elective": "general elective",
        "unknown_major": "There is no curriculum {0!r}. Known ones: {1}",
    },
}


def describe(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="WHAT")
    of_major = actions.add_parser("certificates", help="the certificates linked to a major")
    of_major.add_argument("major", help="id of a curriculum; `baeum curriculum list` shows all")
    of_certificate = actions.add_parser("majors", help="the majors a certificate is linked to")
    of_certificate.add_argument("certificate", help="the title on the certificate")
    of_certificate.add_argument("--acquired", type=a_date, metavar="DATE", help="the day it was passed")
    conversion = actions.add_parser("convert", help="credits of certificates in a major")
    conversion.add_argument("major", help="id of a curriculum")
    conversion.add_argument(
        "held", nargs="+", type=_held, metavar="CERTIFICATE@DATE", help="정보처리기사@2020-06-01"
    )
    conversion.add_argument("--degree", choices=("bachelor", "associate_2y", "associate_3y"))
    conversion.add_argument("--route", choices=("first", "second"), default="first")
    for action in (of_major, of_certificate, conversion):
        action.add_argument("--json", action="store_true", help="answer as JSON")
        add_language(action)


def run(arguments: argparse.Namespace) -> int:
    """Answer the look-up; 2 if the major is unknown or no certificate of that title is."""
    if arguments.action == "majors":
        return _majors(arguments)
    curriculum = _curriculum(arguments.major, arguments.lang)
    if isinstance(curriculum, str):
        return complain(curriculum)
    return (_certificates if arguments.action == "certificates" else _convert)(curriculum, arguments)


def _held(text: str) -> tuple[str, date]:
    name, _, day = text.rpartition("@")
    if not name.strip():
        message = f"자격@취득일 / CERTIFICATE@DATE is expected (정보처리기사@2020-06-01), not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return name.strip(), a_date(day)


def _curriculum(wanted: str, lang: str) -> Curriculum | str:
    from baeum_rules.curricula import CurriculumError, UnknownCurriculum, curriculum_ids, load_curriculum

    try:
        return load_curriculum(wanted)
    except UnknownCurriculum as unknown:
        known = ", ".join(unknown.matches or curriculum_ids())
        return str(WORDS[lang]["unknown_major"]).format(wanted, known)
    except CurriculumError as broken:
        return str(broken)


def _certificates(curriculum: Curriculum, arguments: argparse.Namespace) -> int:
    from baeum_rules.lookups import certificates_of_major
    from baeum_rules.parameters import load_law

    words: dict[str, Any] = WORDS[arguments.lang]
    entries = [(one.name, one.resolution.entry) for one in certificates_of_major(curriculum)]
    if arguments.json:
        shown = [{"name": name, "entry": entry and _entry(entry)} for name, entry in entries]
        print_json({"major": curriculum.id, "sample": curriculum.sample, "certificates": shown})
        return 0
    rows = [
        (name, entry.credits_before, entry.credits, " - ".join(entry.job_key or ()))
        if entry
        else (name, "", "", "")
        for name, entry in entries
    ]
    revaluation = load_law().value("certificate.revaluation", date.max)
    headings = [heading.format(revaluation) for heading in words["certificates"]]
    print_table(words["linked"].format(_name(curriculum, arguments.lang)), headings, rows)
    return 0


def _majors(arguments: argparse.Namespace) -> int:
    from baeum_rules.lookups import majors_of_certificate

    words: dict[str, Any] = WORDS[arguments.lang]
    answer = majors_of_certificate(arguments.certificate, arguments.acquired)
    code = 0 if answer.facts.resolution.entry else 2
    if arguments.json:
        majors = [
            {"id": m.id, "ko": m.ko, "en": m.en, "degree": m.degree, "sample": m.sample}
            for m in answer.majors
        ]
        print_json({**_facts(answer.facts), "majors": majors})
        return code
    entry = answer.facts.resolution.entry
    print(entry.name if entry else arguments.certificate)
    for sentence in answer.facts.sentences:
        print(f"  {_told(sentence, arguments.lang)}")
    if code:
        return code
    rows = [
        (m.id, _name(m, arguments.lang), m.degree, words["sample"] if m.sample else "") for m in answer.majors
    ]
    if rows:
        print_table(words["majors"], words["major"], rows)
    else:
        print(f"  {words['none']}")
    return 0


def _convert(curriculum: Curriculum, arguments: argparse.Namespace) -> int:
    from baeum_rules.lookups import convert

    words: dict[str, Any] = WORDS[arguments.lang]
    degree = arguments.degree or curriculum.degree
    answer = convert(curriculum, degree, arguments.route, arguments.held)
    if arguments.json:
        shown = [
            {**_facts(row.facts), "linked": row.linked, "class": row.class_} for row in answer.certificates
        ]
        conflicts = [
            {"certificates": list(c.places), "limit": c.limit, "reason": c.sentence._asdict()}
            for c in answer.conflicts
        ]
        print_json(
            {
                "major": curriculum.id,
                "degree": degree,
                "route": arguments.route,
                "certificates": shown,
                "conflicts": conflicts,
            }
        )
        return 0
    rows = [
        (
            row.facts.name,
            row.facts.acquired_on,
            row.facts.credits if row.class_ else "-",
            words[row.class_] if row.class_ else "-",
            "\n".join(_told(sentence, arguments.lang) for sentence in row.facts.sentences),
        )
        for row in answer.certificates
    ]
    print_table(words["converted"].format(_name(curriculum, arguments.lang)), words["conversion"], rows)
    if answer.conflicts:
        told = [(c.limit, _told(c.sentence, arguments.lang), c.sentence.clause) for c in answer.conflicts]
        print_table(words["conflicts"], words["conflict"], told)
    return 0


def _name(curriculum: Curriculum, lang: str) -> str:
    return curriculum.ko if lang == "ko" else curriculum.en


def _told(sentence: Sentence, lang: str) -> str:
    mark = f" ({WORDS[lang]['reading']})" if sentence.reading else ""
    return (sentence.ko if lang == "ko" else sentence.en) + mark


def _entry(entry: Any) -> dict[str, object]:
    """A row of the table as JSON."""
    shown = {
        name: str(value) if isinstance(value, date) else value for name, value in entry._asdict().items()
    }
    return {**shown, "job_key": entry.job_key and list(entry.job_key)}


def _facts(facts: CertificateFacts) -> dict[str, object]:
    resolution = facts.resolution
    return {
        "name": facts.name,
        "acquired_on": facts.acquired_on and str(facts.acquired_on),
        "status": resolution.status,
        "entry": resolution.entry and _entry(resolution.entry),
        "options": list(resolution.options),
        "excluded": resolution.excluded and resolution.excluded.id,
        "credits": facts.credits,
        "sentences": [sentence._asdict() for sentence in facts.sentences],
    }
