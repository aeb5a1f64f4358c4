"""Index again: everything that search reads is made anew, after an upgrade that makes it otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction

from ..models import Course, Offering
from ..searching import at_hand, count_words, enter, enter_course

CHUNK = 500


def index_again(on: date, tell: Callable[[int], None]) -> int:
    """How many offerings there are. ``tell``: how many are done. Searches go on meanwhile."""
    done = 0
    last = 0
    while True:
        with transaction.atomic():
            some = list(at_hand(Offering.objects.filter(pk__gt=last).order_by("pk"))[:CHUNK])
            if not some:
                break
            enter(some, on)
        last, done = some[-1].pk, done + len(some)
        tell(done)
    for course in Course.objects.filter(versions__offerings=None).distinct().iterator():
        enter_course(course, on)
    with transaction.atomic():
        count_words()
    return done
