"""A word that nothing has: put right by the keyboard, its ending, its compound or its spelling."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from baeum.courses import hangul, likeness
from baeum.courses.models import SearchWord

from .asking import are_there
from .expressions import condition
from .terms import Term, known_about, terms_of
from .wording import wording

SHORTEST = 2
MOST_CANDIDATES = 60
MOST_TRIED = 6
LATIN_TYPED_AS_HANGUL = 12  # longest word that is tried as such


def correct(term: Term, on: date) -> Term | None:
    """The term that was probably meant, its word as it is to be shown; None where there is none like it."""
    word = "".join(term.word.split())
    tried = [other for other in dict.fromkeys(_variants(word)) if other and other != word]
    if found := _first_known(tried, on):
        return found
    if (nearest := like(word)) and (found := _first_known([nearest], on)):
        return found
    return _first_known(_like_in_part(word, on), on)


def like(word: str) -> str:
    """The nearest known word: the fewest keys apart, then the most often seen; "" where all are too far."""
    allowed = 1 if len(word) <= SHORTEST else 2 if len(word) <= 4 else 3
    keys = likeness.keys(word)
    if not keys:
        return ""
    typed, sound = hangul.letters(word), likeness.sound(word)
    best: tuple[int, int, str] | None = None
    for other, seen in _candidates(keys):
        if other == word:
            continue
        far = hangul.distance(typed, hangul.letters(other), allowed)
        if sound and far > allowed and sound == likeness.sound(other):
            far = allowed
        if far <= allowed and (best is None or (far, -seen, other) < best):
            best = (far, -seen, other)
    return best[2] if best else ""


def _candidates(keys: list[str]) -> list[tuple[str, int]]:
    any_key = Q()
    for (
        key
    ) in keys:  # one by one: of all keys together PostgreSQL expects too much, and reads the whole table
        any_key |= Q(keys__contains=[key])
    found = SearchWord.objects.filter(any_key).values_list("word", "seen")
    return sorted(found, key=lambda one: (-one[1], one[0]))[:MOST_CANDIDATES]


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


def _like_in_part(word: str, on: date) -> list[str]:
    """A compound of which one part is known and the other is misspelt: 바리스터자격증 → 바리스타자격증.

    Where that gives nothing: the known parts alone, the longest first.
    """
    known = known_about([word], on)
    cuts = [(word[:cut], word[cut:]) for cut in range(2, len(word) - 1)]
    by_tail = sorted(cuts, key=lambda cut: -known.often(cut[1]))
    by_head = sorted(cuts, key=lambda cut: -known.often(cut[0]))
    found = [
        other + tail for _, tail in by_tail[:2] if known.often(tail) and (other := like(word[: -len(tail)]))
    ]
    found += [
        head + other for head, _ in by_head[:2] if known.often(head) and (other := like(word[len(head) :]))
    ]
    parts = [piece for piece in known.seen if len(piece) >= SHORTEST and known.says_something(piece)]
    return found + sorted(parts, key=lambda piece: (-len(piece), -known.seen[piece], piece))


def _first_known(tried: list[str], on: date) -> Term | None:
    """The term of the first word that anything has."""
    words = [word for one in tried[:MOST_TRIED] if len(one) >= SHORTEST for word in hangul.words(one)]
    if not words:
        return None
    known = known_about(words, on)
    terms = [term for word in words for term in terms_of([word], known)]
    if terms[0].seen:
        return terms[0]
    there = are_there([condition(term.found_by) for term in terms])
    return next((term for term, is_there in zip(terms, there, strict=True) if is_there), None)
