"""Personal values of a person: what they are, how they are sealed and read again."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from unicodedata import category, normalize
from uuid import UUID

from baeum.people.keys import key_of, name_index
from baeum.people.models import Person
from baeum.shared.refusal import Refusal
from baeum.shared.sealing import seal, unseal


@dataclass(frozen=True)
class Personal:
    """The first part of a learning account (facts 12.1): who somebody is. Texts in NFC; empty: not given."""

    name: str
    birth_date: date
    contacts: str = ""
    address: str = ""
    workplace: str = ""


TEXTS = tuple(field.name for field in fields(Personal) if field.name != "birth_date")


LONGEST = 500  # characters of one value
EARLIEST = date(1900, 1, 1)
UNSEEN = frozenset({"Cc", "Cf", "Cs"})  # control and format characters, halves of pairs


def faults(values: Personal, on: date) -> Refusal | None:
    """What is wrong with the values: the names of the fields, never what was typed."""
    wrong = [name for name in TEXTS if len(_clean(getattr(values, name))) > LONGEST]
    wrong += [] if _clean(values.name) else ["name"]
    wrong += [] if EARLIEST <= values.birth_date <= on else ["birth_date"]
    if not wrong:
        return None
    figures = {"fields": ", ".join(wrong), "longest": LONGEST, "earliest": EARLIEST}
    return Refusal("person.values", figures)


def sealed(person_id: UUID, key: bytes, values: Personal) -> dict[str, bytes | None]:
    """The columns of a Person with these values."""
    texts = {name: _clean(getattr(values, name)) for name in TEXTS}
    columns: dict[str, bytes | None] = {
        name: seal(key, text.encode(), _place(person_id, name)) if text else None
        for name, text in texts.items()
    }
    birth = values.birth_date.isoformat().encode()
    return columns | {
        "birth_date": seal(key, birth, _place(person_id, "birth_date")),
        "name_index": name_index(texts["name"]),
    }


def read(person: Person) -> Personal | None:
    """The values unsealed; None where the key is destroyed or not for the one who acts."""
    key = key_of(person.id)
    if key is None:
        return None
    found = {}
    for name in (*TEXTS, "birth_date"):
        held = getattr(person, name)
        found[name] = "" if held is None else unseal(key, bytes(held), _place(person.id, name)).decode()
    return Personal(
        **{name: found[name] for name in TEXTS}, birth_date=date.fromisoformat(found["birth_date"])
    )


def unsealed_name(person_id: UUID, key: bytes, held: bytes) -> str:
    """The name alone, where no more of the row is given."""
    return unseal(key, bytes(held), _place(person_id, "name")).decode()


def unsealed_birth_date(person_id: UUID, key: bytes, held: bytes) -> date:
    """The birth date alone."""
    return date.fromisoformat(unseal(key, bytes(held), _place(person_id, "birth_date")).decode())


def _clean(text: str) -> str:
    """In NFC, without characters that show nothing, single spaces."""
    spaced = " ".join(normalize("NFC", text).split())
    return "".join(one for one in spaced if category(one) not in UNSEEN).strip()


def _place(person_id: UUID, name: str) -> bytes:
    return b"person:" + person_id.bytes + b":" + name.encode()
