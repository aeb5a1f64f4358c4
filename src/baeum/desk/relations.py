"""What a route of the desk is about: an office. What the database does not show does not exist."""

from __future__ import annotations

from typing import Any

from baeum.certificates.models import Batch, Document
from baeum.claims.models import Claim
from baeum.courses.models import Institution
from baeum.ledger.models import CorrectionRequest, Entry
from baeum.people.acting import standing
from baeum.people.relations import Subject, finds
from baeum_rules.claims.path import STATES

from .models import Import

LARGEST_ID = 2**63 - 1
LARGEST_NUMBER = 2**31 - 1


@finds("import")
def _import(parts: dict[str, Any]) -> Subject | None:
    found = Import.objects.filter(pk=parts["import_id"]).values_list("office_id", flat=True).first()
    return Subject(office_id=found) if found else None


@finds("batch")
def _batch(parts: dict[str, Any]) -> Subject | None:
    found = Batch.objects.filter(pk=parts["batch_id"]).values_list("office_id", flat=True).first()
    return Subject(office_id=found) if found else None


@finds("document_issued")
def _document_issued(parts: dict[str, Any]) -> Subject | None:
    """The office whose seal a completion bears."""
    found = Document.objects.filter(pk=parts["document_id"], kind="course_completion")
    office = found.values_list("issuer_id", flat=True).first()
    return Subject(office_id=office) if office else None


@finds("line")
def _line(parts: dict[str, Any]) -> Subject | None:
    if parts["account_id"] > LARGEST_ID or parts["number"] > LARGEST_NUMBER:
        return None
    found = Entry.objects.filter(account_id=parts["account_id"], number=parts["number"])
    office = found.values_list("office_id", flat=True).first()
    return Subject(office_id=office) if office else None


@finds("correction")
def _correction(parts: dict[str, Any]) -> Subject | None:
    found = (
        CorrectionRequest.objects.filter(pk=parts["request_id"]).values_list("office_id", flat=True).first()
    )
    return Subject(office_id=found) if found else None


@finds("course")
def _course(parts: dict[str, Any]) -> Subject | None:
    found = Institution.objects.filter(courses=min(parts["course_id"], LARGEST_ID))
    office = found.values_list("office_id", flat=True).first()
    return Subject(office_id=office) if office else None


@finds("offering")
def _offering(parts: dict[str, Any]) -> Subject | None:
    found = Institution.objects.filter(courses__versions__offerings=min(parts["offering_id"], LARGEST_ID))
    office = found.values_list("office_id", flat=True).first()
    return Subject(office_id=office) if office else None


@finds("claim")
@finds("claim_form")
@finds("claim_line")
@finds("claim_cost")
def _claim(parts: dict[str, Any]) -> Subject | None:
    """The office where it is: where it was handed in, the university, or else the institute."""
    found = Claim.objects.filter(pk=parts["claim_id"]).values_list("office_id", "via_id", "state").first()
    if found is None:
        return None
    office, via, state = found
    there = via and (via == standing().office_id or STATES[state].holder in ("handed", "university"))
    return Subject(office_id=via if there else office)
