"""Withdraw a published question, with a reason. Its versions stay for the officers to see."""

from __future__ import annotations

from uuid import UUID

from baeum.counsel.models import FaqVersion
from baeum.counsel.services.publish import TEXTS, add_version
from baeum.counsel.texts import LONGEST_REASON, read_words
from baeum.counsel.wrong import Wrong, wrong
from baeum.people.acting import Actor, acting
from baeum.shared.refusal import Refusal

KEPT = ("topic", *TEXTS, "cited", "folded_question", "folded")


def withdraw(entry: UUID, *, why: str, by: Actor, after: int) -> FaqVersion | Wrong:
    """The version that ends it. ``after``: number of the last version the writer has seen."""
    read = read_words(why, LONGEST_REASON)
    if isinstance(read, Refusal):
        return wrong(read, "why")
    with acting(by):
        last = FaqVersion.objects.filter(entry=entry).order_by("-number").first()
        if last is None:
            return wrong(Refusal("counsel.no_entry", status=404))
        if last.act == FaqVersion.Act.WITHDRAW:
            return wrong(Refusal("counsel.withdrawn", status=409))
        fields = {**{name: getattr(last, name) for name in KEPT}, "why": read}
        return add_version(entry, FaqVersion.Act.WITHDRAW, fields, by=by, after=after)
