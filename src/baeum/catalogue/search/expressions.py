"""What is looked for, as a tree, and the condition that PostgreSQL is asked. No index needs an extension."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from baeum.courses import hangul
from baeum.courses.search_columns import BEGINS, sought_initials
from baeum.courses.search_models import lexeme


@dataclass(frozen=True)
class Text:
    """A word in one spelling. ``begins``: only where a word of the title begins with its first letter."""

    word: str
    begins: bool = False


@dataclass(frozen=True)
class AllOf:
    """Every one of the parts."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one of the parts."""

    parts: tuple[Expression, ...]


Expression: TypeAlias = "Text | AllOf | AnyOf"


@dataclass(frozen=True)
class Sql:
    """A piece of SQL with the values of its placeholders."""

    text: str
    values: tuple[Any, ...] = ()


ANYTHING = Sql("true")


def joined(parts: Sequence[Sql], word: str) -> Sql:
    """Parts put together by AND, OR or a plus."""
    if not parts:
        return ANYTHING
    if len(parts) == 1:
        return parts[0]
    return Sql(
        f"({f' {word} '.join(part.text for part in parts)})",
        tuple(value for part in parts for value in part.values),
    )


def condition(wanted: Expression, *, described: bool = False) -> Sql:
    """Whether an entry has it: in the title or beside it; with ``described`` in the description too."""
    if described and not isinstance(wanted, Text):
        word = "AND" if isinstance(wanted, AllOf) else "OR"
        return joined([condition(part, described=True) for part in wanted.parts], word)
    here = Sql("grams @@ %s::tsquery", (tsquery(wanted),))
    return joined([here, Sql("more_grams @@ %s::tsquery", here.values)], "OR") if described else here


def tsquery(wanted: Expression) -> str:
    """The same as one question to the index, which answers it in a single scan."""
    match wanted:
        case Text():
            return _together(map(lexeme, _sought(wanted)), "&")
        case AllOf(parts):
            return _together(map(tsquery, parts), "&")
        case AnyOf(parts):
            return _together(map(tsquery, parts), "|")


def _together(parts: Iterable[str], sign: str) -> str:
    every = list(dict.fromkeys(parts))
    return every[0] if len(every) == 1 else f"({f' {sign} '.join(every)})"


def in_title(wanted: Expression) -> Sql:
    """Whether the title itself has it. Without an index: of rows that were found."""
    match wanted:
        case Text(word, True):
            return Sql("title_words LIKE %s", (f"% {word}%",))
        case Text(word):
            if hangul.is_initials(word):
                return Sql("replace(title_initials, ' ', '') LIKE %s", (f"%{word}%",))
            return Sql("title_joined LIKE %s", (f"%{word}%",))
        case AllOf(parts):
            return joined([in_title(part) for part in parts], "AND")
        case AnyOf(parts):
            return joined([in_title(part) for part in parts], "OR")


def _sought(wanted: Text) -> list[str]:
    if hangul.is_initials(wanted.word):
        return sought_initials(wanted.word)
    begun = [f"{BEGINS}{wanted.word[0]}"] if wanted.begins else []
    return [*hangul.sought(wanted.word), *begun]
