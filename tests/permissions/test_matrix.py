"""Every route, for every role, in every relation: let through or not, as the one table says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from baeum.demo.cast import OFFICES
from baeum.people.permissions import PERMISSIONS
from baeum.people.permitting import ANYONE, MACHINE, PERSON, Permission, Relation
from cast import APPOINTMENTS
from visiting import as_officer, as_self

from .accreditation import OF_INSTITUTION, OF_SEAT, parts_of_institution, parts_of_seat
from .cell import Cell
from .examples import NOTHING_THERE, OF_OFFICE, OF_PERSON, parts_of_nobody, parts_of_person
from .scene import OWNERS, Scene
from .shown import SHOWS, shown_to
from .signs import text_of
from .writing import rows_written

pytestmark = pytest.mark.django_db
APPOINTING = {
    "ministry_officer",
    "institute_officer",
    "provincial_officer",
    "municipal_officer",
    "institution_officer",
}
EVALUATING = ("accreditation:seats", "accreditation:sheet", "accreditation:seat_evidence")
ONLY_IN_EXAMPLES = {"demo:people", "demo:enter"}


def routes(found: list[Any], before: str = "") -> Iterator[str]:
    """The names of all routes, with their namespaces."""
    for one in found:
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, f"{before}{one.namespace}:" if one.namespace else before)
        elif isinstance(one, URLPattern):
            yield f"{before}{one.name}"


def test_the_table_and_the_addresses_name_the_same_routes() -> None:
    assert set(routes(get_resolver().url_patterns)) == set(PERMISSIONS) - ONLY_IN_EXAMPLES


def test_what_is_shown_is_told_of_routes_that_there_are() -> None:
    assert {row.partition(" ")[0] for row in SHOWS} <= set(PERMISSIONS)


def superior(office: str) -> str | None:
    return OFFICES[office][4]


def above(office: str) -> list[str]:
    found = []
    while (upper := superior(office)) is not None:
        found.append(upper)
        office = upper
    return found


def related(office: str, *, institutions: bool = False) -> dict[Relation, str]:
    """An office for each relation to this one (or an institution), by the drawing of the cast alone."""
    others = [where for _, where in APPOINTMENTS.values()]
    others = [where for where in others if OFFICES[where][0] == "institution"] if institutions else others
    found = {Relation.OWN: office} if office in others else {}
    for other in others:
        if other == office:
            continue
        if office in above(other):
            found.setdefault(Relation.BELOW, other)
        elif other in above(office):
            found.setdefault(Relation.PARENT, other)
        elif superior(other) == superior(office):
            found.setdefault(Relation.SIBLING, other)
        else:
            found.setdefault(Relation.ELSEWHERE, other)
    return found


def reached(answer: Any, route: str) -> bool:
    """Whether the view itself answered; 405 is an answer of the view."""
    if answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/?next="):
        return False
    return answer.status_code not in (403, 404) or (answer.status_code == 404 and route in NOTHING_THERE)


def expected(permission: Permission, role: str | None, relation: Relation, signed_in: bool) -> bool:
    who = permission.who
    if ANYONE in who or MACHINE in who:
        return True
    allowed = set(who.get(PERSON, ())) if signed_in else set()
    return relation in allowed | set(who.get(role or "", ()))


def related_person(key: str | None, owner: str) -> Relation:
    """How somebody of the cast stands to another, by the drawing of the cast: Boram is Nari's proxy."""
    if key == owner:
        return Relation.OWN
    return Relation.PRINCIPAL if (key, owner) == ("boram", "nari") else Relation.ELSEWHERE


