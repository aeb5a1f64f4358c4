"""Completions issued in one job: a file checked and issued; the signing of all, beside bare Ed25519.

``python -m benchmarks.completions --documents 10000``
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

if TYPE_CHECKING:
    import io

    from baeum.people.acting import Actor

ENDED = date(2026, 6, 19)
ON = date(2026, 11, 26)
ENTERED_TOGETHER = 250


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of one act, and what came of it."""
    began = time.perf_counter()
    done = act()
    return time.perf_counter() - began, done


def enter(officer: Actor, learners: list[tuple[str, str, int]], count: int) -> None:
    """So many lines of courses, the learners in turn."""
    from baeum.ledger.learning import Learning
    from baeum.ledger.services.deposit import Asked, deposit_each

    for first in range(0, count, ENTERED_TOGETHER):
        asked = []
        for n in range(first, min(count, first + ENTERED_TOGETHER)):
            learning = Learning("course", f"과정 {n}", "한강평생교육원", ENDED, hours=30, reference=str(n))
            asked.append(Asked(learners[n % len(learners)][2], learning, f"completions-{n}"))
        deposit_each(asked, by=officer, on=ON)


def workbook(target: io.BytesIO, learners: list[tuple[str, str, int]], count: int) -> bytes:
    """A file of so many rows."""
    with Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("이수증 발급")
        sheet.write_row(0, 0, ["학습자번호", "성명", "과정명", "종료일"])
        for n in range(count):
            number, name, _ = learners[n % len(learners)]
            sheet.write_row(n + 1, 0, [number, name, f"과정 {n}", ENDED.isoformat()])
    return target.getvalue()


def server_processor_s() -> float:
    """Seconds of the processor of the server process of this connection (Linux; 0 elsewhere)."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        file = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not file.exists():
        return 0.0
    fields = file.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb() -> float:
    """The most this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(count: int, learners: int) -> int:
    """Print the table."""
    import io

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from baeum.certificates.services import issue_batch as issuing
    from baeum.certificates.services.ask_to_issue import ask_to_issue
    from baeum.certificates.services.take_batch import take_batch
    from benchmarks.import_rows import enrol

    officer, enrolled = enrol(learners)
    accounts = _with_accounts(officer, enrolled)
    entering_s, _ = timed(lambda: enter(officer, accounts, count))
    print(
        f"completions: {count:,} of {learners:,} learners in one job ({entering_s:.0f} s to enter the lines)"
    )
    data = workbook(io.BytesIO(), accounts, count)
    before_mb = memory_mb()
    with CaptureQueriesContext(connection) as asked:
        check_s, batch = timed(lambda: take_batch(data, "a.xlsx", by=officer))
    assert batch.issuable == count, batch.refused
    row("read and check", count, check_s, len(asked))
    ask_to_issue(batch.pk, by=officer, on=ON)
    queries = _Counting()
    with connection.execute_wrapper(queries):
        cpu, server = time.process_time(), server_processor_s()
        issue_s, done = timed(lambda: issuing.issue_batch(batch.pk, by=officer, on=ON))
        cpu, server = time.process_time() - cpu, server_processor_s() - server
    assert (done.state, done.issued) == ("issued", count)
    row("issue and store", count, issue_s, queries.count)
    print(f"  of it on the processor: ours {cpu:.1f} s, PostgreSQL {server:.1f} s; the rest is waiting")
    print(f"  memory: {before_mb:.0f} MB before, {memory_mb():.0f} MB at the most")
    sign(officer)
    return 0


class _Counting:
    """Counts queries without keeping them."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


def row(name: str, count: int, seconds: float, queries: int) -> None:
    """One row of the table."""
    per_thousand = queries * 1000 / count
    print(f"  {name:18}{count / seconds:>9,.0f}/s{seconds:>9.1f} s{per_thousand:>9.1f} queries per 1,000")


def _with_accounts(officer: Actor, enrolled: list[tuple[str, str]]) -> list[tuple[str, str, int]]:
    from baeum.ledger.queries import account_for_deposit
    from baeum.people.acting import acting

    with acting(officer):
        return [(number, name, account_for_deposit(number, name).account_id) for number, name in enrolled]


def sign(officer: Actor) -> None:
    """Every badge and every certificate with chosen disclosure, as they are handed out; and bare Ed25519."""
    from baeum.certificates import rendering
    from baeum.certificates.issuer import signing_key
    from baeum.certificates.models import Document
    from baeum.credentials.keys import Purpose
    from baeum.desk.issued import opened
    from baeum.people.acting import acting

    with acting(officer):
        held = opened(Document.objects.filter(kind="course_completion").order_by("number"))
        entries = rendering.status_of_each([one.document.pk for one in held])
    ready = [(one.document, one.snapshot, entries[one.document.pk]) for one in held if one.snapshot]
    key = signing_key(Purpose.ITEMS, ON.year)
    gc.collect()
    texts: list[bytes] = []
    payloads: list[bytes] = []

    def sign_badges() -> None:
        for document, snapshot, status in ready:
            texts.append(rendering.badges_with(document, snapshot, status, ON)[0].nquads)

    def sign_certificates() -> None:
        for _, snapshot, status in ready:
            payloads.append(rendering.disclosable(snapshot, status, ON).partition("~")[0].encode())

    for name, act, signed in (
        ("Open Badges", sign_badges, texts),
        ("SD-JWT VC", sign_certificates, payloads),
    ):
        ours = processor_s(act)
        bare = processor_s(lambda signed=signed: [key.sign(text) for text in signed])
        rates = f"{len(ready) / ours:>9,.0f}/s{ours:>9.1f} s"
        print(f"  {name:18}{rates}{ours / bare:>9.1f} x bare Ed25519 ({len(ready) / bare:,.0f}/s)")


def processor_s(act: Callable[[], Any]) -> float:
    """Seconds of this process's processor."""
    began = time.process_time()
    act()
    return time.process_time() - began


def main(words: list[str] | None = None) -> int:
    """Run it on a database of its own, which is thrown away."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.completions", description=main.__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--learners", type=int, default=1_000)
    arguments = parser.parse_args(words)
    folder = Path(tempfile.gettempdir()) / f"baeum-completions-{os.getpid()}"
    os.environ.pop("DATABASE_URL", None)
    os.environ["BAEUM_DATABASE_FOLDER"] = str(folder)
    os.environ["BAEUM_MASTER_KEY_FILE"] = str(folder.with_suffix(".key"))
    keys = folder.with_suffix(".issuer")
    from baeum.config.bringing_up import bring_up_to_date, database, set_up_django

    with ExitStack() as last:
        last.callback(shutil.rmtree, folder, ignore_errors=True)
        last.callback(shutil.rmtree, keys, ignore_errors=True)
        last.callback(folder.with_suffix(".key").unlink, missing_ok=True)
        last.enter_context(database())
        set_up_django()
        from django.conf import settings

        settings.ISSUER_KEYS = keys
        settings.ADDRESS, settings.DID = "https://baeum.example", "did:web:baeum.example"
        bring_up_to_date()
        return measure(arguments.documents, arguments.learners)


if __name__ == "__main__":
    sys.exit(main())
