"""What a JSON-LD document must be before it is canonicalised, so that everything in it is signed.

JSON-LD drops what it does not know: a member without a term, a type without a meaning, an index. A signature
does not cover what was dropped. Whatever is refused here would be unsigned text inside a signed document.
"""

from __future__ import annotations

import re
from typing import Any

from baeum.credentials.contexts import known

VALUE_KEYWORDS = frozenset({"@value", "@language", "@type"})  # @direction is dropped when RDF is made
SMALLEST = 1e-6  # jsonld.js writes smaller numbers as 0
LARGEST = 2.0**53
MOST_CONTEXTS = 1_000  # each is read anew where it is named: 250 badges of a CLR with three each, and some
# Terms that 1EdTech added to its context in place: other verifiers bundle the file without them.
ADDED_IN_PLACE = frozenset({"endorsementJwt", "jti"})
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Unsafe(ValueError):
    """A document cannot be canonicalised safely. ``code``: the reason; ``figures``: where and what."""

    def __init__(self, code: str, **figures: Any) -> None:
        super().__init__(f"{code} {figures}")
        self.code, self.figures = code, figures


def check(document: Any, *, issuing: bool = False) -> None:
    """Raise Unsafe for the first thing that would not be signed, or not be signed everywhere alike.

    ``issuing`` refuses also what we can verify but never issue: control characters, and terms that other
    verifiers' copies of the contexts lack.
    """
    if not isinstance(document, dict):
        raise Unsafe("credential.shape", place="$", expected="object")
    waiting: list[tuple[str, Any]] = [("$", document)]
    contexts = 0
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, dict):
            for name, held in value.items():
                _check_name(place, name, value, issuing)
                if name == "@context":
                    contexts += _check_context(place, held)
                else:
                    waiting.append((f"{place}.{name}", held))
        elif isinstance(value, list):
            waiting.extend((f"{place}[{n}]", held) for n, held in enumerate(value))
        else:
            _check_leaf(place, value, issuing)
        if contexts > MOST_CONTEXTS:
            raise Unsafe("credential.contexts", most=MOST_CONTEXTS)


def _check_name(place: str, name: str, around: dict[str, Any], issuing: bool) -> None:
    if name.startswith("@") and name != "@context" and not (name in VALUE_KEYWORDS and "@value" in around):
        raise Unsafe("credential.unsigned", place=f"{place}.{name}")
    if issuing and name in ADDED_IN_PLACE:
        raise Unsafe("credential.added_term", place=f"{place}.{name}")


def _check_context(place: str, held: Any) -> int:
    """How many contexts are named; all of them are bundled."""
    named = held if isinstance(held, list) else [held]
    for one in named:
        if not known(one):
            shown = one if isinstance(one, str) else "{…}"
            raise Unsafe("credential.context", place=place, context=str(shown)[:200])
    return len(named)


def _check_leaf(place: str, value: Any, issuing: bool) -> None:
    if isinstance(value, str):
        if issuing and CONTROL.search(value):
            raise Unsafe("credential.control", place=place)
    elif isinstance(value, bool):
        return
    elif isinstance(value, (int, float)):
        if not (value == 0 or SMALLEST <= abs(value) <= LARGEST):
            raise Unsafe("credential.number", value=value)
    elif value is None:
        raise Unsafe("credential.unsigned", place=place)
