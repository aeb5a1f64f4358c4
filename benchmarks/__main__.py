"""``python -m benchmarks``: all measurements, or those named."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module

from benchmarks import (
    agreement,
    api_deposits,
    batch_consulted,
    completions,
    credentials,
    database,
    decisions,
    import_rows,
    log,
    panels,
    papers,
    plan,
    preview,
    search,
    selection,
    startup,
    statement,
)


def of_batch(name: str) -> Callable[[list[str]], int]:
    """One that loads what a batch needs, compiled code too, only when it runs."""
    return lambda words: int(import_module(f"benchmarks.{name}").main(words))


ALL: dict[str, Callable[[list[str]], int]] = {
    "startup": startup.main,
    "database": database.main,
    "api_deposits": api_deposits.main,
    "batch_consulted": batch_consulted.main,
    "completions": completions.main,
    "credentials": credentials.main,
    "decisions": decisions.main,
    "import_rows": import_rows.main,
    "log": log.main,
    "panels": panels.main,
    "papers": papers.main,
    "plan": plan.main,
    "preview": preview.main,
    "selection": selection.main,
    "agreement": agreement.main,
    "statement": statement.main,
    "search": search.main,
} | {
    name: of_batch(name)
    for name in (
        "batch",
        "batch_cpsat",
        "batch_highs",
        "batch_openfisca",
        "batch_agreement",
        "batch_linear",
    )
}


BY_NAME_ALONE = (
    "batch_agreement",
    "batch_highs",
    "batch_linear",
    "batch_openfisca",
)  # hours, or other libraries


def main(words: list[str]) -> int:
    """Run the benchmarks named (where none is, all but the longest); each prints its own table."""
    unknown = [word for word in words if word not in ALL]
    if unknown:
        print(f"no benchmark is named {', '.join(unknown)}; there are: {', '.join(ALL)}", file=sys.stderr)
        return 2
    codes = []
    for name in words or (name for name in ALL if name not in BY_NAME_ALONE):
        codes.append(ALL[name]([]))
        print()
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
