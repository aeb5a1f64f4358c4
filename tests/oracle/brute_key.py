"""Duplicate key of a subject name (model, section 3, "Duplicate key"; facts 5.5, levels 1-5)."""

import re
import unicodedata
from collections.abc import Iterable

ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "ⅰ": "1", "ⅱ": "2", "ⅲ": "3", "ⅳ": "4"}
# A last numeral, alone or in brackets, that follows a space, an opening bracket or Hangul.
FINAL_NUMBER = re.compile(
    r"(?P<before>[\s(\[{（［｛〔〈《「『【<]|[가-힣])(?P<number>iv|i{1,3}|[ⅰ-ⅳ]|[0-9])(?P<after>[\s)\]}）］｝〕〉》」』】>]*)$"
)


def plain(text: str) -> str:
    """Text by which institutions, items and majors are compared: NFC, trimmed."""
    return unicodedata.normalize("NFC", text).strip()


def subject_key(name: str) -> str:
    """Key of one subject name, before the equivalents of a curriculum. The steps keep the model's order."""
    text = unicodedata.normalize("NFC", name).casefold()
    text = re.sub(r"(?<!\S)및(?!\S)", " ", text)
    text = re.sub(r"의(?=\s)", "", text)
    found = FINAL_NUMBER.search(text)
    if found:
        number = ROMAN.get(found["number"], found["number"])
        text = text[: found.end("before")] + ("" if number == "1" else number) + found["after"]
    return "".join(
        c for c in text if c in "+#" or (unicodedata.category(c)[0] not in "ZPS" and not c.isspace())
    )


class Keys:
    """Keys of one case: `subject_key`, made equal by the curriculum's `equivalents`.

    Groups that share a member become one (equality is transitive).
    """

    def __init__(self, equivalents: Iterable[Iterable[str]]) -> None:
        self.groups: list[set[str]] = []
        for names in equivalents:
            merged = {subject_key(name) for name in names}
            apart = []
            for group in self.groups:
                if group & merged:
                    merged |= group
                else:
                    apart.append(group)
            self.groups = [*apart, merged]

    def of(self, name: str) -> str:
        """Key of a name: the first key of its group, or its own."""
        key = subject_key(name)
        for group in self.groups:
            if key in group:
                return min(group)
        return key
