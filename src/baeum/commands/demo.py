"""``baeum demo``: fill the database with sample learners and their accounts."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from baeum.commands.wording import add_language, complain

SMALL, BIG = (100, 30), (100_000, 30)
SHARE_TOLD = 20  # where there is no terminal a line is told so many times

WORDS = {
    "ko": {
        "label": "학습자",
        "there": "표본 학습자 {there}명이 이미 있습니다. 이어서 {wanted}명까지 넣습니다.",
        "enough": "표본 학습자 {there}명이 이미 있습니다. 넣을 것이 없습니다.",
        "loaded": "학습자 {learners}명, {entries}줄을 {seconds:.0f}초에 넣었습니다(초당 {rate:.0f}줄).",
        "checking": "해시 사슬을 확인합니다.",
        "whole": "모든 계좌의 사슬이 온전합니다({seconds:.0f}초).",
        "broken": "사슬이 끊어진 계좌가 {broken}개 있습니다.",
        "others": "표본이 아닌 계좌가 {accounts}개 있습니다. 표본은 빈 데이터베이스에만 넣습니다."
        " BAEUM_DATABASE_FOLDER로 다른 폴더를 주십시오.",
        "entries": "이미 있는 표본은 한 사람에 {there}줄입니다."
        " --entries {there}을 주어 이어 가거나 다른 폴더를 주십시오.",
        "owner": "DATABASE_URL을 쓸 때는 DATABASE_OWNER_URL도 있어야 합니다.",
        "positive": "--learners와 --entries는 1 이상이어야 합니다.",
    },
    "en": {
        "label": "learners",
        "there": "{there} sample learners are there already. Going on to {wanted}.",
        "enough": "{there} sample learners are there already. Nothing is to be loaded.",
        "loaded": "Loaded {learners} learners, {entries} lines, in {seconds:.0f} s ({rate:.0f} a second).",
        "checking": "Verifying the hash chains.",
        "whole": "The chain of every account is whole ({seconds:.0f} s).",
        "broken": "{broken} accounts have a broken chain.",
        "others": "{accounts} accounts are there that are no samples. Samples go into an empty database only."
        " Name another folder with BAEUM_DATABASE_FOLDER.",
        "entries": "The samples that are there have {there} lines each. Go on with --entries {there}, or name"
        " another folder.",
        "owner": "With DATABASE_URL, DATABASE_OWNER_URL is needed too.",
        "positive": "--learners and --entries must be 1 or more.",
    },
}


def describe(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--learners", type=int, help=f"how many learners there shall be ({SMALL[0]})")
    parser.add_argument("--entries", type=int, help=f"how many lines each has ({SMALL[1]})")
    parser.add_argument("--big", action="store_true", help=f"{BIG[0]:,} learners with {BIG[1]} lines each")
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """Load what is missing; run again, it goes on where it was interrupted. 2 where it cannot."""
    from baeum.postgres.fault import DatabaseFault

    words = WORDS[arguments.lang]
    learners, entries = BIG if arguments.big else SMALL
    learners = learners if arguments.learners is None else arguments.learners
    entries = entries if arguments.entries is None else arguments.entries
    if learners < 1 or entries < 1:
        return complain(words["positive"])
    try:
        return _load(learners, entries, words)
    except DatabaseFault as fault:
        return complain(str(fault))
    except KeyboardInterrupt:
        return 130


def _load(learners: int, entries: int, words: dict[str, str]) -> int:
    from baeum.config.bringing_up import bring_up_to_date, database, set_up_django
    from baeum.config.database import owner_address

    owner = owner_address()
    if owner is None:
        return complain(words["owner"])
    with database():
        set_up_django()
        bring_up_to_date()
        from baeum.crowd.loading import CrowdFault, Wish, finish, load, loaded
        from baeum.postgres.connecting import connect

        with connect(owner) as connection:
            try:
                there = loaded(connection, entries).learners
                if there:
                    known = "enough" if there >= learners else "there"
                    print(words[known].format(there=there, wanted=learners), file=sys.stderr)
                began = time.monotonic()
                with telling(there, learners, words["label"]) as tell:
                    came = load(connection, Wish(learners, entries), tell)
            except CrowdFault as fault:
                return complain(words[fault.code].format(**fault.figures))
            if came:
                seconds = time.monotonic() - began
                lines = came * entries
                print(
                    words["loaded"].format(
                        learners=came, entries=lines, seconds=seconds, rate=lines / seconds
                    )
                )
            print(words["checking"], file=sys.stderr)
            began = time.monotonic()
            broken = finish(connection)
            if broken:
                return complain(words["broken"].format(broken=broken))
            print(words["whole"].format(seconds=time.monotonic() - began))
    return 0


@contextmanager
def telling(there: int, wanted: int, label: str) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, else a line now and then; both on standard error."""
    if not sys.stderr.isatty():
        step = max(1, (wanted - there) // SHARE_TOLD)
        told = there

        def line(done: int) -> None:
            nonlocal told
            if done - told >= step or done == wanted:
                told = done
                print(f"{label}: {done:,} / {wanted:,}", file=sys.stderr, flush=True)

        yield line
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(label, total=max(wanted, there), completed=there)
        yield lambda done: bar.update(task, completed=done)
