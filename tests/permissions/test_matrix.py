"""Every route, for every role, in every relation: let through or not, as the one table says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from baeum.demo.cast import OFFICES
from baeum.people.permissions import PERMISSIONS
from baeum.people.permitting import ANYONE, MACHINE, PERSON, Permission, Relation
from cast import APPOINTMENTS, Cast
from visiting import as_officer, as_self

from .course_examples import offer_courses
from .examples import (
    NOTHING_THERE,
    OF_OFFICE,
    OF_PERSON,
    OWNERS,
    PARTS,
    open_accounts,
    open_desks,
    parts_of_person,
)

pytestmark = pytest.mark.django_db
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


def superior(office: str) -> str | None:
    return OFFICES[office][4]


def above(office: str) -> list[str]:
    found = []
    while (upper := superior(office)) is not None:
        found.append(upper)
        office = upper
    return found


def related(office: str) -> dict[Relation, str]:
    """An office for each relation to this one, worked out from the drawing of the cast alone."""
    staffed = [where for _, where in APPOINTMENTS.values()]
    found = {Relation.OWN: office}
    for other in staffed:
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


def reached(client: Client, route: str, parts: dict[str, Any]) -> bool:
    """Whether the view itself answered; 405 is an answer of the view."""
    answer = client.get(reverse(route, kwargs=parts))
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


def cells(cast: Cast, office: str | None, key: str | None) -> Iterator[tuple[str, Relation, dict[str, Any]]]:
    """All routes in all relations to an office, or to a person."""
    for route, permission in PERMISSIONS.items():
        if route in ONLY_IN_EXAMPLES:
            continue
        if permission.of in OF_OFFICE:
            for relation, other in related(office or "hangang").items():
                as_seen = relation if office else Relation.ELSEWHERE
                yield route, as_seen, OF_OFFICE[permission.of](cast, other)
        elif permission.of in OF_PERSON:
            for owner in OWNERS if key in OWNERS else OWNERS[:1]:  # each is another's elsewhere
                yield route, related_person(key, owner), parts_of_person(cast, route, permission.of, owner)
        elif permission.of is None:
            yield route, Relation.NOTHING, PARTS.get(route, {})
        else:
            pytest.fail(f"{route}: tests/permissions/examples.py does not know {permission.of}")


@pytest.mark.parametrize("key", [None, "nari", "boram", *APPOINTMENTS])
def test_each_cell(cast: Cast, key: str | None) -> None:
    open_accounts(cast)
    open_desks(cast)
    offer_courses(cast)
    holds = key in APPOINTMENTS and key not in ("expired", "revoked")
    role, office = APPOINTMENTS[key] if holds and key else (None, None)
    if key is None:
        make = Client
    elif key in APPOINTMENTS:
        make = lambda: as_officer(cast, key)  # noqa: E731
    else:
        make = lambda: as_self(cast, key)  # noqa: E731
    client, wrong = make(), []
    for route, relation, parts in cells(cast, office, key):
        allowed = expected(PERMISSIONS[route], role, relation, key is not None)
        if reached(client, route, parts) != allowed:
            wrong.append(f"{route} {relation} {parts}: {'not ' if allowed else ''}let through")
    assert wrong == []


def test_relations_that_must_never_be_let_through() -> None:
    """Said once more by hand, so that a slip in the table is seen."""
    for route, permission in PERMISSIONS.items():
        for relation in (Relation.SIBLING, Relation.PARENT, Relation.ELSEWHERE):
            assert not any(relation in relations for relations in permission.who.values()), route


def test_an_officer_reads_the_logins_of_that_office_only(cast: Cast) -> None:
    client = as_officer(cast, "jiho")
    answer = client.get(reverse("people:appointments", args=["hangang"]))
    assert {login for _, _, login in answer.context["appointments"]} == {"sora", "expired", "revoked"}
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
