"""Officers of claims: three of the institute, two of its committees, two of the ministry."""

from __future__ import annotations

from dataclasses import dataclass, field

from accreditation.people import appointed
from baeum.people.acting import Actor
from cast import Cast


@dataclass
class Officers:
    """By role: the first of each is the cast's."""

    institute: list[Actor] = field(default_factory=list)
    committee: list[Actor] = field(default_factory=list)
    ministry: list[Actor] = field(default_factory=list)


def officers(cast: Cast) -> Officers:
    """Those who decide."""
    made = Officers([cast.as_("inseo")], [cast.as_("sumin")], [cast.as_("yujin")])
    for name, role, office, where in (
        ("진흥둘", "institute_officer", "institute", made.institute),
        ("진흥셋", "institute_officer", "institute", made.institute),
        ("진흥넷", "institute_officer", "institute", made.institute),
        ("위원둘", "committee_member", "institute", made.committee),
        ("부처둘", "ministry_officer", "ministry", made.ministry),
    ):
        held = appointed(cast, name, role, office)
        where.append(Actor(held.person_id, held.pk))
    return made
