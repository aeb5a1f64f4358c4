"""Fields in both classifications, legal bases, and who may apply for the credit bank."""

from __future__ import annotations

from datetime import date

from baeum_rules.courses.fields import ACT, SURVEY, field_on, fields_on, middle_classes_on
from baeum_rules.courses.legal_bases import credit_bank_clause, legal_bases_on, legal_basis_on
from baeum_rules.parameters import load_law

ON = date(2026, 11, 1)


def test_the_act_names_seven_fields_and_the_survey_six_of_them() -> None:
    act, survey = fields_on(ACT, ON), fields_on(SURVEY, ON)
    assert (len(act), len(survey)) == (7, 6)
    assert all(field.same == field.code for field in act)
    assert {field.code for field in act} - {field.same for field in survey} == {"career"}


def test_a_field_keeps_the_version_of_its_scheme() -> None:
    found = field_on(ACT, "arts", ON)
    assert found and (found.ko, found.version, found.clause) == ("문화예술", "2026-05-12", "lea.2.1")
    assert field_on(SURVEY, "career", ON) is None and field_on("other", "arts", ON) is None


def test_middle_classes_stand_below_a_field() -> None:
    assert ("자격인증", "Certification") in middle_classes_on("vocational", ON)
    assert middle_classes_on("career", ON) == ()


def test_legal_bases_cite_clauses_that_are_there() -> None:
    found = legal_bases_on(ON)
    assert len(found) >= 15 and all(load_law().source(basis.clause) for basis in found)
    press = legal_basis_on("press", ON)
    assert press and (press.way, press.clause) == ("reported", "lea.37")
    assert legal_basis_on("guild", ON) is None


def test_not_every_institution_may_apply_for_the_credit_bank() -> None:
    assert credit_bank_clause("human_resources", ON) == "decree.3"
    assert credit_bank_clause("learning_hall", ON) is None
