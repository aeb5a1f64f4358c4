"""The degree certificate: what was conferred, by whom, under which number."""

from __future__ import annotations

from baeum.claims.listing import particulars_of
from baeum.claims.models import Degree
from baeum.credentials.snapshot import Particular
from baeum.shared.refusal import Refusal

from ..basis import Basis, Content
from . import goals


def degree(basis: Basis) -> Content | Refusal:
    """One degree of the account that was conferred and not cancelled; the last, where none is named."""
    held = Degree.objects.filter(
        account_id=basis.account.pk, conferred_on__isnull=False, cancelled_on__isnull=True
    )
    if basis.wanted.degree_id is not None:
        held = held.filter(pk=basis.wanted.degree_id)
    found = held.select_related("body").order_by("-conferred_on", "-number").first()
    if found is None or found.conferred_on is None or found.number is None:
        return Refusal("document.no_degree", status=409)
    known = particulars_of(found, basis.key)
    told = [
        *goals.told({"degree": found.degree, "major": found.major}),
        Particular("degree_number", "학위번호", found.number, "Degree number"),
        Particular("conferred_on", "수여일", found.conferred_on.isoformat(), "Conferred on"),
    ]
    if known.get("gpa"):
        told.append(
            Particular("gpa", "평점평균", f"{known['gpa']} / {known['scale']}", "Grade point average")
        )
    return Content(found.body, particulars=tuple(told))
