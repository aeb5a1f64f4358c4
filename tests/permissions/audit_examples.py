"""Cached audits of the scene: as the worker keeps them, as whom nobody acts."""

from __future__ import annotations

import json
from hashlib import sha256

from django.db import connection

from baeum.learner.models import Goal
from baeum.people.acting import Actor, acting


def keep_audit(account: int, by: Actor) -> None:
    """One of the goal that the person of the account has chosen."""
    with acting(by):
        digest = sha256(Goal.objects.get(account_id=account).chosen).hexdigest()
    kept = {"account": account, "law": "sample", "as_of": "2026-11-26", "head": 1, "goal": digest}
    with connection.cursor() as cursor:
        cursor.execute("SELECT audits_keep(%s::jsonb)", [json.dumps([{**kept, "state": "faulty"}])])
        assert cursor.fetchone() == (1,)
