"""What a misspelt word is looked up by, without any extension of the database.

Two words that differ in one or two places have a key in common: a place that is left open, a place that is
left out, or the same rough sound. Which of the candidates is nearest is decided by ``hangul.distance``.
"""

from __future__ import annotations

from itertools import combinations

from baeum.courses.hangul import FINALS, FIRST, INITIALS, VOWELS, is_syllable

LONGEST = 16  # letters or syllables of a word that is looked up this way
TWO_OPEN = range(3, 11)  # lengths at which two places may be wrong
OPEN = "_"
PLAIN = {
    "ㄲ": "ㄱ",
    "ㄸ": "ㄷ",
    "ㅃ": "ㅂ",
    "ㅆ": "ㅅ",
    "ㅉ": "ㅈ",
    "ㅋ": "ㄱ",
    "ㅌ": "ㄷ",
    "ㅍ": "ㅂ",
    "ㅊ": "ㅈ",
}
LIKE = {
    "ㅒ": "ㅖ",
    "ㅐ": "ㅔ",
    "ㅗㅐ": "ㅗㅣ",
    "ㅜㅔ": "ㅗㅣ",
    "ㅡㅣ": "ㅣ",
    "ㅑ": "ㅏ",
    "ㅕ": "ㅓ",
    "ㅛ": "ㅗ",
    "ㅠ": "ㅜ",
}


def keys(word: str) -> list[str]:
    """The keys of a word in one spelling (``hangul.words``); none for a word of one letter."""
    size = len(word)
    if not 2 <= size <= LONGEST:
        return []
    found = [word]
    for place in range(size):
        found.append(word[:place] + OPEN + word[place + 1 :])
        if size > 2:
            found.append(word[:place] + word[place + 1 :])
    if size in TWO_OPEN:
        for one, other in combinations(range(size), 2):
            found.append(word[:one] + OPEN + word[one + 1 : other] + OPEN + word[other + 1 :])
    if sounding := sound(word):
        found.append(f"~{sounding}")
    return list(dict.fromkeys(found))


def sound(word: str) -> str:
    """How a word of syllables sounds, roughly: finals left out or carried over, like sounds made one.

    꽃꽂이 and 꼬꼬지 sound the same. "" where anything else than syllables is in it.
    """
    if not all(map(is_syllable, word)):
        return ""
    made = ""
    carried = ""
    for one in word:
        place = ord(one) - FIRST
        initial, vowel = INITIALS[place // 588], VOWELS[place % 588 // 28]
        if initial == "ㅇ" and carried:
            initial = carried[-1]
        made += PLAIN.get(initial, initial) + LIKE.get(vowel, vowel)
        final = FINALS[place % 28]
        carried = final if final != "ㅇ" else ""
    return made
