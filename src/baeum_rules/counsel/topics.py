"""What one can ask about, and which kind of office answers, as the law data have it on a day."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from baeum_rules.parameters import Law, NotInForce, UnknownParameter, load_law

TOPIC = "counsel.topic."
INSTITUTE, PROVINCE, MUNICIPALITY, INSTITUTION = "institute", "province", "municipality", "institution"
HOLDER = "holder"  # whichever of HOLDERS has the case now: the person says which
HOLDERS = (MUNICIPALITY, PROVINCE, INSTITUTE)
ANSWERING = (INSTITUTE, PROVINCE, MUNICIPALITY, INSTITUTION)  # kinds of office that answer at all


class Topic(NamedTuple):
    """A topic on a day: who answers (one of ANSWERING, or HOLDER), its words, its clause.

    ``note_ko`` and ``note_en``: where the clause does not say it all, what we read into it; else empty.
    """

    code: str
    answers: str
    ko: str
    en: str
    clause: str
    note_ko: str
    note_en: str

    def kind(self, holder: str) -> str | None:
        """The kind of office that answers; None where a holder is to be named and ``holder`` is none."""
        if self.answers != HOLDER:
            return self.answers
        return holder if holder in HOLDERS else None


def topic_on(code: str, on: date, law: Law | None = None) -> Topic | None:
    """The topic on the day it is asked about; None where there is none of that name."""
    law = law or load_law()
    if code not in _codes(law):
        return None
    try:
        version = law.version(TOPIC + code, on)
    except (UnknownParameter, NotInForce):
        return None
    known = law.parameter(TOPIC + code)
    return Topic(
        code, str(version.value), known.ko, known.en, version.clause, version.note_ko, version.note_en
    )


def topics_on(on: date, law: Law | None = None) -> tuple[Topic, ...]:
    """Every topic on a day, in the order of the law data."""
    law = law or load_law()
    return tuple(topic for code in _codes(law) if (topic := topic_on(code, on, law)))


@cache
def _codes(law: Law) -> tuple[str, ...]:
    return tuple(name.removeprefix(TOPIC) for name in law.names_of("counsel") if name.startswith(TOPIC))
