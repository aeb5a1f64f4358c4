"""Why a recognised record has its class and its credits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from .classes import CLASS_NAMES, ELECTIVE, LIBERAL, MAJOR, REQUIRED
from .decision import Audit
from .eligibility import LETTER_RANK
from .limits import Eligible
from .numbers import TRAINEE_MONTHS
from .problem import SCHOOL, SUBSTITUTE, Selection
from .refusals import shown_day
from .sentences import Sentences, listed
from .thresholds import Thresholds

Reason = dict[str, Any]


class Recognised:
    """The reasons of the recognised records of one audit; columns as in its problem."""

    def __init__(
        self, audited: Audit, selection: Selection, thresholds: Thresholds, sentences: Sentences
    ) -> None:
        self.audited, self.selection = audited, selection
        self.thresholds, self.sentences = thresholds, sentences
        self.name = audited.case.goal.curriculum.name

    def reasons(self, i: int) -> list[Reason]:
        """All reasons of column ``i``: its class, its credits, and what else was decided about it."""
        eligible = self.audited.eligible[i]
        found = [self._class(i, eligible)]
        counted = self.selection.credits[i]
        if counted < eligible.credits:
            found.append(self._cut(i, eligible, counted))
        else:
            found.extend(self._credits(eligible))
        found.extend(self._lowest_letter(eligible))
        if eligible.record.id in self.audited.case.take:
            found.append(self.sentences.reason("learner.taken", {}))
        return found

    def _class(self, i: int, eligible: Eligible) -> Reason:
        taken = self.selection.classes[i]
        if taken == ELECTIVE and not eligible.classes & ELECTIVE:
            return self._beside(i)
        f, source = eligible.record.fields, eligible.record.source
        figures: dict[str, Any] = {"class": CLASS_NAMES[taken], "curriculum": self.name}
        if source == "accredited_course":
            key = self._accredited(eligible, figures)
        elif source in ("university_course", "part_time_course"):
            key = _school(f)
        elif source == "certificate":
            key = "linked_certificate" if taken == REQUIRED else "unlinked_certificate"
        elif source == "heritage":
            key = "heritage_major" if f["same_major"] else "heritage_other"
        else:
            figures["stage"] = f["stage"]
            key = self._bdes(eligible, taken)
        basis = "part_time" if source == "part_time_course" else ""
        return self.sentences.reason(f"class.{key}", figures, basis=basis)

    def _accredited(self, eligible: Eligible, figures: dict[str, Any]) -> str:
        if eligible.classes & MAJOR and eligible.classes & LIBERAL:
            figures["listed"] = CLASS_NAMES[eligible.classes & MAJOR]
            return "compatible"
        return "curriculum" if self.audited.curriculum.class_of(eligible.key or "") else "not_listed"

    def _bdes(self, eligible: Eligible, taken: int) -> str:
        f = eligible.record.fields
        if f["stage"] == 1:
            return "bdes_liberal" if taken == LIBERAL else "bdes_curriculum"
        if f["committee_class"]:
            return "bdes_committee"
        return "bdes_pending" if eligible.record.id in self.audited.pending else "bdes_curriculum"

    def _beside(self, i: int) -> Reason:
        """major_elective beside a substitute that counts as major_required."""
        others = sorted(
            {
                j
                for c in self.audited.problem.constraints
                if c.kind == SUBSTITUTE and i in c.members
                for j in c.members
                if self.selection.credits[j] and self.selection.classes[j] == REQUIRED
            }
        )
        eligible = self.audited.eligible
        figures = {
            "class": CLASS_NAMES[ELECTIVE],
            "records": [eligible[j].record.id for j in others],
        }
        return self.sentences.reason(
            "substitute.required", figures, {"others": listed([title(eligible[j]) for j in others])}
        )

    def _credits(self, eligible: Eligible) -> Iterator[Reason]:
        record, credits = eligible.record, eligible.credits
        if record.source == "certificate":
            yield from self._certificate(eligible)
        elif record.source == "heritage":
            yield self._heritage(eligible)
        elif "credits" in record.fields:
            yield self.sentences.reason("credits.course", {"credits": credits})
        else:
            yield self.sentences.reason("credits.bdes", {"credits": credits, "stage": record.fields["stage"]})

    def _certificate(self, eligible: Eligible) -> Iterator[Reason]:
        record, credits = eligible.record, eligible.credits
        resolution = self.audited.certificates[record.id]
        entry = resolution.entry
        assert entry is not None  # an unknown one is refused
        if resolution.history:
            yield self.sentences.reason(
                "certificate.renamed", {"name": record.fields["name"], "today": entry.name}
            )
        revaluation = self.thresholds.at("certificate.revaluation", record.completed_on)
        if record.completed_on < revaluation and entry.credits_before != entry.credits:
            figures = {
                "credits": credits,
                "present": entry.credits,
                "acquired_on": shown_day(record.completed_on),
                "revaluation": shown_day(revaluation),
            }
            never = revaluation == date.max.toordinal()  # the law of a day before the new values
            yield self.sentences.reason("credits.certificate_old_value" + ":open" * never, figures)
        else:
            yield self.sentences.reason("credits.certificate_value", {"credits": credits})

    def _heritage(self, eligible: Eligible) -> Reason:
        f, day = eligible.record.fields, eligible.record.completed_on
        figures: dict[str, Any] = {"credits": eligible.credits}
        if f["role"] == "trainee":
            months = next(step for step in TRAINEE_MONTHS if f["months"] >= step)
            return self.sentences.reason("credits.heritage:trainee", figures | {"months": months})
        version = self.sentences.law.version(f"heritage.credits.{f['role']}", date.fromordinal(day))
        figures |= {"role": f["role"], "selected_on": shown_day(day)}
        return self.sentences.reason("credits.heritage", figures, reading=version.reading)

    def _cut(self, i: int, eligible: Eligible, counted: int) -> Reason:
        cap = next(c for c in self.audited.problem.constraints if c.kind == SCHOOL and i in c.members)
        figures = {
            "school_kind": cap.place[0],
            "limit": cap.limit,
            "full": eligible.credits,
            "credits": counted,
        }
        return self.sentences.reason("school.cap:cut", figures)

    def _lowest_letter(self, eligible: Eligible) -> Iterator[Reason]:
        """A grade that passes only because D- is read as within "D or better"."""
        record = eligible.record
        letter, score = record.fields.get("letter"), record.fields.get("score")
        if letter is None:
            return
        kind = "university" if record.source == "university_course" else "part_time"
        lowest = LETTER_RANK[self.thresholds.at(kind + ".lowest_letter", record.completed_on)]
        minimum = self.thresholds.points(kind + ".minimum_score", record.completed_on)
        if LETTER_RANK[letter] == lowest and (score is None or score < minimum):
            yield self.sentences.reason(kind + ".grade:lowest", {"letter": letter})


def _school(f: dict[str, Any]) -> str:
    if f["same_program"]:
        return "own_program"
    if f["class"] == "liberal_arts":
        return "liberal_always"
    return "committee" if f["committee_class"] else "pending"


def title(eligible: Eligible) -> str:
    """How a sentence names a record: what it is, and its id."""
    f = eligible.record.fields
    return f"{f.get('subject') or f.get('name') or f['item']}({eligible.record.id})"
