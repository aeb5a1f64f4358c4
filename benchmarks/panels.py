"""A round of 1,000 applications: panels beside a plain greedy choice; the queue beside that of a tenth.

``python -m benchmarks.panels --applications 1000 --evaluators 60``
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from baeum_rules.accreditation.panels import Candidate, Panels, Subject, assign, may_evaluate

if TYPE_CHECKING:
    from baeum.accreditation.models import Round
    from baeum.demo.cast import Cast
    from baeum.people.acting import Actor

ON = date(2026, 4, 7)
FIELDS = ("schooling", "literacy", "vocational", "career", "humanities", "arts", "civic")
SIZE, INSTITUTIONS = 3, 3
ITEM_POINTS = 20


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of one act, and what came of it."""
    began = time.perf_counter()
    done = act()
    return time.perf_counter() - began, done


def greedy(people: Sequence[Candidate], wanted: Sequence[Subject]) -> Panels:
    """What one would write first: the least loaded who may, application by application."""
    load = Counter({one.key: one.load for one in people})
    seats: dict[str, tuple[str, ...]] = {}
    short: dict[str, int] = {}
    for one in wanted:
        able = sorted((p.key for p in people if may_evaluate(p, one)), key=lambda key: (load[key], key))
        if len(able) < one.seats:
            short[one.key] = one.seats - len(able)
            continue
        seats[one.key] = tuple(able[: one.seats])
        load.update(seats[one.key])
    return Panels(seats, short)


