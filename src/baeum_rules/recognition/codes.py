"""The words of a case that columns count, each from 0 in the order given here, and their names in code."""

from __future__ import annotations

from .fields import ROUTES

SOURCES = (  # in the order of fields.RECORD_FIELDS
    "accredited_course",
    "university_course",
    "part_time_course",
    "certificate",
    "bdes_exam",
    "bdes_exemption_course",
    "heritage",
)
ACCREDITED, UNIVERSITY, PART_TIME, CERTIFICATE, BDES_EXAM, BDES_EXEMPTION, HERITAGE = range(len(SOURCES))
STATED = (ACCREDITED, UNIVERSITY, PART_TIME)  # their records state credits
OF_SCHOOLS = (UNIVERSITY, PART_TIME)
SOURCE_CODES = {source: code for code, source in enumerate(SOURCES)}

SECOND = ROUTES.index("second")

SCHOOL_KINDS = ("university", "college_2y", "college_3y")
OF_UNIVERSITY = SCHOOL_KINDS.index("university")

LEAVINGS = ("withdrawn", "graduated", "enrolled")
GRADUATED, ENROLLED = LEAVINGS.index("graduated"), LEAVINGS.index("enrolled")

ROLES = ("holder", "transmission_educator", "assistant", "candidate", "completer", "trainee")
TRAINEE = ROLES.index("trainee")

CHOICES = ("", "take", "leave")
LEAVE = CHOICES.index("leave")