def cells(scene: Scene, office: str | None, key: str | None) -> Iterator[Cell]:
    """All routes in all relations to an office, or to a person."""
    for route, permission in PERMISSIONS.items():
        if route in ONLY_IN_EXAMPLES:
            continue
        if permission.of in (*OF_INSTITUTION, *OF_SEAT):
            yield from cells_of_cases(scene, route, permission.of or "", office, key)
        elif permission.of in OF_OFFICE:
            for relation, other in related(office or "hangang").items():
                as_seen = relation if office else Relation.ELSEWHERE
                yield Cell(route, as_seen, OF_OFFICE[permission.of](scene, other), key, office, at=other)
        elif permission.of in OF_PERSON:
            for owner in OWNERS if key in OWNERS else OWNERS[:1]:  # each is another's elsewhere
                for parts in parts_of_person(scene, route, permission.of, owner):
                    yield Cell(route, related_person(key, owner), parts, key, office, about=owner)
        elif permission.of is None:
            for parts in parts_of_nobody(scene, route):
                yield Cell(route, Relation.NOTHING, parts, key, office)
        else:
            pytest.fail(f"{route}: tests/permissions/examples.py does not know {permission.of}")


def cells_of_cases(scene: Scene, route: str, of: str, office: str | None, key: str | None) -> Iterator[Cell]:
    """Cases and seats. A draft is to other offices as to strangers; so is a seat to whoever was excused."""
    institutions = of in OF_INSTITUTION
    for relation, other in related(office or "hangang", institutions=institutions).items():
        as_seen = relation if office else Relation.ELSEWHERE
        if institutions:
            for parts, case in parts_of_institution(scene.cases, route, other):
                hidden = case.name == "draft" and as_seen is not Relation.OWN
                where = Relation.ELSEWHERE if hidden else as_seen
                yield Cell(route, where, parts, key, office, at=other)
        else:
            for parts, name in parts_of_seat(scene.cases, of, other):
                where = Relation.ELSEWHERE if name == "excused" else as_seen
                yield Cell(route, where, parts, key, office, at=other)


def visitor(scene: Scene, key: str | None) -> tuple[Client, str | None, str | None]:
    """A browser signed in as one of the cast, and the role and office that they hold."""
    if key is None:
        return Client(), None, None
    if key not in APPOINTMENTS:
        return as_self(scene.cast, key), None, None
    role, office = APPOINTMENTS[key] if key not in ("expired", "revoked") else (None, None)
    return as_officer(scene.cast, key), role, office


