"""Write: an institution keeps what it has of an application that it is drafting or mending."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from unicodedata import normalize
from uuid import UUID

from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal

from ..models import Application
from ..valid import LONGEST, kinds_on
from ..words import Said

WRITABLE = ("draft", "returned_municipality", "returned_province", "returned_institute")


def write_draft(
    application_id: UUID, *, statements: Mapping[str, str], by: Actor, on: date, kind: str = ""
) -> Application | Refusal:
    """The application with its statements; items that are not named keep theirs."""
    with at_once(by):
        found = Application.objects.select_for_update().filter(pk=application_id).first()
        if found is None:
            return Refusal("accreditation.unknown", status=404)
        if found.state not in WRITABLE:
            return Refusal("application.not_writable", {"state": Said("state", found.state)}, 409)
        if kind and kind not in kinds_on(on):
            return Refusal("application.kind", {"kind": kind, "on": on})
        codes = {item.code for item in found.round.items.all()}
        for code, text in statements.items():
            if code not in codes:
                return Refusal("application.item_unknown", {"item": code})
            clean = normalize("NFC", text.replace("\0", "")).strip()
            if len(clean) > LONGEST:
                return Refusal("application.statement_long", {"size": len(clean), "most": LONGEST})
            found.statements[code] = clean
        found.kind = kind or found.kind
        found.save(update_fields=["statements", "kind"])
        return found
