"""Numbers of the model and a short table of certificates, typed here a second time on purpose.

The engine reads its numbers from dated rule data; a mistake there shows only if this side does not share it.
"""

from dataclasses import dataclass

CLASSES = ("major_required", "major_elective", "liberal_arts", "general_elective")
MAJOR = ("major_required", "major_elective")
LIMITED = ("accredited_course", "part_time_course", "bdes_exemption_course")
WITH_SUBJECT = (
    "accredited_course", "university_course", "part_time_course", "bdes_exam", "bdes_exemption_course",
)  # fmt: skip

SEMESTER_LIMIT, YEAR_LIMIT = 24, 42
INSTITUTION_CAP = {"bachelor": 105, "associate_2y": 60, "associate_3y": 90}
SCHOOL_CAP = {"college_2y": 80, "college_3y": 120, "university": 140}
PART_TIME_SEMESTER, PART_TIME_YEAR, PART_TIME_FREE_FROM = 12, 24, "2024-02-20"
CERTIFICATES = {"bachelor": 3, "associate_2y": 2, "associate_3y": 2}
BDES_CREDITS = {1: 4, 2: 5, 3: 5, 4: 5}
BDES_STAGE_CAP = {1: 20, 2: 30, 3: 30, 4: 30}

# degree -> total, major, liberal arts, credits of one conferring university
FIRST = {"bachelor": (140, 60, 30, 84), "associate_2y": (80, 45, 15, 48), "associate_3y": (120, 54, 21, 65)}
SECOND = {"bachelor": (48, 48, 0, 48), "associate_2y": (36, 36, 0, 36), "associate_3y": (42, 42, 0, 42)}
EIGHTEEN = 18


@dataclass(frozen=True)
class Certificate:
    """One row: credits now, credits if acquired before 2009-03-01, job key."""

    now: int
    before: int
    job: tuple[str, ...]


def _row(large: str, middle: str, job: str, now: int, before: int | None = None) -> Certificate:
    return Certificate(now, now if before is None else before, (large, middle, job))


IT, BIZ, FIN = "정보/통신", "경영/회계/사무", "금융/보험"
# 28th notice (2025-02). Middle groups are the sequence inferred from resets of the job number.
CERTIFICATE: dict[str, Certificate] = {
    "정보통신기사": _row(IT, "1", "01", 20, 30),
    "정보통신산업기사": _row(IT, "1", "01", 16, 24),
    "무선설비기사": _row(IT, "1", "01", 20, 30),
    "육상무선통신사": _row(IT, "1", "04", 24),
    "방송통신기사": _row(IT, "2", "01", 20, 30),
    "컴퓨터시스템기사": _row(IT, "3", "02", 20),
    "PC정비사 1급": _row(IT, "3", "05", 5, 6),
    "멀티미디어콘텐츠제작전문가": _row(IT, "4", "02", 18, 27),
    "네트워크관리사 2급": _row(IT, "4", "03", 14, 18),
    "리눅스마스터 2급": _row(IT, "4", "03", 5, 6),
    "정보관리기술사": _row(IT, "5", "01", 45),
    "정보처리기사": _row(IT, "5", "01", 20, 30),
    "정보처리산업기사": _row(IT, "5", "01", 16, 24),
    "SQL 전문가": _row(IT, "5", "02", 12),
    "SQL 개발자": _row(IT, "5", "02", 6),
    "데이터분석 전문가(ADP)": _row(IT, "5", "03", 30),
    "데이터분석 준전문가(ADsP)": _row(IT, "5", "03", 14),
    "정보보안기사": _row(IT, "6", "01", 20),
    "품질관리기술사": _row(BIZ, "1", "02", 45),
    "품질경영기사": _row(BIZ, "1", "02", 20, 30),
    "행정관리사 1급": _row(BIZ, "1", "07", 30, 39),
    "ERP정보관리사 1급(회계)": _row(BIZ, "1", "08", 6),
    "전산세무 1급": _row(BIZ, "3", "01", 16, 24),
    "전산회계 1급": _row(BIZ, "3", "01", 4),
    "환지사": _row(FIN, "2", "02", 18, 27),
}
ABOLISHED = "환지사"
EXCLUDED_NAME, UNKNOWN_NAME = "정보처리기능사", "세상에없는자격"

# Old name -> name in the table (deemed = renamed; merge), from the statute's addenda.
RENAMED = {
    "정보통신설비기사1급": "정보통신기사",
    "유선설비기사1급": "정보통신기사",
    "정보처리기술사(정보처리)": "정보관리기술사",
    "생산관리기술사(품질관리)": "품질관리기술사",
    "정보기술산업기사": "정보처리산업기사",
    "공정관리기사": "품질경영기사",
    "품질관리기사": "품질경영기사",
}
