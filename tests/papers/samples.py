"""One snapshot of each kind, as an institute would issue it."""

from __future__ import annotations

from typing import Any

from tests.credentials.making import line, snapshot

from baeum.credentials.snapshot import KINDS, Snapshot

NILE = {
    "did": "did:web:papers.or.kr",
    "name_ko": "국가평생교육진흥원장",
    "name_en": "National Institute for Lifelong Education",
}
HOLDER = {
    "name": "김나리 (金拏利)",
    "name_en": "KIM Nari",
    "birth_date": "1990. **. **.",
    "learner_number": "L0123456789",
}


def particular(code: str, ko: str, en: str, value: str) -> dict[str, str]:
    """Something that is no line."""
    return {"code": code, "label_ko": ko, "label_en": en, "value": value}


_DEGREE = [
    particular("degree_name", "학위명", "Degree", "공학사"),
    particular("major", "전공", "Major", "컴퓨터공학"),
    particular("credits", "인정 학점", "Credits recognised", "140"),
]
_PARTICULARS = {
    "transcript": [particular("gpa", "평점 평균", "Grade point average", "4.12 / 4.5")],
    "credit_recognition": _DEGREE[:2],
    "expected_degree": _DEGREE,
    "degree": [*_DEGREE, particular("conferred_on", "학위수여일", "Conferred on", "2026. 8. 20.")],
    "school_level": [particular("level", "인정 학력", "School level", "고등학교 졸업 학력")],
}
_SUBJECTS = ("사회복지실천론", "운영체제", "논어 강독(論語 講讀)")


def sample(kind: str, *languages: str, **changed: Any) -> Snapshot:
    """A snapshot of that kind in those languages."""
    if kind in ("degree", "expected_degree", "school_level"):
        lines = []
    elif kind == "course_completion":
        lines = [line(1, title_ko="생활 속 인공지능", title_en="Everyday artificial intelligence")]
    else:
        grades = {"grade": "A+ 97"} if kind == "transcript" else {}
        lines = [line(n, title_ko=title, **grades) for n, title in enumerate(_SUBJECTS, 1)]
    if kind == "portfolio":
        lines[1] |= {"standing": "self_declared"}
    told = {
        "kind": kind,
        "template": f"{kind}-1",
        "languages": list(languages or ("ko", "en")),
        "issuer": NILE,
        "holder": HOLDER,
        "lines": lines,
        "particulars": _PARTICULARS.get(kind, []),
        **changed,
    }
    return snapshot(**told)


__all__ = ["HOLDER", "KINDS", "NILE", "sample"]
