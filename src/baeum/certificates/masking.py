"""What of a person a document shows, and how much of it: chosen by the learner before it is frozen."""

from __future__ import annotations

from baeum.people.personal import Personal

OPEN, PARTLY = "open", "partly"
LEVELS = (OPEN, PARTLY)
ALWAYS = ("name", "birth_date")
OPTIONAL = ("learner_number", "address", "workplace")
_HIDDEN = "*"


def holder(person: Personal, learner_number: str, *, level: str, optional: frozenset[str]) -> dict[str, str]:
    """The personal fields of a document: name and birth date always, the others as chosen; empty ones not."""
    shown = {
        "name": person.name,
        "birth_date": person.birth_date.isoformat(),
        "learner_number": learner_number,
        "address": person.address,
        "workplace": person.workplace,
    }
    wanted = {name: shown[name] for name in (*ALWAYS, *OPTIONAL) if name in ALWAYS or name in optional}
    found = {name: value for name, value in wanted.items() if value}
    return found if level == OPEN else masked(found)


def masked(shown: dict[str, str]) -> dict[str, str]:
    """The same fields so that somebody who knows the person recognises them, and nobody else learns them."""
    return {name: _MASKS.get(name, _middle)(value) for name, value in shown.items()}


def _name(value: str) -> str:
    """홍길동 as 홍*동, 김한 as 김*; of a name in parts each part by itself."""
    return " ".join(_middle(part) for part in value.split())


def _middle(value: str) -> str:
    if len(value) <= 2:
        return value[:1] + _HIDDEN * (len(value) - 1)
    return value[0] + _HIDDEN * (len(value) - 2) + value[-1]


def _birth(value: str) -> str:
    return f"{value[:4]}-**-**"


def _address(value: str) -> str:
    """Province and municipality: the first two words."""
    return " ".join([*value.split()[:2], _HIDDEN * 3])


_MASKS = {"name": _name, "birth_date": _birth, "address": _address}
