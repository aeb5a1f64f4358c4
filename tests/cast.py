"""The cast of the tests (``baeum.demo.cast``): ask for the fixture ``cast``."""

from __future__ import annotations

from functools import cache

from django.contrib.auth.hashers import make_password

from baeum.demo.cast import APPOINTMENTS, OFFICES, PEOPLE, Cast, assemble, done, person_id

__all__ = [
    "APPOINTMENTS",
    "OFFICES",
    "PASSWORD",
    "PEOPLE",
    "Cast",
    "assemble_with_password",
    "done",
    "person_id",
]
PASSWORD = "a long pass phrase of the cast"


@cache
def _hashed() -> str:
    """Hashed once a run: that is slow on purpose."""
    return make_password(PASSWORD)


def assemble_with_password() -> Cast:
    """Enter everybody, each with the same password."""
    return assemble(_hashed())
