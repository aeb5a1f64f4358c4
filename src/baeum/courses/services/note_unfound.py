"""Note a search that found nothing as it was typed, for the officer's synonyms; nothing of who searched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction

from ..hangul import words
from ..models import UnfoundQuery

LONGEST = 60
MOST_A_DAY = 2000  # different ones; more is somebody's program
TELLING = re.compile(r"\d{5}|@")  # numbers and addresses of people are not noted


def note_unfound(query: str, shown: Sequence[str], *, on: date) -> None:
    """Count it once more. What may tell who searched is left out as a whole."""
    if TELLING.search(query):
        return
    said = " ".join(words(query))[:LONGEST]
    if not said:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")  # a reader does not wait for it
        known = UnfoundQuery.objects.filter(day=on, query=said).exists()
        if not known and UnfoundQuery.objects.filter(day=on).count() >= MOST_A_DAY:
            return
        cursor.execute(
            "INSERT INTO courses_unfoundquery (query, shown, day, times) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (day, query) DO UPDATE SET times = courses_unfoundquery.times + 1,"
            " shown = EXCLUDED.shown",
            [said, ", ".join(shown)[:LONGEST], on],
        )
