"""When two names are the same: institutions, certificates, and the duplicate key of a subject.

Source of the duplicate key: notice 2013-16 (중복과목), levels 1 to 5.
"""

from __future__ import annotations

import re
import unicodedata

_LISTING_WORD = re.compile(r"(?<!\S)및(?!\S)")  # 가족상담 및 치료
_GENITIVE = re.compile(r"의(?=\s)")  # 인터넷의 이해
_ORDINALS = {"ⅰ": "1", "ⅱ": "2", "ⅲ": "3", "ⅳ": "4", "i": "1", "ii": "2", "iii": "3", "iv": "4"}
_FINAL_ORDINAL = re.compile(r"(ⅰ|ⅱ|ⅲ|ⅳ|iii|ii|iv|i|\d)$")
_KEPT_SYMBOLS = frozenset("+#")  # C++ and C# are not C


def same_text(text: str) -> str:
    """The form in which institutions, heritage items and majors are compared: NFC, trimmed."""
    return unicodedata.normalize("NFC", text).strip()


def _is_dropped(character: str) -> bool:
    return character not in _KEPT_SYMBOLS and unicodedata.category(character)[0] in "ZPSC"


def _opens_an_ordinal(before: str) -> bool:
    """A space, a bracket or Hangul may stand before an ordinal: 전공실기1, 실기 (Ⅱ), not SQL2."""
    return (
        before.isspace()
        or unicodedata.category(before) in ("Ps", "Pe")
        or "가" <= before <= "힣"
        or "ᄀ" <= before <= "ᇿ"
        or "ㄱ" <= before <= "ㆎ"
    )


def _read_final_ordinal(name: str) -> str:
    """Write a final Ⅱ, II or 2 as 2, and drop a final 1 (전공실기 = 전공실기1 = 전공실기(Ⅰ))."""
    if "가" <= name[-1:] <= "힣":
        return name  # as most do, it ends with Hangul
    end = len(name)
    while end and _is_dropped(name[end - 1]):
        end -= 1
    found = _FINAL_ORDINAL.search(name[:end])
    if not found or not found.start() or not _opens_an_ordinal(name[found.start() - 1]):
        return name
    ordinal = found.group(1)
    number = _ORDINALS.get(ordinal) or str(unicodedata.decimal(ordinal))
    return name[: found.start()] + ("" if number == "1" else number) + name[end:]


def duplicate_key(subject: str) -> str:
    """The key under which two subject names are one subject; source: notice 2013-16, levels 1 to 4."""
    if subject.isascii() or unicodedata.is_normalized("NFC", subject):
        name = subject.casefold()
    else:
        name = unicodedata.normalize("NFC", subject).casefold()
    if "및" in name:
        name = _LISTING_WORD.sub("", name)
    if "의" in name:
        name = _GENITIVE.sub("", name)
    name = _read_final_ordinal(name).replace(" ", "")
    if name.isalnum():
        return name
    return "".join(character for character in name if not _is_dropped(character))


class SubjectKeys:
    """Duplicate keys under one curriculum: its ``equivalents`` (level 5, abbreviations) make keys equal."""

    def __init__(self, equivalents: tuple[tuple[str, ...], ...]) -> None:
        self._leader: dict[str, str] = {}
        self._known: dict[str, str] = {}
        for names in equivalents:
            keys = [duplicate_key(name) for name in names]
            for key in keys[1:]:
                first, other = sorted((self._find(keys[0]), self._find(key)))
                if first != other:
                    self._leader[other] = first

    def _find(self, key: str) -> str:
        while key in self._leader:
            key = self._leader[key]
        return key

    def of(self, subject: str) -> str:
        """The key of a subject name."""
        key = self._known.get(subject)
        if key is None:
            key = self._known[subject] = self._find(duplicate_key(subject))
        return key
