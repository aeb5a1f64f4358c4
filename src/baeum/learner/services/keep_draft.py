"""Keep what was typed into a deposit that is not finished; let it go when it is."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models.functions import Now

from baeum.learner.models import Draft
from baeum.shared.sealed import sealed, unsealed

OUTSIDE = "outside_credential"  # in the place of a kind: a credential that was looked at, not entered yet


def keep_draft(account_id: int, kind: str, typed: Mapping[str, str], *, key: bytes) -> None:
    """Keep the draft of a kind, in the place of an earlier one. Nothing typed: nothing kept."""
    if not any(typed.values()):
        return
    place = _place(account_id, kind)
    Draft.objects.update_or_create(
        account_id=account_id,
        kind=kind,
        defaults={"typed": sealed(key, place, dict(typed)), "kept_at": Now()},
    )


def kept_draft(account_id: int, kind: str, *, key: bytes) -> dict[str, str]:
    """What was typed; empty where there is no draft."""
    draft = Draft.objects.filter(account_id=account_id, kind=kind).first()
    found = unsealed(key, _place(account_id, kind), draft.typed) if draft else None
    return {str(name): str(text) for name, text in found.items()} if isinstance(found, dict) else {}


def drop_draft(account_id: int, kind: str) -> None:
    """Let the draft of a kind go."""
    Draft.objects.filter(account_id=account_id, kind=kind).delete()


def _place(account_id: int, kind: str) -> str:
    return f"learner_draft:{account_id}:{kind}"
