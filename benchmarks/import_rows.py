"""How many rows of an institution's file a second: read, checked, stored; beside the bare way of doing it.

``python -m benchmarks.import_rows --rows 20000 --learners 500``
"""

from __future__ import annotations

import argparse
import io
import os
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
    from baeum.people.acting import Actor

ON = date(2026, 11, 21)
COMMITTED_TOGETHER = 50  # rows of the bare loop, as ours
CHUNK = 500  # learners enrolled between two words of progress


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of one act, and what came of it."""
    began = time.perf_counter()
    done = act()
    return time.perf_counter() - began, done


def workbook(learners: list[tuple[str, str]], rows: int, turn: str) -> bytes:
    """A file of so many rows, the learners in turn."""
    from baeum.sheets.completion_columns import COLUMNS

    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("이수 내역")
        sheet.write_row(0, 0, [column.ko for column in COLUMNS])
        for row in range(1, rows + 1):
            number, name = learners[row % len(learners)]
            cells = [number, name, f"과정 {row}", "C-1", "시민참여", "2026-03-02", "2026-06-19"]
            sheet.write_row(row, 0, [*cells, 30, "", "92", "", f"{turn}-{row:06}"])
    return target.getvalue()


def enrol(count: int) -> tuple[Actor, list[tuple[str, str]]]:
    """An officer, and so many learners (number, name) with accounts."""
    from baeum.demo.cast import assemble
    from baeum.ledger.services.open_account import Opened, open_account
    from baeum.people.acting import Actor
    from baeum.people.personal import Personal
    from baeum.people.services.register_person import register_person

    cast = assemble()
    learners = []
    for number in range(count):
        name = f"배움{number}"
        person = register_person(Personal(name, date(1980, 1, 1)), on=ON)
        purposes = ("record", "institution_deposit")
        opened = open_account(person.id, purposes=purposes, by=Actor(person.id), on=ON)
        assert isinstance(opened, Opened)
        learners.append((opened.learner_number, name))
        if (number + 1) % CHUNK == 0:
            print(f"  {number + 1} learners enrolled", file=sys.stderr, flush=True)
    return cast.as_("sora"), learners


def bare_read(data: bytes) -> int:
    """The rows of a file, with nothing but the library."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return len(book.get_sheet_by_index(0).to_python())


def bare_insert(rows: int) -> None:
    """A loop of INSERTs of about as many bytes, committed as ours are."""
    from django.db import connection, transaction

    for first in range(0, rows, COMMITTED_TOGETHER):
        with transaction.atomic(), connection.cursor() as cursor:
            for row in range(first, min(rows, first + COMMITTED_TOGETHER)):
                cursor.execute("INSERT INTO desk_progress (id, place) VALUES (gen_random_uuid(), %s)", [row])


def measure(rows: int, learners: int) -> int:
    """Print the table."""
    from baeum.desk.models import Import
    from baeum.desk.services.store import store
    from baeum.desk.services.upload import upload
    from baeum.people.acting import acting
    from baeum.sheets.completions import read_completions

    officer, enrolled = enrol(learners)
    bare_s, _ = timed(lambda: bare_insert(rows))
    print(f"{rows:,} rows, {learners:,} learners; rows a second, and how many times the bare way takes")
    for mode in (Import.Mode.GOOD, Import.Mode.ALL):
        data = workbook(enrolled, rows, mode)
        calamine_s, found = timed(lambda data=data: bare_read(data))
        read_s, reading = timed(lambda data=data: read_completions(data, "a.xlsx", on=ON))
        assert found == rows + 1
        assert len(reading.rows) == rows, reading.errors[:3]
        upload_s, preview = timed(lambda data=data: upload(data, "a.xlsx", kind="course", by=officer, on=ON))
        assert preview.storable == rows
        with acting(officer):
            Import.objects.filter(pk=preview.pk).update(state="storing", mode=mode)
        store_s, done = timed(lambda preview=preview: store(preview.pk, by=officer, on=ON))
        assert (done.state, done.stored) == ("stored", rows)
        again_s, again = timed(lambda data=data: upload(data, "a.xlsx", kind="course", by=officer, on=ON))
        assert again.there == rows
        print(f"\nstore {mode}")
        for name, seconds, beside, what in (
            ("read", read_s, calamine_s, "bare calamine"),
            ("read, check, keep sealed", upload_s, calamine_s, "bare calamine"),
            ("the same, all rows there already", again_s, calamine_s, "bare calamine"),
            ("store", store_s, bare_s, "bare INSERT loop"),
        ):
            ratio = f"{seconds / beside:6.1f} x {what} ({rows / beside:,.0f}/s)"
            print(f"  {name:34} {rows / seconds:10,.0f}/s  {seconds:7.2f} s  {ratio}")
    return 0


def main(words: list[str] | None = None) -> int:
    """Run it on a database of its own, which is thrown away."""
    parser = argparse.ArgumentParser(prog="import_rows", description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000)
    parser.add_argument("--learners", type=int, default=200)
    arguments = parser.parse_args(words)
    folder = Path(tempfile.gettempdir()) / f"baeum-import-rows-{os.getpid()}"
    os.environ.pop("DATABASE_URL", None)
    os.environ["BAEUM_DATABASE_FOLDER"] = str(folder)
    os.environ["BAEUM_MASTER_KEY_FILE"] = str(folder.with_suffix(".key"))
    from baeum.config.bringing_up import bring_up_to_date, database, set_up_django

    with ExitStack() as last:
        last.callback(shutil.rmtree, folder, ignore_errors=True)
        last.callback(folder.with_suffix(".key").unlink, missing_ok=True)
        last.enter_context(database())
        set_up_django()
        bring_up_to_date()
        return measure(arguments.rows, arguments.learners)


if __name__ == "__main__":
    sys.exit(main())
