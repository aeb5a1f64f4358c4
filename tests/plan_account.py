"""The sample learner with courses of the major to come, for the page of plans in a browser."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from baeum.courses.models import Course, CourseVersion, Offering
from baeum.courses.services.grant import grant_accreditation
from baeum.courses.services.register_institution import register_institution
from baeum.learner.services.choose_goal import choose_goal
from baeum.people.acting import acting
from baeum.people.keys import key_of
from baeum.shared.clock import today
from baeum_rules.curricula import load_curriculum
from cast import done
from sample_account import Sample, sample

LENGTH, APART, TERMS = timedelta(weeks=15), timedelta(weeks=17), 6
YEARS = timedelta(5 * 365)
OFFICES = (("hangang", "sora"), ("dasan", "taeo"), ("gwangan", "gaon"))
GOAL = {
    "degree": "associate_2y",
    "route": "first",
    "major": "computer-science-associate",
    "conferral": None,
    "conferring_university": None,
    "curriculum": None,
}


def planned() -> Sample:
    """Enter everything, as the app. Needs an empty database. Each subject is offered in every other term."""
    found = sample()
    nari = found.cast.as_self("nari")
    with acting(nari):
        key = key_of(nari.person_id)
        assert key is not None
        choose_goal(found.account, GOAL, key=key)
    curriculum = load_curriculum(GOAL["major"])
    institutions = [
        done(
            register_institution(found.cast.office[office], legal_basis="human_resources", by=by, on=today())
        )
        for office, by in ((name, found.cast.as_(officer)) for name, officer in OFFICES)
    ]
    subjects = [*curriculum.required, *curriculum.elective, *curriculum.liberal]
    for number, subject in enumerate(subjects):
        institution = institutions[number % len(institutions)]
        course = Course.objects.create(institution=institution, code=f"P-{number}")
        version = CourseVersion.objects.create(
            course=course, number=1, title=subject, hours=45, mode="online" if number % 4 else "offline"
        )
        done(
            grant_accreditation(
                course,
                purpose="credit_bank",
                number=f"표본 학점 제{number}호",
                from_day=today(),
                until=today() + YEARS,
                case_ref=uuid4(),
                by=found.cast.as_("inseo"),
                on=today(),
            )
        )
        for term in range(number % 2, TERMS, 2):
            begins = today() + timedelta(14) + term * APART
            Offering.objects.create(
                course_version=version,
                begins=begins,
                ends=begins + LENGTH,
                fee=60_000 + number % 7 * 10_000,
                region="11110",
                source_key=str(uuid4()),
            )
    here = f"/account/{found.account}/plan/"
    found.pages = {
        "wishes": here,
        "plans": f"{here}?ask=1",
        "none": f"{here}?ask=1&budget=100,000&bdes=1&end={today().year + 1}-08",
        "wrong": f"{here}?ask=1&budget=x&end=2027-03",
    }
    return found
