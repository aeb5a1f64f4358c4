"""Keep the synonyms: an institute officer adds, changes or removes a group, and each change is kept."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from baeum.people.acting import Actor, acting, standing
from baeum.people.roles import Role
from baeum.shared.refusal import Refusal

from ..hangul import words as words_of
from ..models import SynonymChange, SynonymGroup
from ..searching import know_words

MOST_WORDS, LONGEST_WORD = 30, 60


def add_synonyms(words: Sequence[str], *, by: Actor) -> SynonymGroup | Refusal:
    """A new group of words that mean the same."""
    return _keep(None, words, by)


def change_synonyms(group_id: int, words: Sequence[str], *, by: Actor) -> SynonymGroup | Refusal:
    """The group as it is from now on."""
    return _keep(group_id, words, by)


def remove_synonyms(group_id: int, *, by: Actor) -> Refusal | None:
    """The group is no more; its history stays."""
    with transaction.atomic(), acting(by):
        held = standing()
        if held.role != Role.INSTITUTE_OFFICER:
            return Refusal("synonyms.not_yours", status=403)
        group = SynonymGroup.objects.select_for_update().filter(pk=group_id).first()
        if group is None:
            return Refusal("synonyms.unknown", status=404)
        SynonymChange.objects.create(group=group.pk, before=group.words, by_id=held.appointment_id)
        group.delete()
    return None


def _keep(group_id: int | None, words: Sequence[str], by: Actor) -> SynonymGroup | Refusal:
    plain = list(dict.fromkeys(" ".join(word.split()) for word in words if word.strip()))
    joined = ["".join(words_of(word)) for word in plain]
    if not 2 <= len(set(joined)) == len(joined) <= MOST_WORDS or "" in joined:
        return Refusal("synonyms.words", {"most": MOST_WORDS})
    if any(len(word) > LONGEST_WORD for word in plain):
        return Refusal("synonyms.long", {"most": LONGEST_WORD})
    with transaction.atomic(), acting(by):
        held = standing()
        if held.role != Role.INSTITUTE_OFFICER:
            return Refusal("synonyms.not_yours", status=403)
        if group_id is None:
            group, before = SynonymGroup(), []
        else:
            found = SynonymGroup.objects.select_for_update().filter(pk=group_id).first()
            if found is None:
                return Refusal("synonyms.unknown", status=404)
            group, before = found, found.words
        group.words, group.joined = plain, joined
        group.save()
        know_words(joined)
        SynonymChange.objects.create(group=group.pk, before=before, words=plain, by_id=held.appointment_id)
        return group
