"""What the engine says of a certificate that the table does not have: no credits, no job to share."""

from __future__ import annotations

from baeum_rules.certificates import UNKNOWN, Resolution, load_certificates
from baeum_rules.recognition import limits, read
from baeum_rules.recognition.case import Case
from baeum_rules.recognition.classes import GENERAL, CurriculumKeys
from baeum_rules.recognition.columns import encode
from baeum_rules.recognition.counting import credits_of
from baeum_rules.recognition.examples import whole_case
from baeum_rules.recognition.limits import Eligible
from baeum_rules.recognition.numbers import numbers_of
from baeum_rules.recognition.thresholds import thresholds_of

NOT_THERE = Resolution(UNKNOWN, None, (), (), None)


def test_an_unknown_certificate_has_no_credits_and_no_job() -> None:
    certificate = {"source": "certificate", "name": "없는 자격", "acquired_on": "2020-01-01"}
    case = read(whole_case({"records": [certificate | {"id": "a"}, certificate | {"id": "b"}]}))
    assert isinstance(case, Case)
    thresholds = thresholds_of(None)
    said = {"a": NOT_THERE, "b": NOT_THERE}
    _, records, certificates, _ = encode(
        case, CurriculumKeys(case.goal.curriculum), load_certificates(), said
    )
    assert credits_of(records, certificates, numbers_of(thresholds), 0) == 0
    eligible = [Eligible(record, 0, GENERAL, "") for record in case.records]
    found = limits.certificates(case, eligible, thresholds, said)
    assert [(one.rule, one.limit, one.members) for one in found] == [("certificate.unlinked", 1, (0, 1))]
