"""Whose account a page is about, and who visits it: the person, or a proxy for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from baeum.ledger.models import Account
from baeum.people.acting import Actor, acting
from baeum.people.keys import key_of
from baeum.people.personal import Personal, read

Page = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Visit:
    """An account that the visitor may see, with the key and the personal values of its person."""

    account: Account
    actor: Actor
    key: bytes
    person: Personal

    @property
    def own(self) -> bool:
        """Whether it is the visitor's own account; else they are a proxy."""
        return self.actor.person_id == self.account.person_id

    @property
    def id(self) -> int:
        """The account's."""
        return int(self.account.pk)


def person_id_of(request: HttpRequest) -> UUID:
    """The person who signed in."""
    found: UUID = request.actor.person_id  # type: ignore[attr-defined]
    return found


def as_oneself(page: Page) -> Page:
    """A learner's page is never visited under an appointment: an office is nothing to one's own account."""

    @wraps(page)
    def visited(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        with acting(Actor(person_id_of(request))):
            return page(request, *args, **named)

    return visited


def of_account(page: Page) -> Page:
    """A page of one account, which the visitor must be able to see; otherwise there is none."""

    @wraps(page)
    @as_oneself
    def visited(request: HttpRequest, account: int, **named: Any) -> HttpResponseBase:
        return page(request, visit_of(request, account), **named)

    return visited


def visit_of(request: HttpRequest, account_id: int) -> Visit:
    """The visit to an account by the one who signed in. Raises Http404."""
    found = Account.objects.select_related("person").filter(pk=account_id).first()
    key = key_of(found.person_id) if found else None
    person = read(found.person) if found else None
    if found is None or key is None or person is None:
        raise Http404
    return Visit(found, Actor(person_id_of(request)), key, person)
