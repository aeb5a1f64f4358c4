"""How the routes of accreditation are asked for: every case of an institution, every seat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from .case_examples import Case, Cases

Parts = dict[str, Any]
# of what is public or one office's alone: what there is, and what there is not
NOTHING_THERE = {"accreditation:draw_page", "accreditation:round", "accreditation:complaint_case"}
OF_INSTITUTION, OF_SEAT = ("application",), ("seat", "seat_file")
ACTS = {"granted": "inspect"}  # asks why: a complaint; of the others any act will do


def parts_of_nothing(cases: Cases, route: str) -> list[Parts]:
    """The addresses of a route that is about nothing in particular; [] where it has no parts."""
    if route == "accreditation:draw_page":
        return [{"draw_id": 0}, {"draw_id": cases.of_round.draws.get().pk}]
    if route == "accreditation:round":
        return [{"round_id": 0}, {"round_id": cases.of_round.pk}]
    if route == "accreditation:complaint_case":
        return [{"number": "AAAA-BBBB-CCCC"}, {"number": cases.complaint}]
    return []


def parts_of_institution(cases: Cases, route: str, office: str) -> Iterator[tuple[Parts, Case]]:
    """The whole addresses of a route about the cases of an institution."""
    for case in cases.of(office):
        parts: Parts = {"application_id": case.application}
        if route == "accreditation:evidence":
            parts["evidence_id"] = case.evidence
        if route == "accreditation:act":
            parts["act"] = ACTS.get(case.name, "withdraw")
        yield parts, case


def parts_of_seat(cases: Cases, of: str, office: str) -> Iterator[tuple[Parts, str]]:
    """Of the evaluator of an office, with the name of the case; only the institute has any."""
    evidence = {case.name: case.evidence for case in cases.all.values()}
    seats = cases.seat if office == "institute" else {"": uuid4()}
    for name, seat in seats.items():
        more = {"evidence_id": evidence.get(name) or uuid4()} if of == "seat_file" else {}
        yield {"seat_id": seat, **more}, name