@pytest.mark.parametrize("key", [None, "nari", "boram", *APPOINTMENTS])
def test_each_cell(scene: Scene, key: str | None) -> None:
    """Let through or not, and what is shown: no more than the table says, and all of it."""
    client, role, office = visitor(scene, key)
    wrong = []
    for cell in cells(scene, office, key):
        allowed = expected(PERMISSIONS[cell.route], role, cell.relation, key is not None)
        answer = client.get(address := cell.address())
        if reached(answer, cell.route) != allowed:
            wrong.append(f"{cell}: {'not ' if allowed else ''}let through")
        typed = scene.signs.found_in(unquote(address))  # whoever asks knows what they ask for
        found = scene.signs.found_in(text_of(answer)) - typed
        shows = shown_to(cell, scene) - typed if allowed else set()
        wrong += [f"{cell}: shows {sign}" for sign in sorted(found - shows)]
        wrong += [f"{cell}: does not show {sign}" for sign in sorted(shows - found)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("key", [None, "nari", "boram", *APPOINTMENTS])
def test_what_is_refused_changes_nothing(scene: Scene, key: str | None) -> None:
    """A POST to every route that this visitor may not use: as refused as a GET, and nothing written."""
    client, role, office = visitor(scene, key)
    wrong, before = [], rows_written()
    for cell in cells(scene, office, key):
        if expected(PERMISSIONS[cell.route], role, cell.relation, key is not None):
            continue
        answer = client.post(
            address := cell.address(), {"reason": "그냥", "action": "deposit", "sure": "yes"}
        )
        if reached(answer, cell.route):
            wrong.append(f"{cell}: let through")
        if shown := scene.signs.found_in(text_of(answer)) - scene.signs.found_in(unquote(address)):
            wrong.append(f"{cell}: shows {', '.join(map(str, shown))}")
        if (after := rows_written()) != before:
            wrong.append(f"{cell}: wrote {after} after {before}")
        before = after
    assert not wrong, "\n".join(wrong)


def test_what_is_written_is_counted(scene: Scene) -> None:
    """Else the test before could not fail."""
    client, before = as_self(scene.cast, "nari"), rows_written()
    address = reverse("learner:consents", args=[scene.account["nari"]])
    client.post(address, {"action": "withdraw:institution_deposit"})
    assert rows_written() == {**before, "ledger_consent": before.get("ledger_consent", 0) + 1}


def test_relations_that_must_never_be_let_through() -> None:
    """Said once more by hand, so that a slip in the table is seen."""
    for route, permission in PERMISSIONS.items():
        for relation in (Relation.SIBLING, Relation.PARENT, Relation.ELSEWHERE):
            assert not any(relation in relations for relations in permission.who.values()), route


def test_roles_that_must_never_be_let_through() -> None:
    """The same by hand for roles: who appoints, who sits at a desk, whose the accounts are."""
    for route, permission in PERMISSIONS.items():
        who = set(permission.who)
        if route.startswith(("desk:claim", "desk:conferral")):
            assert who <= {*APPOINTING, "committee_member"} - {"municipal_officer"}, route
        elif route.startswith("desk:issuer"):
            assert who == {"institute_officer"}, route
        elif route.startswith("desk:"):
            assert who == {"institution_officer"}, route
        elif route.startswith("learner:"):
            assert who == ({ANYONE} if route == "learner:shared" else {PERSON}), route
        elif route in ("counsel:queue", "counsel:desk_thread", "counsel:forward"):
            assert who == {
                "institute_officer",
                "provincial_officer",
                "municipal_officer",
                "institution_officer",
            }, route
        elif route in ("counsel:editing", "counsel:edit_new", "counsel:edit"):
            assert who == {"institute_officer"}, route
        elif route in ("people:appointments", "people:appoint", "people:revoke"):
            assert who == APPOINTING, route
        elif route in ("api_clients", "api_client_revoke"):
            assert who == {"institution_officer", "institute_officer"}, route
        elif route in ("courses:synonyms", "courses:synonym_new", "courses:synonym", "courses:unfound"):
            assert who == {"institute_officer"}, route
        elif route.startswith("accreditation:") and who != {ANYONE}:
            assert who <= {*APPOINTING, "evaluator"}, route
            assert "evaluator" not in who or route in EVALUATING, route
        else:
            assert who in ({ANYONE}, {PERSON}, {MACHINE}), route


def test_an_officer_reads_the_logins_of_that_office_only(scene: Scene) -> None:
    client = as_officer(scene.cast, "jiho")
    answer = client.get(reverse("people:appointments", args=["hangang"]))
    assert {login for _, _, login in answer.context["appointments"]} - {"–"} == {
        f"login-of-{key}-" for key in ("sora", "expired", "revoked")
    }
    page = answer.content.decode()
    assert not [name for name in ("한소라", "1983", "010-0000") if name in page]


def test_a_route_missing_from_the_table(client: Client, settings: Any, monkeypatch: Any) -> None:
    from baeum.people.authorising import UndeclaredRoute

    monkeypatch.delitem(PERMISSIONS, "help")
    with pytest.raises(UndeclaredRoute, match=r"help.*permissions\.py"):
        client.get("/help/")
    client.raise_request_exception = False
    assert client.get("/help/").status_code == 500
    settings.UNDECLARED_ROUTES = "missing"
    assert client.get("/help/").status_code == 404


def test_a_route_without_a_name_is_missing_too(client: Client, settings: Any) -> None:
    from types import ModuleType

    from baeum.people.authorising import UndeclaredRoute
    from baeum.shared.views import healthz

    module = ModuleType("urls_without_a_name")
    module.urlpatterns = [path("x", healthz)]
    settings.ROOT_URLCONF = module
    with pytest.raises(UndeclaredRoute):
        client.get("/x")
