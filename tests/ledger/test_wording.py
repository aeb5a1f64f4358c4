"""Every fault that a learning can have has its sentence in both languages."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.ledger.conftest import ON, course

from baeum.ledger import learning
from baeum.ledger.learning import Learning, faults_of
from baeum.ledger.sources import faults_of_source
from baeum.ledger.wording import fault_sentence

WRONG = [
    Learning("x", "", "곳\x00", date(3000, 1, 1), date(3000, 1, 2), -1, details={"a": float("nan")}),
    Learning("x", "가" * 501, 1, date(1, 1, 1), details={"a": "가" * 9000}),  # type: ignore[arg-type]
    Learning("x", "가", "나", "2026-01-01"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_faults_have_sentences(language: str) -> None:
    faults = [fault for wrong in WRONG for fault in faults_of(wrong, ON)]
    faults += faults_of_source(course(credits=None, details={"score": "백", "attendance": 300, "extra": 1}))
    codes = {fault.code for fault in faults}
    with open(learning.__file__, encoding="utf-8") as file:  # noqa: PTH123
        assert set(re.findall(r'LearningFault\([^)]*?"([a-z]+\.[a-z]+|amount)"', file.read())) <= codes
    assert len(codes) > 12
    for fault in faults:
        sentence = fault_sentence({"code": fault.code, "figures": fault.figures}, language)
        assert "{" not in sentence and bool(re.search("[가-힣]", sentence)) == (language == "ko")