def rules_alone(applications: int, evaluators: int) -> None:
    """Conflicts and loads of both, on the same uneven round."""
    chance = random.Random(4)
    institutions = [f"i{n}" for n in range(applications // 8)]
    people = [
        Candidate(
            f"e{n:03}",
            frozenset(chance.sample(FIELDS, 2)),
            frozenset(chance.sample(institutions, len(institutions) // 12)),
        )
        for n in range(evaluators)
    ]
    wanted = [
        Subject(f"s{n:05}", chance.choice(FIELDS), chance.choice(institutions), SIZE)
        for n in range(applications)
    ]
    print(f"{'':<10}{'ms':>8}{'conflicts':>11}{'least':>8}{'most':>8}{'squares':>10}")
    for name, way in (("flow", assign), ("greedy", greedy)):
        took, found = timed(partial(way, people, wanted))
        of, by = {one.key: one for one in people}, {one.key: one for one in wanted}
        load = Counter({one.key: 0 for one in people})
        load.update(key for keys in found.seats.values() for key in keys)
        wrong = sum(not may_evaluate(of[key], by[s]) for s, keys in found.seats.items() for key in keys)
        squares = sum(number**2 for number in load.values())
        least, most = min(load.values()), max(load.values())
        print(f"{name:<10}{took * 1000:>8.0f}{wrong:>11}{least:>8}{most:>8}{squares:>10}")


def in_the_database(applications: int, evaluators: int) -> None:
    """The same act with its history, and the institute's queue page, at a tenth and at all of it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from baeum.accreditation.services.assign_panels import assign_panels
    from baeum.demo.cast import assemble
    from baeum.people.acting import acting

    cast = assemble()
    institute = cast.as_("inseo")
    people(cast, evaluators)
    print(f"{'applications':>12}{'assigned in s':>15}{'queries':>9}{'queue ms':>10}{'queries':>9}")
    for number, count in enumerate((applications // 10, applications), 1):
        of_round = waiting(cast, f"2026-{number}", count)
        with CaptureQueriesContext(connection) as asked:
            took, assigned = timed(partial(assign_panels, of_round, by=institute, on=ON))
        assert assigned.applications == count and not assigned.short, assigned
        with acting(institute), CaptureQueriesContext(connection) as of_page:
            page, _ = timed(lambda: looked(cast, institute))
        print(f"{count:>12}{took:>15.1f}{len(asked):>9}{page * 1000:>10.0f}{len(of_page):>9}")


def people(cast: Cast, evaluators: int) -> None:
    """So many evaluators of two fields each."""
    from baeum.accreditation.services.name_fields import name_fields
    from baeum.demo.cast import done
    from baeum.people.personal import Personal
    from baeum.people.services.appoint import appoint
    from baeum.people.services.register_person import register_person

    for number in range(evaluators):
        held = done(register_person(Personal(f"평가{number}", date(1970, 1, 1)), on=ON))
        made = appoint(
            held.pk,
            "evaluator",
            cast.office["institute"],
            begins=date(2024, 1, 1),
            ends=ON + timedelta(2000),
            by=cast.as_("yujin"),
            on=ON,
        )
        fields = (FIELDS[number % 7], FIELDS[(number + 1) % 7])
        name_fields(done(made), fields, by=cast.as_("inseo"), on=date(2024, 1, 1))


def waiting(cast: Cast, number: str, count: int) -> Round:
    """A round whose applications wait for a panel: each came by its own acts."""
    from baeum.accreditation.services.accept_complete import accept_complete
    from baeum.accreditation.services.announce_round import announce_round
    from baeum.accreditation.services.forward import forward
    from baeum.accreditation.services.open_draft import open_draft
    from baeum.accreditation.services.submit import submit
    from baeum.accreditation.services.write_draft import write_draft
    from baeum.demo.cast import done

    institute = cast.as_("inseo")
    announced = ON - timedelta(40)
    made = done(
        announce_round(number, opens_on=ON, closes_on=ON, by=institute, on=announced, panel_size=SIZE)
    )
    statements = {item.code: "갖춤" for item in made.items.all()}
    for place in range(count):
        version, by = course(cast, f"{number}-{place}", FIELDS[place % 7])
        found = done(open_draft(made, version, kind="completed", by=by, on=ON))
        write_draft(found.application_id, statements=statements, by=by, on=ON)
        for act, who in ((submit, by), (forward, "jiho"), (forward, "haneul"), (accept_complete, "inseo")):
            act(found.application_id, by=cast.as_(who) if isinstance(who, str) else who, on=ON)
    return made


def course(cast: Cast, code: str, field: str) -> tuple[Any, Actor]:
    """A course of one of two institutions, with a run that ended."""
    from baeum.courses.models import Course, CourseVersion, Institution, Offering
    from baeum.courses.services.register_institution import register_institution
    from baeum.demo.cast import done

    key, who = (("hangang", "sora"), ("dasan", "taeo"))[int(code.rpartition("-")[2]) % 2]
    office = cast.office[key]
    of = Institution.objects.filter(office=office).first() or done(
        register_institution(office, legal_basis="human_resources", by=cast.as_(who), on=ON)
    )
    made = Course.objects.create(institution=of, code=code)
    version = CourseVersion.objects.create(
        course=made, number=1, title=f"과정 {code}", field_scheme="act", field_version="1", field_code=field
    )
    begins = date(2025, 3, 3)
    Offering.objects.create(course_version=version, begins=begins, ends=begins, source_key=code)
    return version, cast.as_(who)


def looked(cast: Cast, by: Actor) -> int:
    """What the page of the institute's queue asks for."""
    from baeum.accreditation.granted import grants_of
    from baeum.accreditation.queries import PAGE, in_states, queue

    office = cast.office["institute"].pk
    assert by.appointment_id
    found = queue(office, ON)
    total, listed = found.count(), list(found[:PAGE])
    grants_of(one.pk for one in listed)
    in_states(office, ON)
    return total


def main(words: list[str] | None = None) -> int:
    """Print both tables; the second from a database of its own, which is thrown away."""
    parser = argparse.ArgumentParser(prog="panels", description=__doc__)
    parser.add_argument("--applications", type=int, default=1000, help="of the round (1000)")
    parser.add_argument("--evaluators", type=int, default=60, help="two fields each (60)")
    arguments = parser.parse_args(words)
    print(f"panels: {arguments.applications} applications, {arguments.evaluators} evaluators, {SIZE} each")
    rules_alone(arguments.applications, arguments.evaluators)
    folder = Path(tempfile.gettempdir()) / f"baeum-panels-{os.getpid()}"
    os.environ.pop("DATABASE_URL", None)
    os.environ["BAEUM_DATABASE_FOLDER"] = str(folder)
    os.environ["BAEUM_MASTER_KEY_FILE"] = str(folder.with_suffix(".key"))
    from baeum.config.bringing_up import bring_up_to_date, database, set_up_django

    with ExitStack() as opened:
        opened.callback(folder.with_suffix(".key").unlink, missing_ok=True)
        opened.callback(shutil.rmtree, folder, ignore_errors=True)
        opened.enter_context(database())
        set_up_django()
        bring_up_to_date()
        print()
        in_the_database(arguments.applications, arguments.evaluators)
    return 0


if __name__ == "__main__":
    sys.exit(main())
