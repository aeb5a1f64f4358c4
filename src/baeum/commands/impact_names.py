"""What a group of an impact is called, and how its numbers are written."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from baeum.commands.audit_words import DEGREES, known
from baeum.commands.impact_words import word
from baeum.places.country import regions_on
from baeum_rules.batch.impact.groups import AGE, BAND, DEGREE, MAJOR, OLDEST, OTHERS, REGION, UNKNOWN
from baeum_rules.batch.impact.report import FEW, Line
from baeum_rules.batch.impact.withholding import SMALLEST
from baeum_rules.curricula import CurriculumError, UnknownCurriculum, load_curriculum

COLUMNS = ("learners", "gains", "loses", "unchanged", "completes", "no_longer", "gains_credits",
           "loses_credits", "refused_more", "refused_fewer")  # fmt: skip


class Names:
    """Names in one language; those of regions as of a day."""

    def __init__(self, lang: str, on: date) -> None:
        self.lang = lang
        self.regions = {
            region.code: region.ko if lang == "ko" else region.en for region in regions_on(on).values()
        }

    def of(self, dimension: str, line: Line) -> str:
        """The name of a group; a key that is not known is its own name."""
        name = self._of_key(dimension, line.key)
        if dimension == MAJOR and line.within not in ("", FEW):
            return f"{name} · {known(DEGREES, line.within, self.lang)}"
        return name

    def _of_key(self, dimension: str, key: str) -> str:
        lang = self.lang
        if key in (FEW, UNKNOWN, OTHERS):
            return word({FEW: "few", UNKNOWN: "unknown", OTHERS: "others"}[key], lang, SMALLEST)
        if dimension == REGION:
            return self.regions.get(key, key)
        if dimension == AGE:
            last = int(key) + BAND - 1
            return word("oldest" if int(key) == OLDEST else "ages", lang, key, last)
        if dimension == DEGREE:
            return known(DEGREES, key, lang)
        return _major(key, lang) if dimension == MAJOR else word(key, lang)


@lru_cache(maxsize=4096)
def _major(key: str, lang: str) -> str:
    """The name of a major's curriculum; an own curriculum's major is any text."""
    try:
        curriculum = load_curriculum(key)
    except (UnknownCurriculum, CurriculumError):
        return key
    return curriculum.ko if lang == "ko" else curriculum.en


def cell(line: Line, column: str, lang: str) -> str:
    """A number of a line as it is read; credits with their median, the word for a number withheld."""
    if column in ("gains_credits", "loses_credits"):
        way = column.partition("_")[0]
        total, median = line.numbers[f"{way}_remaining"], line.numbers[f"{way}_median"]
        if f"{way}_remaining" in line.withheld:
            return word("withheld", lang)
        return "–" if total is None or median is None else f"{signed(total)} ({signed(median)})"
    number = line.numbers[column]
    return word("withheld", lang) if number is None else f"{number:,}"


def signed(number: float) -> str:
    """A change: with a plus, or a real minus sign; halves with one place."""
    text = f"{number:+,.1f}" if number % 1 else f"{number:+,.0f}"
    return "0" if not number else text.replace("-", "−")
