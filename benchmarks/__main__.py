"""``python -m benchmarks``: all measurements, or those named."""

from __future__ import annotations

import sys

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

ALL = {
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
}


def main(words: list[str]) -> int:
    """Run the benchmarks named (all where none is); each prints its own table."""
    unknown = [word for word in words if word not in ALL]
    if unknown:
        print(f"no benchmark is named {', '.join(unknown)}; there are: {', '.join(ALL)}", file=sys.stderr)
        return 2
    codes = []
    for name in words or ALL:
        codes.append(ALL[name]([]))
        print()
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
