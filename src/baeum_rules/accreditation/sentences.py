"""Results and due dates in Korean and English, from ``law/accreditation_words.toml``."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from baeum_rules.parameters import Law, load_law, read_table
from baeum_rules.working_days import Due

from .outcome import FAILED, ItemOutcome, Outcome

PLACES = 100  # a mean is shown with two digits behind the point


def word(kind: str, code: str, language: str, law: Law | None = None) -> str:
    """The word of a code. ``kind``: a table of the file: state, act, case, who, ... Raises KeyError."""
    return str(_words((law or load_law()).folder)[kind][code]["en" if language == "en" else "ko"])


def explained(found: Outcome, on: date, language: str, law: Law | None = None) -> str:
    """Why the result is what it is, with the figures that were compared. ``on``: the day of its law."""
    law = law or load_law()
    again = int(str(law.value("accreditation.re_evaluations", on)))
    code = "failed_again" if found.result == FAILED and found.attempt > again else found.result
    return word("sentence", code, language, law).format(
        total=len(found.items),
        reached=found.reached,
        needed=found.needed,
        percent=law.value("accreditation.pass_share", on),
        share=law.value("accreditation.preliminary_share", on),
        again=again,
    )


def explained_item(found: ItemOutcome, on: date, language: str, law: Law | None = None) -> str:
    """The comparison of one item."""
    law = law or load_law()
    return word("sentence", "reached" if found.reached else "not_reached", language, law).format(
        mean=shown(found.mean),
        needed=shown(found.needed),
        points=found.item.points,
        percent=law.value("accreditation.pass_share", on),
    )


def explained_due(found: Due, language: str, law: Law | None = None) -> str:
    """The sum of a due date: base day + so many days = due day, and the days that did not count."""
    law = law or load_law()
    skipped = ", ".join(f"{day} {word('sentence', why, language, law)}" for day, why in found.skipped)
    text = word("sentence", "due_skipped" if skipped else "due", language, law).format(
        base=found.base,
        amount=found.amount,
        unit=law.unit(found.unit, language),
        on=found.on,
        skipped=skipped,
    )
    if found.unknown_years:
        years = ", ".join(str(year) for year in found.unknown_years)
        text += " " + word("sentence", "unknown_years", language, law).format(years=years)
    return text


def shown(value: Fraction) -> str:
    """A mean as it is written: never rounded up, so that 69.999… is not read as 70."""
    whole, rest = divmod(value.numerator * PLACES, value.denominator)
    units, part = divmod(whole, PLACES)
    return f"{units}.{part:02}…" if rest else f"{units}.{part:02}".rstrip("0").rstrip(".")


@cache
def _words(folder: str) -> dict[str, Any]:
    return read_table(f"{folder}/accreditation_words.toml")
