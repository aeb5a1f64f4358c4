"""A query as it was typed becomes terms: each a word, how it can be found, and how much it matters.

What is known (words of titles, synonyms) is asked of the database in one query, however long the query is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from baeum.courses import hangul
from baeum.courses.regions import codes_by_name

from .expressions import AllOf, AnyOf, Expression, Text
from .wording import Wording, wording

LONGEST_QUERY = 100  # letters that are looked at
MOST_WORDS = 12
SHORTEST_COMPOUND, LONGEST_PIECE = 4, 12
OFTEN = 1000
MEANT_OTHERWISE = 20  # titles with the word, from which on a name of a region means something else too
SPAN = 3  # words that may make one synonym together
CONTENT, REGION, MODIFIER, GENERIC = "content", "region", "modifier", "generic"
KNOWN = (
    "SELECT word, seen, NULL::text[], NULL::text[] FROM courses_searchword WHERE word = ANY(%s)"
    " UNION ALL (SELECT NULL, NULL, joined::text[], words::text[] FROM courses_synonymgroup"
    " WHERE joined && %s::varchar[] ORDER BY id)"
)
ORDER = (CONTENT, REGION, MODIFIER, GENERIC)


@dataclass(frozen=True)
class Term:
    """``word``: as typed, in one spelling. ``kind``: how much it matters, see ``ORDER``.

    ``regions``: codes of the regions called so, whose names stand beside the titles.
    """

    word: str
    kind: str
    found_by: Expression
    regions: tuple[str, ...] = ()
    seen: int = 0  # in how many titles, as a word of its own


@dataclass
class Known:
    """What the database and the lists know about the words of one query."""

    on: date
    seen: dict[str, int] = field(default_factory=dict)  # words of titles: in how many
    synonyms: dict[str, list[list[str]]] = field(default_factory=dict)  # joined: groups of others, as words
    wording: Wording = field(default_factory=wording)

    def is_word(self, piece: str) -> bool:
        """Whether a compound may be taken apart into this."""
        lists = self.wording
        return (
            piece in self.seen
            or piece in self.synonyms
            or piece in codes_by_name(self.on)
            or piece in lists.generic
            or piece in lists.modifiers
        )

    def often(self, piece: str) -> int:
        """In how many titles a word is; one of the lists counts as often."""
        lists = self.wording
        listed = piece in lists.tails or piece in lists.generic or piece in lists.modifiers
        return max(self.seen.get(piece, 0), OFTEN if listed else 1 if piece in self.synonyms else 0)

    def says_something(self, piece: str) -> bool:
        """Whether a word says what is learned."""
        lists = self.wording
        return not (piece in lists.tails or piece in lists.generic or piece in lists.modifiers)


def query_words(query: str) -> list[str]:
    """The words of a query; syllables typed apart (바 리 스 타) are one word."""
    found = hangul.words(query[:LONGEST_QUERY])[:MOST_WORDS]
    if len(found) > 1 and all(len(word) == 1 and hangul.is_syllable(word) for word in found):
        return ["".join(found)]
    return found


def known_about(words: Sequence[str], on: date) -> Known:
    """Ask the database once for everything the words could be made of."""
    pieces = {piece for word in words for piece in _pieces(word)} | {
        "".join(words[at : at + size]) for size in range(2, SPAN + 1) for at in range(len(words) - size + 1)
    }
    known = Known(on)
    if not pieces:
        return known
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [list(pieces)] * 2)
        found = cursor.fetchall()
    known.seen = {word: seen for word, seen, _, _ in found if word}
    for group, spellings in ((joined, words) for _, _, joined, words in found if joined):
        for place, one in enumerate(group):
            if one in pieces:
                others = [hangul.words(said) for at, said in enumerate(spellings) if at != place]
                known.synonyms.setdefault(one, []).extend(other for other in others if other)
    return known


def terms_of(words: Sequence[str], known: Known) -> list[Term]:
    """The terms, in the order they were typed."""
    found: list[Term] = []
    at = 0
    while at < len(words):
        for size in range(min(SPAN, len(words) - at), 0, -1):
            together = "".join(words[at : at + size])
            if size == 1 or together in known.synonyms:
                found.append(_term(together, words[at : at + size], known))
                at += size
                break
    return found


def required(terms: Iterable[Term]) -> list[Term]:
    """Those that an entry must have: generic ones only where there are no others."""
    every = list(terms)
    return [term for term in every if term.kind != GENERIC] or every


def _term(together: str, words: Sequence[str], known: Known) -> Term:
    ways: list[Expression] = [Text(together)]
    if len(words) > 1:
        ways.append(AllOf(tuple(Text(word) for word in words)))
    ways += _synonyms(together, known)
    codes = codes_by_name(known.on).get(together, frozenset())
    if not codes and (pieces := apart(together, known)):
        kept = [piece for piece in pieces if piece not in known.wording.generic] or pieces
        ways.append(AllOf(tuple(_piece(piece, known) for piece in kept)))
    return Term(
        " ".join(words),
        _kind(together, codes, known),
        _any(ways),
        tuple(sorted(codes)),
        known.seen.get(together, 0),
    )


def _piece(piece: str, known: Known) -> Expression:
    """A part of a compound, with its own synonyms."""
    return _any([Text(piece), *_synonyms(piece, known)])


def _synonyms(word: str, known: Known) -> list[Expression]:
    found: list[Expression] = []
    for other in known.synonyms.get(word, []):
        texts = tuple(Text(one, begins=len(one) == 1) for one in other)
        found.append(texts[0] if len(texts) == 1 else AllOf(texts))
    for one in known.wording.english.get(word, ()):
        found.append(Text(one, begins=len(one) == 1))
    return list(dict.fromkeys(found))


def _any(ways: list[Expression]) -> Expression:
    return ways[0] if len(ways) == 1 else AnyOf(tuple(ways))


def _kind(word: str, codes: Collection[str], known: Known) -> str:
    """수영 is a district of Busan and something to learn: what titles say is no mere region."""
    if codes and known.seen.get(word, 0) < MEANT_OTHERWISE:
        return REGION
    if word in known.wording.generic:
        return GENERIC
    return MODIFIER if word in known.wording.modifiers else CONTENT


def apart(word: str, known: Known) -> list[str]:
    """A compound taken apart into known words, the fewest and longest; [] where that does not go.

    A last syllable that is a tail (바리스타반) is left out.
    """
    if len(word) < SHORTEST_COMPOUND or not any(map(hangul.is_syllable, word)):
        return []
    best: list[tuple[int, list[str]]] = [(0, [])]  # up to each place: how good, and the parts; -1: not at all
    for end in range(1, len(word) + 1):
        ways: list[tuple[int, list[str]]] = [(-1, [])]
        for begin in range(max(0, end - LONGEST_PIECE), end - 1):
            good, parts = best[begin]
            if good >= 0 and end - begin < len(word) and known.is_word(word[begin:end]):
                ways.append((good + (end - begin) ** 2, [*parts, word[begin:end]]))
        best.append(max(ways, key=lambda way: way[0]))
    if best[-1][0] < 0 and word[-1] in known.wording.tails:
        return best[-2][1]
    return best[-1][1]


def _pieces(word: str) -> set[str]:
    """Everything a word could be made of."""
    return {
        word[at : at + size]
        for size in range(1 if len(word) == 1 else 2, min(len(word), LONGEST_PIECE) + 1)
        for at in range(len(word) - size + 1)
    }
