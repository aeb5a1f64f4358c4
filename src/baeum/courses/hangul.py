"""Korean text as it is typed: one spelling of it, its letters, its initials, and how far apart two words are.

Pure functions. "Letters" are the keys one types: 바리스타 is ㅂㅏㄹㅣㅅㅡㅌㅏ, 값 is ㄱㅏㅂㅅ.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

FIRST, LAST = 0xAC00, 0xD7A3  # the syllables, in order: initial × 21 × 28 + vowel × 28 + final
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ"
_FINALS = (
    "ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"
)
VOWELS, FINALS = tuple(_VOWELS.split()), ("", *_FINALS.split())
JOINED_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"  # the same order, a letter each
KEYS = dict(
    zip(
        "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml",
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ",
        strict=True,
    )
)
CONJOINING = {0x1100 + place: one for place, one in enumerate(INITIALS)}
CONJOINING |= {0x1161 + place: one for place, one in enumerate(JOINED_VOWELS)}
CONJOINING |= {0x11A7 + place: one for place, one in enumerate(FINALS) if place}
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f]")
APART = re.compile(r"[^0-9a-z가-힣ㄱ-ㅎㅏ-ㅣ+#]+")
LONGEST_RUN = 100  # letters of a run that is no syllables: more is no word
RUN = re.compile(r"[0-9a-z+#]+|[가-힣]+|[ㄱ-ㅎㅏ-ㅣ]+")


def words(text: str) -> list[str]:
    """The words of a text in one spelling: composed, full-width and small letters alike, no marks.

    Only + and # stand as well, for C++ and C#. Hanja, kana and other scripts are left out.
    """
    plain = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).lower()
    return [word for word in APART.sub(" ", _compatible(plain)).split() if word.strip("+#")]


def _compatible(text: str) -> str:
    """NFKC makes of letters typed alone (ㄱ, ㄳ) conjoining ones; here they are ㄱ and ㄱㅅ again."""
    return "".join(CONJOINING.get(ord(one), one) for one in text)


def is_syllable(one: str) -> bool:
    """Whether it is a composed syllable."""
    return FIRST <= ord(one) <= LAST


def is_initials(word: str) -> bool:
    """Whether a word is typed in initial consonants only: ㅂㄹㅅㅌ."""
    return bool(word) and all(one in INITIALS for one in word)


def initials(text: str) -> str:
    """바리스타 2급 → ㅂㄹㅅㅌ 2ㄱ. What is no syllable stays."""
    return "".join(INITIALS[(ord(one) - FIRST) // 588] if is_syllable(one) else one for one in text)


def letters(text: str) -> str:
    """The keys one types: 값 → ㄱㅏㅂㅅ. What is no syllable stays."""
    made = []
    for one in text:
        if is_syllable(one):
            place = ord(one) - FIRST
            made += [INITIALS[place // 588], VOWELS[place % 588 // 28], FINALS[place % 28]]
        else:
            made.append(one)
    return "".join(made)


def grams(word: str) -> list[str]:
    """What a word is found by: each syllable, each pair of neighbours, each run of other letters whole.

    바리스타 → 바 리 스 타 바리 리스 스타; 컴활2급 → 컴 활 급 2 컴활 활2 2급; python → python.
    """
    found: dict[str, None] = {}
    before = ""
    for run in RUN.findall(word):
        if before:
            found[before[-1] + run[0]] = None
        if is_syllable(run[0]):
            found |= dict.fromkeys(run)
            found |= dict.fromkeys(a + b for a, b in pairwise(run))
        else:
            found[run[:LONGEST_RUN]] = None
        before = run
    return list(found)


def sought(word: str) -> list[str]:
    """The grams of a word that a text must have: of a syllable only where no pair holds it already."""
    every = grams(word)
    pairs = {one for gram in every if len(gram) == 2 for one in gram}
    return [gram for gram in every if not (len(gram) == 1 and is_syllable(gram) and gram in pairs)]


def distance(one: str, other: str, most: int) -> int:
    """Keys to change, to add, to leave out, or neighbours to swap; ``most`` + 1 where it is more.

    Of two texts in letters. Doubling a consonant (ㄱ, ㄲ) or taking ㅐ for ㅔ counts as one.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, a in enumerate(one, 1):
        two_before, before, row = before, row, [place] + [0] * len(other)
        for index, b in enumerate(other, 1):
            best = min(before[index] + 1, row[index - 1] + 1, before[index - 1] + (a != b))
            if place > 1 and index > 1 and a == other[index - 2] and b == one[place - 2]:
                best = min(best, two_before[index - 2] + 1)
            row[index] = best
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def typed_as_latin(word: str) -> str:
    """The word that gives these letters on a Korean keyboard: qkfltmxk → 바리스타; "" where none."""
    typed = "".join(KEYS.get(one, KEYS.get(one.lower(), "?")) for one in word)  # shift only doubles some
    return _composed(typed) if "?" not in typed else ""


def typed_as_hangul(word: str) -> str:
    """The Latin word that gives this one on a Korean keyboard: ㅔㅛ쇄ㅜ → python; "" where it is none."""
    backward = {hangul: latin for latin, hangul in KEYS.items()}
    typed = "".join(backward.get(one, "?") for one in letters(word))
    return "" if "?" in typed or not typed else typed.lower()


def _composed(typed: str) -> str:
    """Letters put together to syllables, as a keyboard does; "" where some are left over."""
    made, at = [], 0
    while at < len(typed):
        initial = typed[at]
        if initial not in INITIALS:
            return ""
        vowel, after = _longest(typed, at + 1, VOWELS)
        if not vowel:
            return ""
        final, end = _longest(typed, after, FINALS)
        while final and end < len(typed) and typed[end] not in INITIALS:  # the vowel needs an initial
            end -= 1
            final = typed[after:end]
        made.append(
            chr(FIRST + INITIALS.index(initial) * 588 + VOWELS.index(vowel) * 28 + FINALS.index(final))
        )
        at = end
    return "".join(made)


def _longest(typed: str, at: int, among: tuple[str, ...]) -> tuple[str, int]:
    for size in (2, 1):
        if (part := typed[at : at + size]) in among and len(part) == size:
            return part, at + size
    return "", at
