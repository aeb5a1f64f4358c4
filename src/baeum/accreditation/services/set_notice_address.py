"""Set where an office gets its notices by e-mail."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from baeum.people.acting import Actor, at_once, standing
from baeum.shared.refusal import Refusal

from ..models import NoticeAddress


def set_notice_address(
    address: str, *, by: Actor, on: date, language: str = "ko"
) -> NoticeAddress | Refusal | None:
    """The one address of the office from this day on; "" for none. It is the office's, not a person's."""
    clean = address.strip()
    if clean:
        try:
            validate_email(clean)
        except ValidationError:
            return Refusal("notice.address")
    with at_once(by):
        held = standing()
        if held.office_id is None:
            return Refusal("notice.not_yours", status=403)
        for old in NoticeAddress.objects.filter(office_id=held.office_id, ends__isnull=True):
            if old.address == clean and old.language == language:
                return old
            old.ends = on
            old.save(update_fields=["ends"])
        if not clean:
            return None
        return NoticeAddress.objects.create(
            office_id=held.office_id, address=clean, language=language, begins=on
        )
