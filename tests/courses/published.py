"""Files of courses as they are published, made for a test."""

from __future__ import annotations

import csv
import io
from typing import Any

from baeum.courses.exchange.formats import STANDARD_COLUMNS

ROW = {
    "title": "바리스타 2급",
    "instructor": "김하나",
    "begins": "2026-12-01",
    "ends": "2026-12-30",
    "starts_at": "10:00",
    "ends_at": "12:00",
    "description": "커피를 배웁니다",
    "target": "성인",
    "mode": "오프라인",
    "weekdays": "월+수",
    "venue": "3강의실",
    "seats": "20",
    "fee": "50000",
    "address": "서울특별시 종로구 표본로 1",
    "institution": "표본평생학습관",
    "phone": "02-000-0000",
    "application_begins": "2026-11-01",
    "application_ends": "2026-11-20",
    "how_to_apply": "온라인",
    "how_selected": "선착순",
    "homepage": "https://www.example.kr/",
    "training_support": "N",
    "declared_credit_bank": "N",
    "declared_account": "Y",
    "reference_date": "2026-11-01",
    "provider_code": "3000000",
    "provider_name": "서울특별시 종로구",
}


def row(**other: str) -> dict[str, str]:
    """A row of the standard, by its headings."""
    values = {**ROW, **other}
    return {column.header: values[column.name] for column in STANDARD_COLUMNS}


def api_row(**other: str) -> dict[str, str]:
    """The same by the names of the API."""
    values = {**ROW, **other}
    return {column.api: values[column.name] for column in STANDARD_COLUMNS}


def csv_file(rows: list[dict[str, str]]) -> str:
    """A CSV as it is published."""
    file = io.StringIO()
    writer = csv.DictWriter(file, [column.header for column in STANDARD_COLUMNS])
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


TRAINING = {
    "address": "서울 강남구",
    "courseMan": "1200000",
    "eiEmplRate3": "A",
    "instCd": "500000000000",
    "ncsCd": "20010202",
    "subTitle": "예시직업전문학교",
    "title": "웹 개발 & 데이터 <실무>",
    "traEndDate": "2027-02-26",
    "traStartDate": "2026-12-01",
    "trainTarget": "국민내일배움카드(일반)",
    "trngAreaCd": "11680",
    "trprDegr": "1",
    "trprId": "AIG20260000000001",
    "wkendSe": "3",
    "yardMan": "20",
}


def training(**other: Any) -> dict[str, Any]:
    """A row of the training list."""
    return {**TRAINING, **other}
