"""How long one ``baeum audit`` takes, process start included, beside a Python that does nothing."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import baeum

EXAMPLES = Path(baeum.__file__).parent / "calculator" / "examples"


class Run(NamedTuple):
    """One process, in seconds: on the clock, and of the processor."""

    wall_s: float
    cpu_s: float


def measure(words: list[str], environment: dict[str, str]) -> Run:
    """Run a command to its end; raises CalledProcessError unless it succeeds."""
    began = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    return Run(wall, used.ru_utime + used.ru_stime)


def with_bytecode(folder: str) -> dict[str, str]:
    """An environment in which compiled modules are kept, in a folder of their own: as after a first run."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": f"{folder}/bytecode"}


def commands(case: Path) -> dict[str, list[str]]:
    """What is compared; the first is the measure of the others."""
    audit = [str(Path(sys.executable).with_name("baeum")), "audit", str(case)]
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "baeum audit --json": [*audit, "--json"],
        "baeum audit": audit,
    }


def main(words: list[str] | None = None) -> int:
    """Print the medians and their ratios; the commands take turns, so that a busy moment meets all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.startup", description=main.__doc__)
    parser.add_argument("--runs", type=int, default=20, help="runs of each command (20)")
    parser.add_argument("--example", default="1-first-bachelor", help="name of an example of the calculator")
    parser.add_argument(
        "--as-is", action="store_true", help="leave the environment alone, even if it keeps no bytecode"
    )
    arguments = parser.parse_args(words)
    case = json.loads((EXAMPLES / f"{arguments.example}.json").read_text(encoding="utf-8"))["case"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.json"
        path.write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
        compared = commands(path)
        environment = dict(os.environ) if arguments.as_is else with_bytecode(folder)
        for command in compared.values():
            measure(command, environment)  # bytecode and disk cache warm for all
        runs: dict[str, list[Run]] = {name: [] for name in compared}
        for _ in range(arguments.runs):
            for name, command in compared.items():
                runs[name].append(measure(command, environment))
    print(f"start-up: {len(case['records'])} records, median of {arguments.runs} runs, taking turns")
    report(runs)
    return 0


def report(runs: dict[str, list[Run]]) -> None:
    """One row a command; ratios against the first."""
    print(f"{'':<22}{'wall ms':>10}{'ratio':>8}{'cpu ms':>10}{'ratio':>8}{'best wall':>11}")
    bare: Run | None = None
    for name, found in runs.items():
        median = Run(statistics.median(r.wall_s for r in found), statistics.median(r.cpu_s for r in found))
        bare = bare or median
        best = min(run.wall_s for run in found)
        print(
            f"{name:<22}{median.wall_s * 1e3:>10.1f}{median.wall_s / bare.wall_s:>8.2f}"
            f"{median.cpu_s * 1e3:>10.1f}{median.cpu_s / bare.cpu_s:>8.2f}{best * 1e3:>11.1f}"
        )


if __name__ == "__main__":
    sys.exit(main())
