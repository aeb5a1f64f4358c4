"""Every table with somebody's rows, for everybody, with no filter in the query: the database decides."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from baeum.people.acting import Actor, acting, actor
from baeum.people.models import Look
from cast import APPOINTMENTS, PEOPLE

from .attempts import Accepted, adds, change, change_unread, delete, one, seen_places, written
from .rows import GUARDED, NEVER_FILLED, OUT_OF_REACH, UNGUARDED
from .scene import DESKS, ENDED, Scene
from .whose import Guarded, Row, Viewer

pytestmark = pytest.mark.django_db
Owner = Any  # a connection of the owner, who sees every row
ENDED_APPOINTMENTS = ("expired", "revoked")
VIEWERS = [
    Viewer(""),
    *(Viewer(key) for key in PEOPLE),
    *(
        Viewer(key, True, *(APPOINTMENTS[key] if key not in ENDED_APPOINTMENTS else ("", "")))
        for key in APPOINTMENTS
    ),
    *(
        Viewer(f"system {office}", True, *(("institution_officer", office) if office != ENDED else ("", "")))
        for office in DESKS
    ),
]

PERSONAL_OR_SECURED = """
WITH RECURSIVE leads(oid) AS (
    SELECT 'people_person'::regclass::oid
    UNION
    SELECT conrelid FROM pg_constraint JOIN leads ON confrelid = leads.oid WHERE contype = 'f'
), named AS (
    SELECT attrelid AS oid FROM pg_attribute
    WHERE attnum > 0 AND NOT attisdropped AND attname ~ '(person|account|learner|principal)'
)
SELECT relname, relrowsecurity FROM pg_class
WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND relnamespace = 'public'::regnamespace
  AND (relrowsecurity OR oid IN (SELECT oid FROM leads UNION SELECT oid FROM named))
"""


def test_every_table_that_leads_to_a_person_is_guarded_or_says_why_not() -> None:
    with connection.cursor() as cursor:
        cursor.execute(PERSONAL_OR_SECURED)
        secured = dict(cursor.fetchall())
    assert set(secured) == set(GUARDED) | set(UNGUARDED)
    assert {table for table, on in secured.items() if on} == set(GUARDED)


def test_every_model_that_leads_to_a_person_is_in_the_table() -> None:
    """The same, from Django's side: also where a foreign key has no constraint."""
    models, found = apps.get_models(include_auto_created=True), {"people_person"}
    while True:
        more = {
            model._meta.db_table
            for model in models
            for one in model._meta.get_fields()
            if one.concrete and one.related_model and one.related_model._meta.db_table in found
        }
        if more <= found:
            break
        found |= more
    assert found <= set(GUARDED) | set(UNGUARDED)


def test_what_the_app_may_do_at_all() -> None:
    wrong = []
    for table, guarded in GUARDED.items():
        declared = {"UPDATE": guarded.changed, "INSERT": guarded.added, "DELETE": guarded.deleted}
        for verb, whose in declared.items():
            if _has_right(table, verb) != (whose is not None):
                wrong.append(f"{verb} of {table}")
    for table, why in UNGUARDED.items():
        if why == OUT_OF_REACH and _has_right(table, "SELECT"):
            wrong.append(f"SELECT of {table}")
        if why == NEVER_FILLED and (_has_right(table, "INSERT") or _has_right(table, "UPDATE")):
            wrong.append(f"INSERT or UPDATE of {table}")
    assert wrong == []


def _has_right(table: str, verb: str) -> bool:
    function = "has_table_privilege" if verb == "DELETE" else "has_any_column_privilege"
    return bool(one(f"SELECT {function}('baeum_app', '{table}', '{verb}')"))


@pytest.fixture
def owner(as_role: Callable[[str], Owner], scene: Scene) -> Owner:  # noqa: ARG001  it is to be there
    return as_role("baeum_owner")


def rows_of(scene: Scene, owner: Owner, table: str, guarded: Guarded) -> dict[str, tuple[Row, str]]:
    """All rows of a table by the place where they lie: whose each is, and itself as JSON. Asked once."""
    if table not in scene.rows:
        scene.rows[table] = _asked(scene, owner, table, guarded)
    return scene.rows[table]


def _asked(scene: Scene, owner: Owner, table: str, guarded: Guarded) -> dict[str, tuple[Row, str]]:
    people = {person.id: key for key, person in scene.cast.person.items()}
    people |= {system.id: f"system {office}" for office, system in scene.system.items()}
    held = owner.execute("SELECT id, person_id FROM people_appointment").fetchall()
    people |= {appointment: people.get(person, "") for appointment, person in held}
    offices = {office.pk: key for key, office in scene.cast.office.items()}
    asked = (guarded.about, guarded.by, guarded.seat, guarded.office, guarded.to, guarded.earlier)
    columns = [*(one or "NULL" for one in asked), guarded.open, guarded.submitted]
    found = owner.execute(f"SELECT t.ctid::text, row_to_json(t)::text, {', '.join(columns)} FROM {table} t")
    rows = {}
    for place, itself, about, by, seat, office, to, earlier, still_open, submitted in found.fetchall():
        whose = {"about": about, "by": by, "seat": seat}
        keys = {name: people.get(one, "") for name, one in whose.items()}
        at = {"office": office, "to": to, "earlier": earlier}
        where = {name: offices.get(one, "") for name, one in at.items()}
        rows[place] = (Row(**keys, **where, open=bool(still_open), submitted=submitted), itself)
    return rows


