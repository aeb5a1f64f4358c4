"""Publish a question and its answer for everybody, or a new version: typed anew, never from a thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from baeum.counsel.citing import Typed, read_citations
from baeum.counsel.models import FaqVersion
from baeum.counsel.texts import LONGEST_REASON, folded, read_title, read_words, read_words_or_none
from baeum.counsel.writing import as_kept
from baeum.counsel.wrong import Wrong, refusals, wrong
from baeum.people.acting import Actor, at_once, standing
from baeum.people.roles import Role
from baeum.shared.refusal import Refusal
from baeum_rules.counsel.topics import topic_on

TEXTS = ("question_ko", "question_en", "answer_ko", "answer_en")


@dataclass(frozen=True)
class Draft:
    """A version as it was typed."""

    topic: str = ""
    question_ko: str = ""
    question_en: str = ""
    answer_ko: str = ""
    answer_en: str = ""
    why: str = ""  # what changed; needed from the second version on
    cites: Sequence[Typed] = ()


def publish(entry: UUID, draft: Draft, *, by: Actor, on: date, after: int = 0) -> FaqVersion | Wrong:
    """The next version of an entry. ``after``: number of the last one the writer has seen; 0: it is new."""
    read: dict[str, Any] = {
        "topic": draft.topic if topic_on(draft.topic, on) else Refusal("counsel.topic"),
        "question_ko": read_title(draft.question_ko),
        "question_en": read_title(draft.question_en),
        "answer_ko": read_words(draft.answer_ko),
        "answer_en": read_words(draft.answer_en),
        "why": (read_words if after else read_words_or_none)(draft.why, LONGEST_REASON),
    }
    cited = read_citations(draft.cites, on)
    if problems := (*refusals(**read), *cited.problems):
        return Wrong(problems)
    fields = {**read, "why": read["why"] or "", "cited": as_kept(cited.citations)}
    fields["folded_question"] = folded(read["question_ko"], read["question_en"])
    fields["folded"] = folded(*(read[name] for name in TEXTS))
    return add_version(entry, FaqVersion.Act.PUBLISH, fields, by=by, after=after)


def add_version(
    entry: UUID, act: str, fields: dict[str, Any], *, by: Actor, after: int
) -> FaqVersion | Wrong:
    """Write a version, as an officer of the institute, where it is the next one."""
    with at_once(by):
        stands = standing()
        if stands.role != Role.INSTITUTE_OFFICER or by.person_id is None:
            return wrong(Refusal("counsel.not_editor", status=403))
        assert stands.appointment_id is not None and stands.office_id is not None  # a role comes with both
        last = FaqVersion.objects.filter(entry=entry).order_by("-number").first()
        if (last.number if last else 0) != after:
            return wrong(Refusal("counsel.edited", status=409))
        try:
            with transaction.atomic():
                return FaqVersion.objects.create(
                    entry=entry,
                    number=after + 1,
                    act=act,
                    office_id=stands.office_id,
                    by_person_id=by.person_id,
                    appointment_id=stands.appointment_id,
                    **fields,
                )
        except IntegrityError:  # somebody else wrote this version at the same moment
            return wrong(Refusal("counsel.edited", status=409))
