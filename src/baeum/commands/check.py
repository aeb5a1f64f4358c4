"""``baeum check decisions``: recompute every stored decision; tell what would be decided otherwise."""

from __future__ import annotations

import argparse
import time
from typing import Any

from baeum.commands.wording import add_language, complain, print_json

SAME, DIFFERENT, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
SHOWN = 20  # decisions told one by one

WORDS = {
    "ko": {
        "label": "결정",
        "summary": "결정 {total}건: 같음 {same}, 다름 {differing}(결과가 다름 {outcomes}),"
        " 읽을 수 없음(열쇠 파기) {unreadable}, 해시가 깨짐 {broken}. {seconds:.1f}초, 초당 {rate:.0f}건.",
        "one": "{decision_id} (법령 자료 {law}): {what}",
        "more": "그 밖에 {more}건",
        "broken": "{decision_id}: 해시가 저장된 내용과 맞지 않습니다.",
        "owner": "DATABASE_URL을 쓸 때는 DATABASE_OWNER_URL도 있어야 합니다.",
        "interrupted": "멈추었습니다. 아무것도 바꾸지 않았습니다.",
    },
    "en": {
        "label": "decisions",
        "summary": "{total} decisions: {same} the same, {differing} different ({outcomes} in the outcome),"
        " {unreadable} unreadable (key destroyed), {broken} with a broken hash. {seconds:.1f} s, {rate:.0f} a"
        " second.",
        "one": "{decision_id} (law data {law}): {what}",
        "more": "and {more} more",
        "broken": "{decision_id}: the hash does not follow from what is stored.",
        "owner": "With DATABASE_URL, DATABASE_OWNER_URL is needed too.",
        "interrupted": "Interrupted. Nothing was changed.",
    },
}


def describe(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("what", choices=("decisions",), help="what to check")
    parser.add_argument("--json", action="store_true", help="the result as JSON")
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """0 where everything is the same, 1 where something differs or is broken, 2 where it cannot be told."""
    from baeum.postgres.fault import DatabaseFault

    words = WORDS[arguments.lang]
    try:
        return _check(arguments, words)
    except DatabaseFault as fault:
        return complain(str(fault))
    except KeyboardInterrupt:
        complain(words["interrupted"])
        return INTERRUPTED


def _check(arguments: argparse.Namespace, words: dict[str, str]) -> int:
    from baeum.config.bringing_up import bring_up_to_date, database, set_up_django
    from baeum.config.database import owner_address

    owner = owner_address()
    if owner is None:
        return complain(words["owner"])
    with database():
        set_up_django()
        bring_up_to_date()
        from baeum.claims.recomputing import Checked, check
        from baeum.claims.stored import how_many
        from baeum.commands.demo import telling
        from baeum.postgres.connecting import connect

        with connect(owner) as connection:
            began = time.monotonic()
            with telling(0, how_many(connection), words["label"]) as tell:
                found: Checked = check(connection, tell)
            seconds = time.monotonic() - began
    if arguments.json:
        print_json(_plain(found, seconds))
    else:
        _print(found, seconds, words)
    return DIFFERENT if found.differing or found.broken else SAME


def _print(found: object, seconds: float, words: dict[str, str]) -> None:
    plain = _plain(found, seconds)
    for one in plain["differing"][:SHOWN]:
        print(words["one"].format(**{**one, "what": ", ".join(one["what"])}))
    if (more := len(plain["differing"]) - SHOWN) > 0:
        print(words["more"].format(more=more))
    for decision_id in plain["broken"]:
        print(words["broken"].format(decision_id=decision_id))
    counts = {
        "differing": len(plain["differing"]),
        "broken": len(plain["broken"]),
        "outcomes": sum(one["outcome"] for one in plain["differing"]),
    }
    rate = plain["total"] / seconds if seconds else 0
    print(words["summary"].format(**{**plain, **counts}, rate=rate))


def _plain(found: object, seconds: float) -> dict[str, Any]:
    from baeum.claims.recomputing import Checked

    assert isinstance(found, Checked)
    differing = [
        {**one._asdict(), "decision_id": str(one.decision_id), "what": list(one.what)}
        for one in found.differing
    ]
    plain = {**found._asdict(), "differing": differing, "broken": [str(one) for one in found.broken]}
    return {"version": 1, **plain, "seconds": round(seconds, 3)}
