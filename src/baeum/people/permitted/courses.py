"""Who may use the pages of courses: everybody searches, the institute keeps the synonyms."""

from __future__ import annotations

from baeum.people.permitting import Permission, Relation, anyone, roles
from baeum.people.roles import Role

PUBLIC = ("courses:search", "courses:course", "courses:calendar", "api:courses", "api_courses")
OF_THE_INSTITUTE = ("courses:synonyms", "courses:synonym_new", "courses:synonym", "courses:unfound")
AT_THE_DESK = ("desk:courses", "desk:course_new", "desk:institution")  # each shows the officer's own office
OF_THE_DESK = {  # what a route is about
    "course": ("desk:course", "desk:course_edit", "desk:offering_new"),
    "offering": ("desk:offering", "desk:offering_close", "desk:offering_call_off"),
}
COURSES: dict[str, Permission] = {
    **{name: anyone() for name in PUBLIC},
    **{name: roles(Role.INSTITUTE_OFFICER) for name in OF_THE_INSTITUTE},
    **{name: roles(Role.INSTITUTION_OFFICER) for name in AT_THE_DESK},
    **{
        name: roles(Role.INSTITUTION_OFFICER, to=(Relation.OWN,), of=of)
        for of, names in OF_THE_DESK.items()
        for name in names
    },
}
