"""The acts of ``baeum log`` that need the database."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from baeum.commands.demo import telling
from baeum.commands.wording import complain, end_on_sigterm, print_json
from baeum.postgres.address import Address
from baeum.postgres.connecting import connect
from baeum.transparency import log_key, publishing, verifying
from baeum.transparency.cosigning import add_cosignatures
from baeum.transparency.entering_old import enter_old
from baeum.transparency.folder import folder
from baeum.transparency.kinds import kinds
from baeum.transparency.models import Checkpoint, Leaf

SHOWN = 50  # faults told one by one
Words = dict[str, Any]


def init(arguments: argparse.Namespace, words: Words, owner: Address) -> int:
    """Begin the log."""
    own = log_key.begin(arguments.origin)
    print(words["begun"].format(origin=own.name, key=own, file=settings.LOG_KEY_FILE))
    _enter_old(arguments, words, owner)
    return _publish(words)


def publish(arguments: argparse.Namespace, words: Words, owner: Address | None) -> int:
    """Publish once, or again and again."""
    if arguments.every is not None and arguments.every <= 0:
        return complain(words["every"])
    if arguments.enter_old:
        assert owner is not None
        log_key.begun()
        _enter_old(arguments, words, owner)
    if arguments.add:
        print(words["added"].format(count=add_cosignatures(arguments.add)))
    if arguments.every is None:
        return _publish(words)
    end_on_sigterm()
    while True:
        try:
            _publish(words, quiet=True)
        except (DatabaseError, InterfaceError) as error:
            complain(words["again"].format(said=type(error).__name__))
            connection.close()
        time.sleep(arguments.every)


def _publish(words: Words, *, quiet: bool = False) -> int:
    done = publishing.publish()
    if done.added or not quiet:
        print(words["published"].format(size=done.size, added=done.added, path=folder().path), flush=True)
    return 0


def _enter_old(arguments: argparse.Namespace, words: Words, owner: Address) -> None:
    known = kinds()
    with connect(owner) as held, telling(0, 0, words["entering"]) as tell:
        came: Counter[str] = enter_old(held, known, tell)
    if total := came.total():
        named = ", ".join(f"{_called(known[code], arguments.lang)} {n}" for code, n in came.items() if n)
        print(words["old"].format(count=total, kinds=named))


def verify(arguments: argparse.Namespace, words: Words, owner: Address) -> int:
    """Check everything."""
    own, known, began = log_key.begun(), kinds(), time.monotonic()
    expected = 2 * (Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0)
    with connect(owner) as held, telling(0, expected, words["label"]) as tell:
        found = verifying.verify(held, folder(), own, log_key.witnesses(), known, tell)
    seconds = time.monotonic() - began
    if arguments.json:
        print_json(_plain(found, seconds))
        return 0 if found.good else 1
    for one in found.wrong[:SHOWN]:
        place = "" if one.index is None else words["place"].format(index=one.index)
        called = _called(known[one.kind], arguments.lang) if one.kind in known else one.kind
        what = words["what"][one.what]
        print(words["row"].format(kind=called, subject=one.subject, place=place, what=what))
    for code, figures in found.broken[:SHOWN]:
        print(words["broken"][code].format(**figures))
    if (more := found.how_many_wrong + len(found.broken) - 2 * SHOWN) > 0:
        print(words["more"].format(more=more))
    plain = {**vars(found), "seconds": seconds, "rate": found.rows / seconds if seconds else 0}
    print(words["verified"].format(**plain))
    print(words["cosigned"].format(names=", ".join(found.cosigned_by) or words["nobody"]))
    counts = {"rows": found.how_many_wrong, "log": len(found.broken)}
    print(words["good"] if found.good else words["bad"].format(**counts))
    return 0 if found.good else 1


def _plain(found: verifying.Verified, seconds: float) -> dict[str, Any]:
    plain = {**vars(found), "of_kind": dict(found.of_kind), "wrong": [vars(one) for one in found.wrong]}
    broken = [
        {"code": code, **{name: str(value) for name, value in rest.items()}} for code, rest in found.broken
    ]
    return {"version": 1, **plain, "broken": broken, "seconds": round(seconds, 3)}


def status(arguments: argparse.Namespace, words: Words) -> int:
    """What is there."""
    from baeum.transparency.models import Log

    if not Log.objects.exists():
        complain(words["faults"]["not_begun"])
        return 1
    own, known, place = log_key.begun(), log_key.witnesses(), folder()
    newest = Checkpoint.objects.order_by("-size").first()
    names = sorted({key.name for key in known.keys})
    plain = {
        "origin": own.name,
        "key": str(own),
        "path": str(place.path),
        "signed": newest.size if newest else 0,
        "published": publishing.published_size(place, own),
        "waiting": Leaf.objects.filter(index=None).values("index").count(),
        "witnesses": names,
        "quorum": known.quorum,
    }
    if arguments.json:
        print_json({"version": 1, **plain})
    else:
        print(words["status"].format(**plain, names=", ".join(names) or words["nobody"]))
    return 0


def _called(kind: Any, language: str) -> str:
    return str(kind.ko if language == "ko" else kind.en)
