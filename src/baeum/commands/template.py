"""``baeum template``: write the spreadsheet of learning records that ``baeum audit --import`` reads."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

DEFAULT_NAME = {"ko": "학습기록.xlsx", "en": "learning-records.xlsx"}


def describe(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "--out", metavar="FILE", help="the file to write (학습기록.xlsx here); - writes to standard output"
    )
    parser.add_argument("--lang", choices=("ko", "en"), default="ko", help="language of the form (ko)")
    parser.add_argument("--force", action="store_true", help="replace the file if it is there")


def run(arguments: argparse.Namespace) -> int:
    """Write the form and say where; 2 if the file is there already or cannot be written."""
    from baeum.sheets.template import template

    name = arguments.out or DEFAULT_NAME[arguments.lang]
    if name == "-":
        sys.stdout.buffer.write(template(arguments.lang))
        return 0
    path = Path(name)
    data = template(arguments.lang)
    try:
        with path.open("wb" if arguments.force else "xb") as file:
            file.write(data)
    except FileExistsError:
        print(f"{path}: 이미 있는 파일입니다. 다른 이름을 쓰거나 --force를 붙이십시오.", file=sys.stderr)
        print(f"{path}: the file is there already. Give another name, or --force.", file=sys.stderr)
        return 2
    except OSError as fault:
        print(f"{path}: 파일을 쓸 수 없습니다. 폴더와 권한을 확인하십시오.", file=sys.stderr)
        print(f"{path}: cannot be written ({fault.strerror}). Check the folder.", file=sys.stderr)
        return 2
    print(path)
    return 0
