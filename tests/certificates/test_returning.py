"""What was issued here and comes back is the line it came from, not a second one."""

from __future__ import annotations

import json

import pytest

from baeum.certificates import rendering
from baeum.certificates.models import Document
from baeum.outside.own import own_lines
from baeum.people.acting import acting
from claims.cases import Learner, learner

from .lines import ON, frozen, issued

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_ids_of_badges_and_lines_lead_back_and_only_in_this_account(nari: Learner) -> None:
    made = issued(nari, 2, 3)
    other = learner(nari.world, "dowon", school=None)
    with acting(nari.by):
        document, shown = Document.objects.get(pk=made.document_id), frozen(nari, made)
        badges = [json.loads(json.dumps(one.document)) for one in rendering.badges(document, shown, ON)]
        ids = [one["id"] for one in badges] + [line.id for line in shown.lines]
        found = own_lines(nari.account, ids)
        assert [found[one] for one in ids] == [2, 3, 2, 3]
        assert own_lines(nari.account, ["urn:uuid:00000000-0000-8000-8000-000000000000"]) == {}
    with acting(other.by):
        assert own_lines(other.account, ids) == {}
