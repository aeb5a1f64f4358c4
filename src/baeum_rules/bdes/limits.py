"""The numbers of the law on the day of a case, as the audit compares them."""

from __future__ import annotations

from datetime import date

from baeum_rules.parameters import Law
from baeum_rules.recognition.thresholds import POINT


class Limits:
    """The law on one day; scores in two-thousandths."""

    def __init__(self, law: Law, as_of: int) -> None:
        self.law, self.on = law, date.fromordinal(as_of)

    def whole(self, name: str, day: int | None = None) -> int:
        """A whole number, on the day of the case or on another (ordinal)."""
        return int(str(self.law.value(name, self.on if day is None else date.fromordinal(day))))

    def subjects(self, stage: int) -> int:
        """Subjects to pass in a stage."""
        return self.whole(f"bdes_stage.subjects.stage_{stage}")

    def passes(self, score: int | None, day: int) -> bool:
        """Whether a subject passes; one that is known as passed has no score."""
        return score is None or score >= self.whole("bdes_stage.minimum_score", day) * POINT

    def total_needed(self, day: int) -> int:
        """The total that passes the comprehensive examination, in two-thousandths."""
        share = self.whole("bdes_comprehensive.pass_share", day)
        return self.full_total(day) * POINT * share // 100

    def full_total(self, day: int) -> int:
        """The full score of all its subjects, in points."""
        return self.whole("bdes_stage.full_score", day) * self.subjects(4)


def points(score: int) -> str:
    """A score as it is written: at most three decimals, no zeros at the end."""
    whole, rest = divmod(score, POINT)
    return f"{whole}.{rest // 2:03}".rstrip("0") if rest else str(whole)
