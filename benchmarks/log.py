"""The transparency log: what a line costs more with it, sequencing, proofs, checking; beside bare hashing.

``python -m benchmarks.log --lines 2000 --leaves 50000``
"""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from shutil import rmtree
from typing import Any

ROUNDS = 5
CALL = """SELECT count({function}(%s, n::int, 'deposit', NULL, 'special_note', 'training', 'self_declared',
    NULL, '2026-05-29', NULL, 30, substr(sha256((%s || n)::bytea), 1, 16), sha256(n::text::bytea), NULL))
    FROM generate_series(%s::int, %s::int) n"""


@contextmanager
def database() -> Iterator[Any]:
    """A durable database of its own with one learner, and Django on it as the app."""
    folder = Path(tempfile.mkdtemp(prefix="baeum-"))
    folder.chmod(0o755)
    os.environ.pop("DATABASE_URL", None)
    os.environ["BAEUM_DATABASE_FOLDER"] = str(folder / "database")
    os.environ["BAEUM_MASTER_KEY_FILE"] = str(folder / "master.key")
    os.environ["BAEUM_LOG"], os.environ["BAEUM_LOG_KEY_FILE"] = str(folder / "log"), str(folder / "log.key")
    from baeum.config import bringing_up
    from baeum.config.database import owner_address
    from baeum.postgres.connecting import connect

    try:
        with bringing_up.database():
            bringing_up.set_up_django()
            bringing_up.bring_up_to_date()
            from baeum.crowd.loading import Wish, load

            address = owner_address()
            assert address is not None
            with connect(address) as owner:
                load(owner, Wish(2, 1), lambda _: None)
                yield owner
    finally:
        rmtree(folder)


def rate(count: int, act: Callable[[], object]) -> float:
    """So many a second."""
    began = time.perf_counter()
    act()
    return count / (time.perf_counter() - began)


def print_line(name: str, ours: float, beside: float, what: str) -> None:
    """One line of the table."""
    print(f"  {name:36} {ours:12,.0f}/s  {beside / ours:8.1f} x {what} ({beside:,.0f}/s)", flush=True)


def processor(pid: int) -> float:
    """Seconds of the processor that a process has had."""
    spent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")


def appending(owner: Any, lines: int) -> None:
    """ledger_append with the log, and as it was before it, in turn: seconds of the server's processor."""
    before = import_module("baeum.ledger.migrations.0002_append").APPEND
    before = before[before.index("CREATE FUNCTION ledger_append(") :]
    owner.execute(before.replace("ledger_append(", "ledger_append_before("))
    people = owner.execute("SELECT id, person_id, head_number FROM ledger_account ORDER BY id").fetchall()
    functions = ("ledger_append", "ledger_append_before")
    spent = dict.fromkeys(functions, 0.0)
    for turn in range(ROUNDS + 1):
        for (account, person, head), function in zip(people, functions, strict=True):
            began = processor(owner.info.backend_pid)
            with owner.transaction():
                owner.execute("SELECT set_config('baeum.person', %s, true)", [str(person)])
                first = head + 1 + turn * lines
                values = [account, secrets.token_hex(8), first, first + lines - 1]
                owner.execute(CALL.format(function=function), values)
            if turn:  # the first only warms up
                spent[function] += processor(owner.info.backend_pid) - began
    ours, beside = (ROUNDS * lines / seconds for seconds in spent.values())
    print_line("a line, written with the log", ours, beside, "the same without")


def hashing(leaves: int) -> float:
    """Bare SHA-256 over the bytes that a leaf and its share of the nodes are made of."""
    held = [secrets.token_bytes(98) for _ in range(1000)]

    def act() -> None:
        for place in range(leaves):
            sha256(held[place % 1000]).digest()

    return rate(leaves, act)


def sequencing(leaves: int) -> None:
    """Entering, sequencing and publishing, proofs; each beside what cannot be left out."""
    from baeum.credentials.log_proof import verify_proof
    from baeum.transparency.entering import enter_each
    from baeum.transparency.log_key import begin, signer
    from baeum.transparency.proving import proof_of, proofs_of
    from baeum.transparency.publishing import publish
    from baeum.transparency.sequencing import sequence

    log = begin("baeum.example/log")
    own = signer(log)
    bare = hashing(leaves)
    statements = [(f"B-{place}", secrets.token_bytes(300)) for place in range(leaves)]

    def entered() -> None:
        for first in range(0, leaves, 1000):
            enter_each("bench", statements[first : first + 1000])

    print_line("entered, a thousand together", rate(leaves, entered), bare, "bare SHA-256")
    half = leaves // 2
    print_line("sequenced and signed", rate(half, lambda: sequence(own, half)), bare, "bare SHA-256")
    print_line("sequenced, signed, published", rate(leaves, publish), bare, "bare SHA-256")
    proofs = [proof_of("bench", f"B-{place}") for place in range(5)]
    count = 200
    made = rate(count, lambda: [proof_of("bench", f"B-{place * 7}") for place in range(count)])
    many = [f"B-{place}" for place in range(min(leaves, 2000))]
    together = rate(len(many), lambda: proofs_of("bench", many))
    checked = rate(count, lambda: [verify_proof(proofs[0], statements[0][1], log) for _ in range(count)])  # type: ignore[arg-type]
    signature, text = own.private.sign(b"x" * 100), b"x" * 100
    single = rate(count, lambda: [log.key.verify(signature, text) for _ in range(count)])
    print_line("a proof, made", made, single, "an Ed25519 check")
    print_line("a proof, made, 2,000 together", together, single, "an Ed25519 check")
    print_line("a proof, checked", checked, single, "an Ed25519 check")
    assert proofs[0] is not None
    print(f"  a proof has {len(proofs[0].as_text())} bytes with its checkpoint")


def checking(owner: Any) -> None:
    """All of it once more, as ``baeum log verify`` does."""
    from baeum.transparency.folder import folder
    from baeum.transparency.kinds import kinds
    from baeum.transparency.log_key import begun, witnesses
    from baeum.transparency.verifying import verify

    known = {"ledger": kinds()["ledger"]}
    began = time.perf_counter()
    found = verify(owner, folder(), begun(), witnesses(), known, lambda _: None)
    seconds = time.perf_counter() - began
    rows, size = found.rows, found.size
    print(
        f"  checked: {rows:,} lines and {size:,} leaves in {seconds:.1f} s ({(rows + size) / seconds:,.0f}/s)"
    )


def main(words: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.log", description=__doc__)
    parser.add_argument("--lines", type=int, default=1000)
    parser.add_argument("--leaves", type=int, default=20_000)
    arguments = parser.parse_args(words)
    with database() as owner:
        print(f"{ROUNDS} times {arguments.lines:,} lines in turn; {arguments.leaves:,} leaves")
        appending(owner, arguments.lines)
        sequencing(arguments.leaves)
        checking(owner)
    return 0


if __name__ == "__main__":
    sys.exit(main())
