"""The columns that search reads, made from what an offering says. Pure: strings in, columns out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from baeum.courses import hangul

LONGEST_MORE = 2000  # letters of a description that are looked at
BEGINS = "^"  # before the first letter of a word


class TextColumns(TypedDict):
    """The text columns of a SearchEntry."""

    title_words: str
    title_joined: str
    title_initials: str
    beside: str
    grams: list[str]
    more_grams: list[str]


def text_columns(title: str, others: Iterable[str], more: str = "") -> TextColumns:
    """``others``: the other words one looks for; ``more``: the description."""
    words = hangul.words(title)
    joined = "".join(words)
    beside = list(dict.fromkeys(word for other in others for word in hangul.words(other)))
    found = dict.fromkeys(hangul.grams(joined))
    for word in words:
        found |= dict.fromkeys(hangul.grams(word))
    for initials in _initials(words):
        found |= dict.fromkeys(initial_grams(initials))
    found |= dict.fromkeys(f"{BEGINS}{word[0]}" for word in (*words, *map(hangul.initials, words)))
    found |= dict.fromkeys(gram for word in beside for gram in _without_syllables(word))
    described = hangul.words(more[:LONGEST_MORE])
    return {
        "title_words": f" {' '.join(words)} ",
        "title_joined": joined,
        "title_initials": f" {hangul.initials(' '.join(words))} ",
        "beside": f" {' '.join(beside)} ",
        "grams": list(found),
        "more_grams": list(dict.fromkeys(g for word in described for g in _without_syllables(word))),
    }


def initial_grams(initials: str) -> list[str]:
    """What finds them, ㅂㄹㅅㅌ by ㅂㄹ ㄹㅅ ㅅㅌ ㅂㄹㅅ ㄹㅅㅌ: pairs alone are in too many titles."""
    return [initials[at : at + size] for size in (2, 3) for at in range(len(initials) - size + 1)]


def sought_initials(word: str) -> list[str]:
    """The grams of initials that a title must have: of pairs only where no three hold them already."""
    if len(word) == 1:
        return [f"{BEGINS}{word}"]
    return [gram for gram in dict.fromkeys(initial_grams(word)) if len(gram) == 3 or len(word) == 2]


def _initials(words: list[str]) -> list[str]:
    """Runs of initial consonants, as they are typed without spaces."""
    joined = hangul.initials("".join(words))
    return [run for run in hangul.RUN.findall(joined) if hangul.is_initials(run)]


def _without_syllables(word: str) -> list[str]:
    return [gram for gram in hangul.grams(word) if len(gram) > 1 or not hangul.is_syllable(gram)] or [word]
