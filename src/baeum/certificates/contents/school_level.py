"""The certificate of school level: on a level with the graduates of a college or university (act.8)."""

from __future__ import annotations

from baeum.claims.models import Claim, Decision
from baeum.credentials.snapshot import Particular
from baeum.shared.refusal import Refusal

from ..basis import Basis, Content

_LEVELS = {
    "bachelor": ("대학교 졸업자와 같은 수준 이상", "on a level with graduates of a university"),
    "associate_2y": ("전문대학 졸업자와 같은 수준 이상", "on a level with graduates of a college"),
    "associate_3y": ("전문대학 졸업자와 같은 수준 이상", "on a level with graduates of a college"),
}


def school_level(basis: Basis) -> Content | Refusal:
    """Of the last claim of this kind that was granted."""
    claims = Claim.objects.filter(account_id=basis.account.pk, kind="school_level", state="granted")
    last = claims.select_related("office").order_by("-since", "-number").first()
    made = Decision.objects.filter(claim=last).select_related("proposal").order_by("-number").first()
    if last is None or last.office is None or made is None or basis.registered is None:
        return Refusal("document.no_school_level", status=409)
    ko, _ = _LEVELS[str(basis.registered.goal["degree"])]
    told = (
        Particular("level", "인정 학력", ko, "School level"),
        Particular("recognised_on", "인정일", made.on.isoformat(), "Recognised on"),
        Particular("claim_number", "신청번호", str(last.number), "Claim number"),
    )
    return Content(last.office, particulars=told)
