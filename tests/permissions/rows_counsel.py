"""Whose rows of counselling are shown and taken: threads to asker and office, entries to everybody."""

from __future__ import annotations

from dataclasses import replace

from .whose import (
    INSTITUTE,
    INSTITUTION,
    Guarded,
    Row,
    Viewer,
    all_of,
    any_of,
    as_learner,
    is_system,
    mine,
    of_office,
    oneself,
)

COUNSELS = (INSTITUTION, INSTITUTE, "municipal_officer", "provincial_officer")


def as_asker(row: Row, viewer: Viewer) -> bool:
    """Asked by the viewer, or a principal's while under no appointment; a look opens nothing."""
    return oneself(row, viewer) or as_learner(row, viewer)


def counsels(row: Row, viewer: Viewer) -> bool:
    """At the office of an officer who counsels, who is not the asker; never a system."""
    return (
        viewer.role in COUNSELS
        and not is_system(viewer)
        and not oneself(row, viewer)
        and of_office(row, viewer)
    )


def counselled(row: Row, viewer: Viewer) -> bool:
    """The same, of the office that had it before."""
    return counsels(replace(row, office=row.earlier), viewer)


def publishes(row: Row, viewer: Viewer) -> bool:
    """Of the institute, by its officer."""
    return viewer.role == INSTITUTE and of_office(row, viewer) and mine(row, viewer)


OF_QUESTION = "(SELECT person_id FROM counsel_question q WHERE q.id = t.question_id)"


def _has_it(question: str) -> str:
    return f"(SELECT office_id FROM counsel_whereabouts w WHERE w.question_id = {question})"


def _had_it(question: str, number: str) -> str:
    return (
        f"(SELECT max(office_id) FROM counsel_message m WHERE m.question_id = {question}"
        f" AND m.number >= {number} AND m.office_id <> {_has_it(question)})"
    )


COUNSEL: dict[str, Guarded] = {
    "counsel_question": Guarded(
        "t.person_id",
        any_of(as_asker, counsels, counselled),
        office=_has_it("t.id"),
        by="t.asked_by_id",
        earlier=_had_it("t.id", "1"),
    ),
    "counsel_message": Guarded(
        OF_QUESTION,
        any_of(as_asker, counsels, counselled),
        office=_has_it("t.question_id"),
        by="t.by_person_id",
        earlier=_had_it("t.question_id", "t.number"),
    ),
    "counsel_whereabouts": Guarded("t.person_id", any_of(as_asker, counsels), office="t.office_id"),
    "counsel_reading": Guarded(
        OF_QUESTION, mine, by="t.reader_id", changed=mine, added=all_of(mine, as_asker)
    ),
    "counsel_faqversion": Guarded(
        "", lambda *_: True, office="t.office_id", by="t.by_person_id", added=publishes
    ),
}
