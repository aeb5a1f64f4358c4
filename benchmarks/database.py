"""How long the embedded PostgreSQL takes to start, beside the bare programs doing the same."""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from baeum.postgres.cluster import Cluster
from baeum.postgres.creation import locale
from baeum.postgres.installations import Installation, installations
from baeum.postgres.keeping import clean_environment


def timed(act: Callable[[], object]) -> float:
    """Seconds of one act."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def bare(installation: Installation, folder: Path) -> dict[str, float]:
    """initdb and pg_ctl, as their manuals say, without roles, database or watching."""
    account = Cluster(folder).folder.account()
    folder.mkdir(mode=0o700)
    Cluster(folder).folder.give(folder, account)
    there = folder / "bare"
    make = [
        installation.bin / "initdb",
        "-D",
        there,
        "-U",
        "postgres",
        "-k",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
    ]
    options = f"-c listen_addresses= -c unix_socket_directories={folder}"
    start = [installation.bin / "pg_ctl", "-D", there, "-w", "-l", folder / "log", "-o", options, "start"]
    stop = [installation.bin / "pg_ctl", "-D", there, "-w", "-m", "fast", "stop"]

    def run(command: list[str | Path]) -> None:
        subprocess.run(
            command,
            check=True,
            stdout=subprocess.DEVNULL,
            env=clean_environment(),
            cwd=folder,
            **account.to_run(),
        )

    first = timed(lambda: (run([*make, *locale(installation.major)]), run(start)))
    stopped = timed(lambda: run(stop))
    again = timed(lambda: run(start))
    run(stop)
    return {"first start": first, "stop": stopped, "later start": again}


def ours(installation: Installation, folder: Path) -> dict[str, float]:
    """The supervisor: the same with checks, roles and the database."""
    environment = {"BAEUM_POSTGRES_BIN": str(installation.bin)}
    cluster = Cluster(folder, environment=environment, tell=lambda _: None)
    first = timed(cluster.start)
    stopped = timed(cluster.stop)
    again = timed(cluster.start)
    cluster.stop()
    return {"first start": first, "stop": stopped, "later start": again}


def main(words: list[str] | None = None) -> int:
    """Print medians in ms; ours and the bare programs take turns."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.database", description=main.__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each (5)")
    arguments = parser.parse_args(words)
    print(f"database: median ms of {arguments.runs} runs, taking turns")
    print(f"{'':<26}{'first start':>20}{'later start':>20}{'stop':>20}")
    for installation in installations():
        runs: dict[str, list[dict[str, float]]] = {"bare": [], "ours": []}
        for _ in range(arguments.runs):
            for name, act in (("bare", bare), ("ours", ours)):
                base = Path(tempfile.mkdtemp(prefix="baeum-"))
                base.chmod(0o755)
                runs[name].append(act(installation, base / "database"))
                shutil.rmtree(base)
        report(f"{installation.origin} {installation.version}", runs)
    return 0


def report(name: str, runs: dict[str, list[dict[str, float]]]) -> None:
    """One row: ours in ms and as a ratio to the bare programs."""
    row = f"{name:<26}"
    for act in ("first start", "later start", "stop"):
        bare_s, ours_s = (statistics.median(run[act] for run in runs[kind]) for kind in ("bare", "ours"))
        row += f"{ours_s * 1e3:>12.0f} ({ours_s / bare_s:.2f})"
    print(row)


if __name__ == "__main__":
    sys.exit(main())