def test_the_scene_has_rows_of_every_table(scene: Scene, owner: Owner) -> None:
    """Else the matrix would say nothing of that table."""
    empty = [table for table, guarded in GUARDED.items() if not rows_of(scene, owner, table, guarded)]
    assert empty == []


def actor_of(scene: Scene, viewer: Viewer) -> Actor:
    if not viewer.key:
        return Actor()
    if viewer.key.startswith("system "):
        client = scene.system[viewer.key.removeprefix("system ")].id
        with acting(scene.cast.as_("inseo")):
            held = one("SELECT appointment_id FROM api_client WHERE person_id = %s", client)
        return Actor(client, held)
    return scene.cast.as_(viewer.key) if viewer.under else scene.cast.as_self(viewer.key)


def faults(
    scene: Scene, owner: Owner, viewer: Viewer, tables: Mapping[str, Guarded] = GUARDED
) -> Iterator[str]:
    """Every cell that is not as declared: rows seen, changed, added and deleted."""
    with acting(actor_of(scene, viewer)):
        for table, guarded in tables.items():
            rows = rows_of(scene, owner, table, guarded)
            seen = seen_places(table)
            for place, (row, itself) in rows.items():
                done = _done(table, guarded, place, itself) | {"sees": place in seen}
                for verb, did in done.items():
                    if did != _declared(verb, guarded, row, viewer):
                        yield f"{viewer} {verb if did else f'no longer {verb}'} {table} {row}"
            if guarded.changed is not None:
                theirs = any(guarded.changed(row, viewer) for row, _ in rows.values())
                if (written(change_unread(table)) is not False) != theirs:
                    yield f"{viewer} changes rows of {table} without reading them, or does no longer"
            if guarded.added is not None and (guarded.begins or (guarded.by and viewer.key)):
                yield from _faults_as_new(table, guarded, [*rows.values()], viewer)


def _done(table: str, guarded: Guarded, place: str, itself: str) -> dict[str, bool]:
    """What could be done to a row, of what the app has any right to do."""
    done = {}
    if guarded.changed is not None:
        statement = change(table, place)
        wrote = written(statement)
        if callable(guarded.rewritten):
            done |= {"reaches": wrote is not False, "rewrites": wrote is True}
        elif guarded.rewritten:
            done["changes"] = wrote is True
        else:
            done["changes"] = wrote is None
            if wrote:
                raise Accepted(statement)
    if guarded.added is not None:
        done["adds"] = adds(table, itself)
    if guarded.deleted is not None:
        done["deletes"] = written(delete(table, place)) is True
    return done


def _declared(verb: str, guarded: Guarded, row: Row, viewer: Viewer) -> bool:
    """Only what is seen can be changed or deleted, only what is reached can be rewritten."""
    if verb == "adds":
        return guarded.added is None or guarded.added(row, viewer)
    asked = {
        "sees": (),
        "changes": (guarded.changed,),
        "reaches": (guarded.changed,),
        "rewrites": (guarded.changed, guarded.rewritten),
        "deletes": (guarded.deleted,),
    }[verb]
    return all(one(row, viewer) for one in (guarded.seen, *asked) if callable(one))


def _faults_as_new(
    table: str, guarded: Guarded, rows: list[tuple[Row, str]], viewer: Viewer
) -> Iterator[str]:
    """The same rows once more, as they begin, and as if the viewer had written them."""
    for row, itself in rows:
        named = {**json.loads(itself), **guarded.begins}
        begun = replace(row, new=bool(guarded.begins))
        if guarded.by:
            who = actor().appointment_id if guarded.by_appointment else actor().person_id
            named[guarded.by.removeprefix("t.")] = None if who is None else str(who)
            begun = replace(begun, by=viewer.key)
        assert guarded.added is not None
        if adds(table, json.dumps(named)) != guarded.added(begun, viewer):
            yield f"{viewer} adds {table} {begun} as new, or does no longer"


@pytest.mark.parametrize("viewer", VIEWERS, ids=str)
def test_each_cell_of_the_database(scene: Scene, owner: Owner, viewer: Viewer) -> None:
    """Also for Inseo, whose look at Nari was sixteen minutes ago."""
    wrong = list(faults(scene, owner, viewer))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("key", [*APPOINTMENTS])
def test_a_look_of_a_minute_ago_opens_one_person_to_two_roles(scene: Scene, owner: Owner, key: str) -> None:
    viewer = next(one for one in VIEWERS if one.key == key and one.under)
    by = scene.cast.as_(key)
    try:
        with acting(by), transaction.atomic():
            Look.objects.create(
                person=scene.cast.person["dowon"],
                by_person_id=by.person_id,
                appointment_id=by.appointment_id,
                office=scene.cast.office[APPOINTMENTS[key][1]],
                reason="민원 처리",
                subject="record",
            )
    except ProgrammingError:
        assert key not in ("inseo", "suho")
    else:
        assert key in ("inseo", "suho")
        looked = Viewer(viewer.key, True, viewer.role, viewer.office, looked_at="dowon")
        wrong = list(faults(scene, owner, looked))
        assert not wrong, "\n".join(wrong)
