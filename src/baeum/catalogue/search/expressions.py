"""What is looked for, as a tree, and the condition that PostgreSQL is asked. No index needs an extension."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from baeum.courses import hangul


@dataclass(frozen=True)
class Text:
    """A word in one spelling. ``begins``: only where a word of the title begins with it."""

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
    match wanted:
        case Text():
            return _text(wanted, described)
        case AllOf(parts):
            return joined([condition(part, described=described) for part in parts], "AND")
        case AnyOf(parts):
            return joined([condition(part, described=described) for part in parts], "OR")


def in_title(wanted: Expression, *, or_beside: bool = False) -> Sql:
    """Whether the title itself has it, or the words beside it. Without an index: of rows that were found."""
    match wanted:
        case Text(word, True):
            return Sql("title_words LIKE %s", (f"% {word}%",))
        case Text(word):
            if hangul.is_initials(word):
                return Sql("replace(title_initials, ' ', '') LIKE %s", (f"%{word}%",))
            if or_beside:
                return Sql("(title_joined LIKE %s OR beside LIKE %s)", (f"%{word}%",) * 2)
            return Sql("title_joined LIKE %s", (f"%{word}%",))
        case AllOf(parts):
            return joined([in_title(part, or_beside=or_beside) for part in parts], "AND")
        case AnyOf(parts):
            return joined([in_title(part, or_beside=or_beside) for part in parts], "OR")


def _text(wanted: Text, described: bool) -> Sql:
    word = wanted.word
    if hangul.is_initials(word):
        return _initials(word)
    grams = hangul.sought(word)
    here = Sql("grams @> %s::text[]", (grams,))
    if wanted.begins:
        return Sql(f"({here.text} AND title_words LIKE %s)", (*here.values, f"% {word}%"))
    return joined([here, Sql("more_grams @> %s::text[]", (grams,))], "OR") if described else here


def _initials(word: str) -> Sql:
    pairs = list(dict.fromkeys(a + b for a, b in pairwise(word)))
    title = in_title(Text(word))
    if not pairs:  # a single one: where a word begins with it
        return Sql("title_initials LIKE %s", (f"% {word}%",))
    return Sql(f"(grams @> %s::text[] AND {title.text})", (pairs, *title.values))
