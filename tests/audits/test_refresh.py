"""Cached audits are those of each account; a refresh goes on where it was killed, and skips the current."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from psycopg import Connection, errors
from tests.ledger.conftest import course

from baeum.audits import pace as pacing
from baeum.audits.faults import AuditsFault
from baeum.audits.jobs import refresh_audits, watch_job
from baeum.audits.models import CachedAudit, Refresh
from baeum.audits.pace import Pace
from baeum.audits.queries import current
from baeum.audits.refreshes import is_due, law_since
from baeum.audits.services.refresh import ALONE
from baeum.cli import main
from baeum.demo.cast import done
from baeum.ledger.services.deposit import deposit
from baeum.people.acting import acting
from baeum.people.services.erase import erase
from baeum.postgres.names import APP, AUDITOR, OWNER
from baeum.shared.clock import now
from baeum_rules.changes import Change

from .conftest import FAULTY, LAW, LEARNERS, ON, OTHER, People

AsRole = Callable[[str], Connection]
CHANGED = LAW.changed([Change("requirement.bachelor.first.total", date(2026, 11, 1), 130, "act.7.1")])
KILLED = """
import os, signal, sys
from types import SimpleNamespace
from baeum.config.bringing_up import set_up_django
set_up_django()
from baeum.audits.pace import Pace
from baeum.audits.services import refresh as module
from baeum.postgres.address import named
from baeum_rules.parameters import load_law
from datetime import date
real, calls = module.json.dumps, []
def dumps(*given):
    calls.append(1)
    if len(calls) == 2:  # inside the transaction of the second chunk
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given)
module.json = SimpleNamespace(dumps=dumps)
module.refresh(named("DATABASE_REPLICA_URL"), load_law(), on=date.fromisoformat(sys.argv[1]),
               pace=Pace(0, 0, 3), until=lambda: False, tell=lambda _: None)
