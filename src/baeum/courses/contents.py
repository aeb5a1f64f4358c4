"""What an institution says of a course and of an offering, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any

from baeum.places.country import regions_on
from baeum.shared.refusal import Refusal
from baeum_rules.courses.fields import field_on

from .models import CourseVersion, Offering

LARGEST = 2**31 - 1  # of a number that PostgreSQL keeps
LONGEST_TEXT = 20_000
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
Problem = tuple[str, Refusal]  # the name of the value, and why


@dataclass(frozen=True)
class CourseContent:
    """A version of a course. "" and None: not stated. ``hours``: whole hours."""

    title: str
    description: str = ""
    outline: str = ""
    field_scheme: str = ""
    field_code: str = ""
    hours: int | None = None
    mode: str = ""
    target: str = ""

    def problems(self, on: date) -> list[Problem]:
        """Everything that is wrong with it."""
        found = list(_texts(self, CourseVersion))
        if not self.title.strip():
            found.append(("title", Refusal("course.title")))
        if self.field_code and field_on(self.field_scheme, self.field_code, on) is None:
            found.append(("field_code", Refusal("course.field", {"field": self.field_code})))
        if self.mode and self.mode not in CourseVersion.Mode.values:
            found.append(("mode", Refusal("course.mode", {"mode": self.mode})))
        return [*found, *_numbers(self)]

    def columns(self, on: date) -> dict[str, Any]:
        """As a version keeps it, with the version of the scheme."""
        field = field_on(self.field_scheme, self.field_code, on) if self.field_code else None
        return {
            **asdict(self),
            "field_scheme": field.scheme if field else "",
            "field_version": field.version if field else "",
        }


@dataclass(frozen=True)
class OfferingContent:
    """When, where and for how much a course is given. Days are first and last, included; ``fee`` in won."""

    begins: date
    ends: date | None = None
    application_begins: date | None = None
    application_ends: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    weekdays: tuple[int, ...] = ()  # 1 Monday .. 7 Sunday
    region: str = ""  # code of a municipality or a province
    venue: str = ""
    address: str = ""
    fee: int | None = None
    seats: int | None = None
    instructor: str = ""
    homepage: str = ""
    how_to_apply: str = ""
    how_selected: str = ""

    def problems(self, on: date) -> list[Problem]:
        """Everything that is wrong with it."""
        found = [*_texts(self, Offering), *_numbers(self), *self._days()]
        if self.region and self.region not in regions_on(on):
            found.append(("region", Refusal("offering.region", {"region": self.region})))
        if not set(self.weekdays) <= set(range(1, 8)):
            found.append(("weekdays", Refusal("offering.weekdays")))
        if self.homepage and not self.homepage.lower().startswith(("https://", "http://")):
            found.append(("homepage", Refusal("offering.homepage", {"homepage": self.homepage[:60]})))
        return found

    def columns(self) -> dict[str, Any]:
        """As an offering keeps it."""
        return {**asdict(self), "weekdays": sorted(set(self.weekdays))}

    def _days(self) -> Iterator[Problem]:
        days = ("begins", "ends", "application_begins", "application_ends")
        for name in days:
            day = getattr(self, name)
            if day is not None and not FIRST_DAY <= day <= LAST_DAY:
                yield name, Refusal("offering.day", {"day": day, "first": FIRST_DAY, "last": LAST_DAY})
        for first, last in (days[:2], days[2:]):
            one, other = getattr(self, first), getattr(self, last)
            if one is not None and other is not None and other < one:
                yield last, Refusal("offering.ends_before_it_begins", {"begins": one, "ends": other})
        if self.application_begins and self.ends and self.application_begins > self.ends:
            figures = {"begins": self.application_begins, "ends": self.ends}
            yield "application_begins", Refusal("offering.application_after_the_end", figures)
        if self.ends == self.begins and self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            yield "ends_at", Refusal("offering.hours", {"starts": self.starts_at, "ends": self.ends_at})


def _texts(content: CourseContent | OfferingContent, model: Any) -> Iterator[Problem]:
    for name, value in vars(content).items():
        if isinstance(value, str):
            most = model._meta.get_field(name).max_length or LONGEST_TEXT
            if len(value) > most:
                yield name, Refusal("course.long", {"most": most})
            elif "\0" in value:
                yield name, Refusal("course.unreadable")


def _numbers(content: CourseContent | OfferingContent) -> Iterator[Problem]:
    for name, value in vars(content).items():
        if isinstance(value, int) and not 0 <= value <= LARGEST:
            yield name, Refusal("course.number", {"most": LARGEST})
