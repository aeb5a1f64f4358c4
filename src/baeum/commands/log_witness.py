"""``baeum log witness``: for a body that watches the log of another. Needs no framework and no database."""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from baeum.commands.wording import complain
from baeum.credentials.checkpoint import WITNESS, NoteFault, NoteKey, NoteSigner
from baeum.credentials.encodings import NotEncoded, from_base64url, to_base64url
from baeum.credentials.keys import KeyFault
from baeum.credentials.tiles import CHECKPOINT
from baeum.credentials.witness import Refused, Remembered, cosign
from baeum.shared.clock import now
from baeum.transparency.key_files import make_key

PATIENCE = 20  # seconds for one file
LARGEST = 1 << 20  # bytes of one file


def witness(arguments: argparse.Namespace, words: dict[str, Any]) -> int:
    """Print a cosignature: 0; 1 where the witness refuses, 2 where something cannot be read."""
    said = words["witness"]
    try:
        arguments.state.parent.mkdir(parents=True, exist_ok=True)
        with arguments.state.with_name(arguments.state.name + ".lock").open("ab") as alone:
            fcntl.flock(alone, fcntl.LOCK_EX)  # two at once could sign two pasts
            return _witness(arguments, said)
    except (OSError, KeyFault, NoteFault, NotEncoded, ValueError, KeyError) as error:
        return complain(said["unreadable"].format(file=arguments.checkpoint, said=error))


def _witness(arguments: argparse.Namespace, said: dict[str, str]) -> int:
    state = json.loads(arguments.state.read_text(encoding="utf-8")) if arguments.state.exists() else None
    if state is None and not (arguments.name and arguments.log_key):
        return complain(said["first"])
    held = state or {"name": arguments.name, "log": arguments.log_key}
    before = Remembered(state["size"], from_base64url(state["root"])) if state else Remembered()
    own = NoteSigner(held["name"], make_key(arguments.key), WITNESS)
    read = _reader(arguments.checkpoint)
    if state is None:
        print(said["key"], own.public, sep="\n", file=sys.stderr)
    try:
        text = read(CHECKPOINT).decode()
        line, after = cosign(text, NoteKey.read(held["log"]), own, before, read, int(now().timestamp()))
    except Refused as refused:
        complain(said["refused"].format(said=refused))
        return 1
    _keep(arguments.state, {**held, "size": after.size, "root": to_base64url(after.root)})
    sys.stdout.buffer.write(line.encode())
    return 0


def _keep(file: Path, state: dict[str, Any]) -> None:
    """On the disk before anybody has the cosignature."""
    draft = file.with_name(f".{file.name}.new")
    with draft.open("w", encoding="utf-8") as opened:
        opened.write(json.dumps(state, ensure_ascii=False, indent=1))
        opened.flush()
        os.fsync(opened.fileno())
    draft.replace(file)
    descriptor = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
    os.fsync(descriptor)
    os.close(descriptor)


def _reader(checkpoint: str) -> Callable[[str], bytes]:
    """Reads the log whose checkpoint lies at a path or an address."""
    base = checkpoint.removesuffix(CHECKPOINT)
    if not checkpoint.startswith(("https://", "http://")):
        named = Path(checkpoint)

        def of_folder(name: str) -> bytes:
            return named.read_bytes() if name == CHECKPOINT else (named.parent / name).read_bytes()

        return of_folder

    def of_address(name: str) -> bytes:
        try:
            with urllib.request.urlopen(base + name, timeout=PATIENCE) as answer:
                return bytes(answer.read(LARGEST))
        except urllib.error.HTTPError as error:
            if error.code == 404:
                raise FileNotFoundError(name) from error
            raise

    return of_address