"""


def cached(as_role: AsRole) -> dict[int, tuple[Any, ...]]:
    """By account, for the owner sees every row."""
    names = "account_id, law, as_of, head_number, state, remaining, complete, totals, audited_at"
    found = as_role(OWNER).execute(f"SELECT {names} FROM audits_cachedaudit").fetchall()
    return {row[0]: row[1:] for row in found}


def is_as_single(people: People, key: str, row: tuple[Any, ...]) -> None:
    law, as_of, head, state, remaining, complete, totals, _ = row
    single = people.single(key)
    assert (law, as_of.isoformat(), remaining, complete) == (
        single["law"],
        single["as_of"],
        single["remaining"],
        single["complete"],
    )
    assert state == "answered" and head > 0 and totals == {name: single["totals"][name] for name in totals}
    assert totals["recognised"] > 0


def test_killed_in_the_middle_it_goes_on_and_audits_only_what_changed(
    people: People, as_role: AsRole, database_url: str
) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DATABASE_REPLICA_URL": database_url.replace("//baeum_app@", "//baeum_owner@"),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-c", KILLED, ON.isoformat()]
    killed = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    begun = Refresh.objects.get()
    assert (begun.state, begun.done, begun.wanted) == ("going", 3, 7)
    before = cached(as_role)
    assert len(before) == 3
    going = people.refresh()
    assert going.pk == begun.pk and going.state == "finished" and going.done == 7
    assert (going.audited, going.faulty, going.skipped, going.others) == (6, 1, 0, 1)
    rows = cached(as_role)
    assert {account: row for account, row in rows.items() if account in before} == before  # not done again
    for key in ("nari", *LEARNERS):
        is_as_single(people, key, rows[people.account[key]])
    assert rows[people.account[FAULTY]][3:7] == ("faulty", None, None, None)
    assert people.account[OTHER] not in rows
    again = people.refresh()
    assert (again.audited, again.skipped, again.others) == (0, 6, 1) and cached(as_role) == rows
    done(
        deposit(
            people.account["sora"], course("노인복지론"), key="new", by=people.cast.as_self("sora"), on=ON
        )
    )
    after = people.refresh()
    assert (after.audited, after.skipped) == (1, 5)
    now_there = cached(as_role)
    assert [account for account in rows if rows[account] != now_there[account]] == [people.account["sora"]]
    is_as_single(people, "sora", now_there[people.account["sora"]])


def test_another_law_makes_all_of_them_stale(people: People, as_role: AsRole) -> None:
    people.refresh()
    assert not is_due(LAW, ON) and is_due(LAW, ON + timedelta(1)) and is_due(CHANGED, ON)
    with acting(people.cast.as_self("nari")):
        assert current(LAW, ON).count() == 1 and current(CHANGED, ON).count() == 0
        assert current(LAW, date(2999, 1, 1)).count() == 1  # nothing comes into force after it
    before = cached(as_role)
    part = people.refresh(CHANGED, pace=Pace(0, 0, 2), until=iter([False, True, True]).__next__)
    assert part.state == "going" and part.done == 2
    back = people.refresh()  # by the first law again: the other one is given up
    assert Refresh.objects.get(pk=part.pk).state == "given_up"
    assert (back.audited, back.skipped) == (2, 4)
    whole = people.refresh(CHANGED)
    assert (whole.audited, whole.skipped, whole.law) == (6, 0, CHANGED.revision)
    account = people.account["dowon"]
    rows = cached(as_role)
    assert rows[account][0] == CHANGED.revision and rows[account][4] == before[account][4] - 10
    with acting(people.cast.as_self("nari")):
        assert current(LAW, ON).count() == 0 and current(CHANGED, ON).count() == 1


def test_a_number_that_comes_into_force_makes_them_stale_too(people: People) -> None:
    later = LAW.changed([Change("requirement.bachelor.first.total", date(2027, 3, 1), 130, "act.7.1")])
    assert law_since(later, date(2027, 2, 28)) <= ON < law_since(later, date(2027, 3, 1))
    people.refresh(later)
    assert people.refresh(later, date(2027, 2, 28)).audited == 0
    assert people.refresh(later, date(2027, 3, 1)).audited == 6


def test_it_goes_with_the_goal_and_with_the_key(people: People, as_role: AsRole) -> None:
    people.refresh()
    people.choose("boram", {"degree": "bachelor", "route": "first", "major": "social-work"})
    assert people.account["boram"] not in cached(as_role)
    person = people.cast.person["dowon"].id
    done(erase(person, by=people.cast.as_self("dowon"), at=now()))
    assert people.account["dowon"] not in cached(as_role)
    again = people.refresh()
    assert (again.audited, again.skipped, again.others) == (1, 4, 2)
    is_as_single(people, "boram", cached(as_role)[people.account["boram"]])
    head = as_role(OWNER).execute("SELECT max(head_number) FROM ledger_account").fetchone()
    assert head
    old = {
        "account": people.account["sora"],
        "law": "x",
        "as_of": "2026-11-26",
        "head": 999,
        "state": "faulty",
    }
    with connection.cursor() as cursor:  # of a goal that is no more
        cursor.execute("SELECT audits_keep(%s::jsonb)", [json.dumps([{**old, "goal": "00" * 32}])])
        assert cursor.fetchone()[0] == 0


def test_who_may_what(people: People, as_role: AsRole) -> None:
    people.refresh()
    keep = "SELECT audits_keep('[]'::jsonb)"
    with acting(people.cast.as_self("sora")):
        assert [one.account_id for one in CachedAudit.objects.all()] == [people.account["sora"]]
        with connection.cursor() as cursor, pytest.raises(Exception, match="nobody acts"):
            cursor.execute(keep)
    with acting(people.cast.as_("inseo")):  # who has looked at Nari
        assert [one.account_id for one in CachedAudit.objects.all()] == [people.account["nari"]]
    with acting(people.cast.as_("gaon")):
        assert not CachedAudit.objects.exists()
    assert not CachedAudit.objects.exists()  # nobody
    app = as_role(APP)
    for statement in (
        "UPDATE audits_cachedaudit SET remaining = 0",
        "DELETE FROM audits_cachedaudit",
        "DELETE FROM audits_refresh",
    ):
        with pytest.raises(Exception, match="permission denied"):
            app.execute(statement)
    auditor = as_role(AUDITOR)
    assert auditor.execute("SELECT count(*) FROM audits_cachedaudit").fetchone() == (6,)
    with pytest.raises(Exception, match="permission denied"):
        auditor.execute(keep)


def test_it_yields(people: People, as_role: AsRole, monkeypatch: pytest.MonkeyPatch) -> None:
    """To whoever asks it to stop, to a busy site, to another refresh, and to the pace it is set."""
    told: list[int] = []

    def stop(going: Refresh) -> None:
        told.append(going.done)
        Refresh.objects.filter(pk=going.pk).update(state="stopped")

    stopped = people.refresh(tell=stop, pace=Pace(0, 0, 2))
    assert told == [2] and stopped.state in ("going", "stopped")
    assert Refresh.objects.get().state == "stopped" and not is_due(LAW, ON)
    monkeypatch.setattr(pacing, "statements_running", lambda: 5)
    busy = people.refresh(pace=Pace(0, 5, 2), until=iter([False, False, False, True]).__next__)
    assert busy.done == 2
    assert pacing.Pace(0, 6).waited(lambda: False) and not pacing.Pace(0, 5).waited(lambda: True)
    other = as_role(APP)
    other.execute("SELECT pg_advisory_lock(%s)", [ALONE])
    with pytest.raises(AuditsFault) as fault:
        people.refresh()
    assert fault.value.code == "at_it"
    other.execute("SELECT pg_advisory_unlock(%s)", [ALONE])
    began = time.monotonic()
    whole = people.refresh(pace=Pace(a_second=10, busy=0, chunk=2))
    assert whole.state == "finished" and whole.done == 7
    assert time.monotonic() - began > 0.3  # four learners audited at ten a second


def test_statements_of_the_site_are_counted(people: People, as_role: AsRole) -> None:
    assert people
    assert pacing.statements_running() == 0
    app = as_role(APP)

    def sleep() -> None:
        with pytest.raises(errors.QueryCanceled):
            app.execute("SELECT pg_sleep(30)")

    sleeping = threading.Thread(target=sleep)
    sleeping.start()
    end = time.monotonic() + 10
    while pacing.statements_running() != 1:
        assert time.monotonic() < end
    app.cancel_safe()
    sleeping.join()


def test_the_worker_begins_and_goes_on(
    people: People, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from baeum.audits import jobs

    def waiting() -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo'")
            return [name for (name,) in cursor.fetchall() if name == jobs.NAME]

    monkeypatch.setattr(jobs, "today", lambda: ON)
    settings.AUDITS_A_SECOND, settings.AUDITS_BUSY = 0, 0
    watch_job(0)
    assert waiting() == []  # no database to read from is named
    settings.REPLICA = people.reader
    watch_job(0)
    watch_job(0)
    assert waiting() == [jobs.NAME]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    monkeypatch.setattr(jobs, "AT_MOST_S", -1)
    refresh_audits()
    assert Refresh.objects.get().done == 0 and waiting() == [jobs.NAME]
    monkeypatch.setattr(jobs, "AT_MOST_S", 60)
    refresh_audits()
    assert Refresh.objects.get().state == "finished" and Refresh.objects.get().audited == 6


def test_the_command(people: People, database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    assert people
    monkeypatch.setenv("DATABASE_URL", database_url)

    def run(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(["audits", *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    assert run("refresh", "--lang", "en")[0] == 2
    code, said = run("status", "--lang", "en")
    assert code == 0 and "Nothing was refreshed yet" in said
    monkeypatch.setenv("DATABASE_REPLICA_URL", database_url.replace("//baeum_app@", "//baeum_owner@"))
    code, said = run("refresh", "--lang", "en", "--a-second", "0")
    assert code == 0 and "Audited 6 (1 without an answer), 0 were current" in said and "7 of 7" in said
    code, said = run("status", "--lang", "ko")
    assert code == 0 and LAW.revision in said and "마침" in said and "6명" in said
    code, said = run("status", "--json")
    assert code == 0 and '"audited": 6' in said and f'"law": "{LAW.revision}"' in said
    code, said = run("stop", "--lang", "en")
    assert code == 0 and "Nothing is going on" in said
