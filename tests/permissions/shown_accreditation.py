"""What each route of accreditation shows: a case by its name and institution, a seat to its evaluator."""

from __future__ import annotations

from uuid import UUID

from baeum.demo.cast import OFFICES
from baeum.people.permitting import Relation

from .case_examples import Case
from .cell import Cell, Row, ours
from .scene import Scene
from .signs import Sign

WRITABLE = ("draft", "returned")
# the office that has a case now; what is not here is at the nearest office, or at none
AT_THE_INSTITUTE = ("scoring", "excused", "recommended")
NOTICED_OF = ("submitted", "returned", "scoring", "excused", "recommended", "granted")


def _case(cell: Cell, scene: Scene) -> Case:
    """The case of the address; of a seat, the case that is scored."""
    if "seat_id" in cell.parts:
        names = {seat: name for name, seat in scene.cases.seat.items()}
        name = names[cell.parts["seat_id"]]
        return next(case for case in scene.cases.all.values() if case.name == name)
    found: UUID = cell.parts["application_id"]
    return scene.cases.all[found]


def of_case(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """Of the case that the address names."""
    case = _case(cell, scene)
    return (sign.about, sign.office) == (case.name, case.office)


def writable(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """The same, where the institution may still write."""
    return of_case(sign, cell, scene) and sign.about in WRITABLE


def while_scored(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """The same, where the sheet is not locked."""
    return of_case(sign, cell, scene) and sign.about == "scoring"


def told_by_now(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """The same; the institution reads what was recommended only when it was told the result."""
    return of_case(sign, cell, scene) and (cell.relation is not Relation.OWN or sign.about == "granted")


def to_the_institute(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """The same, to the institute alone."""
    return of_case(sign, cell, scene) and cell.office == "institute"


def in_our_queue(sign: Sign, cell: Cell, _: Scene) -> bool:
    """Of cases that are at the office now."""
    if sign.about in AT_THE_INSTITUTE:
        return cell.office == "institute"
    return sign.about == "submitted" and OFFICES[sign.office][4] == cell.office


def noticed(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """Of cases that the office was told something of: the institution; and who was to notify it."""
    handed_down = sign.about == "granted" and cell.office == "jongno"
    return handed_down or (ours(sign, cell, scene) and sign.about in NOTICED_OF)


def evaluator(sign: Sign, _: Cell, __: Scene) -> bool:
    """Of the evaluator of the cast."""
    return sign.about == "eunchae"


def not_excused(sign: Sign, _: Cell, __: Scene) -> bool:
    """Of the seats of the evaluator, who is the only one to ask."""
    return sign.about != "excused"


def of_the_complaint(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """Of the complaint of the address, and its case."""
    return sign.about == "granted" and cell.parts["number"] == scene.cases.complaint


def there_is_one(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """Of the evaluator, where the address names the round."""
    return evaluator(sign, cell, scene) and cell.parts["round_id"] == scene.cases.of_round.pk


def complained_of(sign: Sign, _: Cell, __: Scene) -> bool:
    """Of the case with a complaint."""
    return sign.about == "granted"


CONTENT: Row = dict.fromkeys(("statement", "application file id"), of_case)
ACCREDITATION: dict[str, Row] = {
    "accreditation:applications": {"application id": ours},
    "accreditation:notices": {"application id": noticed, "why sent back": noticed, "notice address": ours},
    "accreditation:queue": {"application id": in_our_queue},
    "accreditation:bulk": {"application id": in_our_queue},
    "accreditation:case": CONTENT
    | {"why sent back": of_case, "why recommended": told_by_now, "findings": of_case}
    | {"complaint number": to_the_institute},
    "accreditation:act": {"complaint number": to_the_institute},
    "accreditation:edit": dict.fromkeys(("statement", "application file id"), writable),
    "accreditation:evidence": {"application file": of_case},
    "accreditation:seats": {"seat id": not_excused},
    "accreditation:sheet": CONTENT | {"opinion": while_scored},
    "accreditation:seat_evidence": {"application file": of_case},
    "accreditation:evaluators": dict.fromkeys(("appointment id", "login", "day of tie"), evaluator),
    "accreditation:round": {"login": there_is_one},
    "accreditation:complaints": {"complaint number": complained_of},
    "accreditation:complaint_case": dict.fromkeys(
        ("complaint number", "complaint", "complaint answer", "application id"), of_the_complaint
    ),
}
