"""Words that nothing has: put right by the keyboard, the ending, the compound or the spelling.

How one word is put right is a generator: it yields what it has to know and is sent the answer. All words of a
query go on side by side (``together.py``), so that the database is asked once for a step of all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from baeum.courses import hangul, likeness

from .expressions import condition
from .terms import CONTENT, Known, Term, terms_of
from .together import Candidates, Step, There, Words, at_once
from .wording import wording

SHORTEST = 2
MOST_TRIED = 6
LATIN_TYPED_AS_HANGUL = 12  # longest word that is tried as such


def correct(terms: Sequence[Term], on: date) -> list[Term | None]:
    """For each the term probably meant, its word as it is to be shown; None where none is like it."""
    return at_once([_meant(term) for term in terms], on)


def _meant(term: Term) -> Step[Term | None]:
    word = "".join(term.word.split())
    if term.kind != CONTENT:
        return None  # a region, or a word of the lists: it is spelt right, only nothing has it
    tried = [other for other in dict.fromkeys(_variants(word)) if other and other != word][:MOST_TRIED]
    if nearest := (yield from _like(word)):
        tried.append(nearest)
    if found := (yield from _first_known(tried)):
        return found
    return (yield from _first_known((yield from _like_in_part(word))[:MOST_TRIED]))


def _like(word: str) -> Step[str]:
    """The nearest known word: the fewest keys apart, then the most often seen; "" where all are too far."""
    keys = likeness.keys(word)
    if not keys:
        return ""
    allowed = 1 if len(word) <= SHORTEST else 2 if len(word) <= 4 else 3
    typed, sound = hangul.letters(word), likeness.sound(word)
    best: tuple[int, int, str] | None = None
    for other, seen in (yield Candidates(tuple(keys))):
        if other == word:
            continue
        far = hangul.distance(typed, hangul.letters(other), allowed)
        if sound and far > allowed and sound == likeness.sound(other):
            far = allowed
        if far <= allowed and (best is None or (far, -seen, other) < best):
            best = (far, -seen, other)
    return best[2] if best else ""


def _variants(word: str) -> Iterator[str]:
    """What the keyboard, or an ending too much, may have made of it."""
    if word.isascii():
        yield hangul.typed_as_latin(word)
    elif len(word) <= LATIN_TYPED_AS_HANGUL:
        yield hangul.typed_as_hangul(word)
    lists = wording()
    for ending in (*lists.particles, *lists.tails):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            yield word.removesuffix(ending)


def _like_in_part(word: str) -> Step[list[str]]:
    """A compound of which one part is known and the other is misspelt: 바리스터자격증 → 바리스타자격증.

    Where that gives nothing: the known parts alone, the longest first.
    """
    known: Known = yield Words((word,))
    cuts = [(word[:cut], word[cut:]) for cut in range(2, len(word) - 1)]
    by_tail = sorted(cuts, key=lambda cut: -known.often(cut[1]))
    by_head = sorted(cuts, key=lambda cut: -known.often(cut[0]))
    found = []
    for head, tail in by_tail[:2]:
        if known.often(tail) and (other := (yield from _like(head))):
            found.append(other + tail)
    for head, tail in by_head[:2]:
        if known.often(head) and (other := (yield from _like(tail))):
            found.append(head + other)
    parts = [
        piece
        for piece in known.seen
        if piece in word and len(piece) >= SHORTEST and known.says_something(piece)
    ]
    return found + sorted(parts, key=lambda piece: (-len(piece), -known.seen[piece], piece))


def _first_known(tried: list[str]) -> Step[Term | None]:
    """The term of the first word that anything has."""
    words = [word for one in tried if len(one) >= SHORTEST for word in hangul.words(one)]
    if not words:
        return None
    known: Known = yield Words(tuple(words))
    terms = [term for word in words for term in terms_of([word], known)]
    if terms[0].seen:
        return terms[0]
    there: list[bool] = yield There(tuple(condition(term.found_by) for term in terms))
    return next((term for term, is_there in zip(terms, there, strict=True) if is_there), None)
