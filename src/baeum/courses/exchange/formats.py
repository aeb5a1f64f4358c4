"""The two published formats, field by field: how a column is called in a file, in the API, and here.

Facts: the description of the national standard of lifelong courses (data.go.kr 15013110) and of the list of
vocational training (work24, 310L01).
"""

from __future__ import annotations

from typing import NamedTuple

STANDARD, HRD = "standard", "hrd"


class Column(NamedTuple):
    """``header``: of the CSV and the JSON file; ``api``: of the API; ``name``: here."""

    header: str
    api: str
    name: str


STANDARD_COLUMNS = tuple(
    Column(*line.split())
    for line in """\
강좌명 lctreNm title
강사명 instrctrNm instructor
교육시작일자 edcStartDay begins
교육종료일자 edcEndDay ends
교육시작시각 edcStartTime starts_at
교육종료시각 edcColseTime ends_at
강좌내용 lctreCo description
교육대상구분 edcTrgetType target
교육방법구분 edcMthType mode
운영요일 operDay weekdays
교육장소 edcPlace venue
강좌정원수 psncpa seats
수강료 lctreCost fee
교육장도로명주소 edcRdnmadr address
운영기관명 operInstitutionNm institution
운영기관전화번호 operPhoneNumber phone
접수시작일자 rceptStartDate application_begins
접수종료일자 rceptEndDate application_ends
접수방법구분 rceptMthType how_to_apply
선정방법구분 slctnMthType how_selected
홈페이지주소 homepageUrl homepage
직업능력개발훈련비지원강좌여부 oadtCtLctreYn training_support
학점은행제평가(학점)인정여부 pntBankAckestYn declared_credit_bank
평생학습계좌제평가인정여부 lrnAcnutAckestYn declared_account
데이터기준일자 referenceDate reference_date
제공기관코드 insttCode provider_code
제공기관명 insttNm provider_name""".splitlines()
)
STANDARD_NEEDED = ("title", "begins", "institution")

HRD_COLUMNS = {
    "title": "title",
    "subTitle": "institution",
    "address": "address",
    "traStartDate": "begins",
    "traEndDate": "ends",
    "courseMan": "fee",
    "yardMan": "seats",
    "contents": "description",
    "trainTarget": "target",
    "telNo": "phone",
    "titleLink": "homepage",
    "trngAreaCd": "region",
    "wkendSe": "weekdays",
    "trprId": "training_id",
    "trprDegr": "training_round",
}
HRD_OTHERS = (
    "certificate",
    "eiEmplCnt3",
    "eiEmplRate3",
    "eiEmplRate6",
    "grade",
    "instCd",
    "ncsCd",
    "realMan",
    "regCourseMan",
    "stdgScor",
    "subTitleLink",
    "titleIcon",
    "trainTargetCd",
    "trainstCstId",
)
HRD_NEEDED = ("title", "institution", "begins", "training_id", "training_round")
HRD_ORDER = tuple(sorted((*HRD_COLUMNS, *HRD_OTHERS), key=str.lower))  # as published
MODES = {
    "온라인": "online",
    "비대면": "online",
    "오프라인": "offline",
    "대면": "offline",
    "집합": "offline",
    "혼합": "blended",
    "온오프라인": "blended",
    "우편통신": "post",
    "우편": "post",
    "모바일": "mobile",
}
MODE_WORDS = {
    "online": "온라인",
    "offline": "오프라인",
    "blended": "혼합",
    "post": "우편통신",
    "mobile": "모바일",
}
WEEKEND_WORDS = {"1": (6, 7), "3": (1, 2, 3, 4, 5)}  # wkendSe: 1 weekend, 2 mixed, 3 weekday, 9 not stated
KEPT = ("phone", "training_support", "provider_code", "provider_name")  # of the standard, given out again
