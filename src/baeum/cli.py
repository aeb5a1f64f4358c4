"""The command ``baeum``: finds the module of the command named, and runs it."""

from __future__ import annotations

import argparse
import importlib
import sys

COMMANDS = {
    "audit": "recognise the credits of one case or of many",
    "audit-batch": "audit every learner of two tables (Parquet, Arrow, CSV)",
    "audits": "cached audits of all accounts: refresh, stop, status",
    "check": "recompute what is stored, such as every decision on credits, and tell what differs",
    "check-answers": "check the answers of audit-batch again, by arithmetic and a solver",
    "courses": "published courses in and out: the national standard, the list of training",
    "curriculum": "read an official curriculum table (xlsx, CSV) into a curriculum file",
    "database": "the PostgreSQL behind the site: status, start, stop, prepare, migrate",
    "demo": "fill the database with sample learners and their accounts",
    "export-ledgers": "all ledgers as the tables of `audit-batch`, from a replica",
    "impact": "what a change of the law does to every learner of two tables",
    "law": "every number of the law, with its history and its clause",
    "log": "the transparency log: begin, publish, verify, witness",
    "lookup": "certificates of a major, majors of a certificate, credits of certificates",
    "plan": "the soonest, cheapest and lightest way to a degree, proven",
    "site": "serve the pages on this machine",
    "synth": "synthetic learners and records, to try and to measure with",
    "template": "write the spreadsheet that `audit --import` reads",
    "worker": "run the background jobs of a site (`site` runs one of its own)",
}


def formatter(prog: str) -> argparse.HelpFormatter:
    """Help of a fixed width: asking the terminal's would load a library at every start."""
    return argparse.HelpFormatter(prog, width=100)


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns 0 answered, 2 input errors."""
    words = sys.argv[1:] if argv is None else argv
    name = words[0] if words else ""
    parser = argparse.ArgumentParser(
        prog="baeum", description="Open learning account and credit bank.", formatter_class=formatter
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    # those not asked for are only for help and for a command that is none; each takes its time to describe
    for known in [name] if name in COMMANDS else COMMANDS:
        summary = COMMANDS[known]
        sub = commands.add_parser(
            known,
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            formatter_class=formatter,
        )
        if known == name:  # only the command asked for is imported
            module = importlib.import_module(f"baeum.commands.{known.replace('-', '_')}")
            module.describe(sub)
    arguments = parser.parse_args(words)
    return int(module.run(arguments))


def entry() -> None:
    """What the installed command calls."""
    sys.exit(main())


if __name__ == "__main__":
    entry()
