"""``baeum courses``: published courses in and out of the database."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from baeum.commands.audit_progress import Progress
from baeum.commands.courses_words import WORDS
from baeum.commands.wording import add_language, complain

SHOWN = 20  # errors on the screen; the side file has all
FORMATS = ("csv", "json", "xml", "hrd-json")


def describe(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    read = acts.add_parser(
        "import", help="read the national standard (CSV, JSON) or the training list (JSON, XML)"
    )
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--good-rows", action="store_true", help="store the good rows where others are wrong")
    read.add_argument("--check", action="store_true", help="only say what is wrong, store nothing")
    write = acts.add_parser("export", help="write the courses as they are published")
    write.add_argument("file", type=Path, metavar="FILE", help="its ending names the format: .csv .json .xml")
    write.add_argument(
        "--format", choices=FORMATS, help="csv, json: the standard; xml, hrd-json: the training list"
    )
    write.add_argument(
        "--encoding", choices=("utf-8-sig", "cp949"), default="utf-8-sig", help="of a CSV file"
    )
    write.add_argument("--force", action="store_true", help="write over a file that is there")
    index = acts.add_parser("index", help="make anew what search reads, after an upgrade")
    for act in (read, write, index):
        act.add_argument("--no-progress", action="store_true", help="no progress bar")
        add_language(act)


def run(arguments: argparse.Namespace) -> int:
    """0: done; 1: rows are wrong; 2: the file or the database cannot be used."""
    from baeum.courses.exchange.files import FileFault
    from baeum.postgres.fault import DatabaseFault

    try:
        return {"import": _import, "export": _export, "index": _index}[arguments.act](arguments)
    except FileFault as fault:
        return complain(fault.ko if arguments.lang == "ko" else fault.en)
    except DatabaseFault as fault:
        return complain(str(fault))
    except KeyboardInterrupt:
        return complain(WORDS[arguments.lang]["stopped"]) and 130


def _import(arguments: argparse.Namespace) -> int:
    from baeum.courses.exchange.files import opened

    words = WORDS[arguments.lang]
    file = opened(arguments.file)  # a slip in the path is told before anything is started
    from baeum.config.bringing_up import set_up_django

    set_up_django()
    from baeum.courses.exchange.checking import check
    from baeum.shared.clock import today

    on, size = today(), arguments.file.stat().st_size
    with Progress(size, words["checking"], hidden=arguments.no_progress) as bar:
        checked = check(file, on, bar.at)
    if checked.errors:
        _tell_errors(checked, arguments, words)
    good = checked.rows - len(checked.wrong_rows) - len(checked.repeated)
    if arguments.check or (checked.errors and not arguments.good_rows) or not good:
        print(words["nothing"].format(rows=checked.rows, wrong=len(checked.wrong_rows), good=good))
        return 1 if checked.errors else 0
    stored = _store(file, checked, good, arguments, words)
    print(
        words["stored"].format(
            rows=checked.rows, wrong=len(checked.wrong_rows), repeated=len(checked.repeated), **vars(stored)
        )
    )
    return 1 if checked.errors else 0


def _store(file: Any, checked: Any, good: int, arguments: argparse.Namespace, words: dict[str, str]) -> Any:
    from baeum.config.bringing_up import bring_up_to_date, database
    from baeum.courses.exchange.checking import good_rows
    from baeum.courses.services.import_published import import_published
    from baeum.shared.clock import today

    with database():
        bring_up_to_date()
        with Progress(good, words["storing"], hidden=arguments.no_progress) as bar:

            def counted() -> Any:
                for place, row in enumerate(good_rows(file, checked, today()), 1):
                    bar.at(place)
                    yield row

            return import_published(counted(), on=today())


def _tell_errors(checked: Any, arguments: argparse.Namespace, words: dict[str, str]) -> None:
    side = arguments.file.with_name(arguments.file.name + ".errors.csv")
    korean = arguments.lang == "ko"
    for error in checked.errors[:SHOWN]:
        said = error.ko if korean else error.en
        print(
            words["row"].format(row=error.row, column=error.column, value=error.value, said=said),
            file=sys.stderr,
        )
    more = len(checked.errors) - SHOWN
    if more > 0:
        print(words["more"].format(more=more), file=sys.stderr)
    try:
        _write_errors(side, checked.errors, korean)
    except OSError as error:
        print(words["no_side"].format(side=side, said=error.strerror), file=sys.stderr)
        return
    print(words["side"].format(side=side, errors=len(checked.errors)), file=sys.stderr)


def _write_errors(side: Path, errors: Any, korean: bool) -> None:
    import csv

    from baeum.sheets.cells import guard

    with side.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ("행", "열", "값", "고칠 곳") if korean else ("row", "column", "value", "to be put right")
        )
        for error in errors:
            writer.writerow(
                (error.row, guard(error.column), guard(error.value), error.ko if korean else error.en)
            )


def _index(arguments: argparse.Namespace) -> int:
    words = WORDS[arguments.lang]
    from baeum.config.bringing_up import bring_up_to_date, database, set_up_django

    with database():
        set_up_django()
        bring_up_to_date()
        from baeum.courses.models import Offering
        from baeum.courses.services.index_again import index_again
        from baeum.shared.clock import today

        with Progress(Offering.objects.count(), words["indexing"], hidden=arguments.no_progress) as bar:
            total = index_again(today(), bar.at)
    print(words["indexed"].format(total=total))
    return 0


def _export(arguments: argparse.Namespace) -> int:
    words = WORDS[arguments.lang]
    form = arguments.format or arguments.file.suffix.lower().lstrip(".")
    if form not in FORMATS:
        return complain(words["form"].format(file=arguments.file))
    if arguments.file.exists() and not arguments.force:
        return complain(words["there"].format(file=arguments.file))
    if not arguments.file.absolute().parent.is_dir():
        return complain(words["folder"].format(folder=arguments.file.absolute().parent))
    from baeum.config.bringing_up import bring_up_to_date, database, set_up_django

    with database():
        set_up_django()
        bring_up_to_date()
        from baeum.courses.exchange.writing import written
        from baeum.courses.queries import to_export

        offerings = to_export(form)
        total = offerings.count()
        encoding = arguments.encoding if form == "csv" else "utf-8"
        making = arguments.file.with_name(f".{arguments.file.name}.making")
        with Progress(total, words["writing"], hidden=arguments.no_progress) as bar:

            def counted() -> Any:
                for place, offering in enumerate(offerings.iterator(chunk_size=1000), 1):
                    bar.at(place)
                    yield offering

            try:
                with making.open("w", encoding=encoding, newline="") as file:
                    file.writelines(written(counted(), form))
                making.replace(arguments.file)
            except UnicodeEncodeError as error:
                letter = error.object[error.start]
                return complain(words["encoding"].format(file=arguments.file, letter=letter))
            except OSError as error:
                return complain(words["unwritten"].format(file=arguments.file, said=error.strerror))
            finally:
                making.unlink(missing_ok=True)
    print(words["written"].format(total=total, file=arguments.file))
    return 0
