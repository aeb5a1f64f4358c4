"""An app that deposits: a request a line on its input, an answer a line on its output, four at a time.

It is killed without warning, so it remembers nothing. Run by kill_during_deposits.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any
from uuid import UUID

AT_A_TIME = 4
UNKNOWN = 503  # the database was away: the client cannot know, and asks again


def main() -> None:
    """Answer until the input ends."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baeum.config.settings")
    import django

    django.setup()
    requests: SimpleQueue[str | None] = SimpleQueue()
    writing = Lock()
    threads = [Thread(target=_work, args=(requests, writing)) for _ in range(AT_A_TIME)]
    for thread in threads:
        thread.start()
    print("ready", flush=True)
    for line in sys.stdin:
        requests.put(line)
    for _ in threads:
        requests.put(None)


def _work(requests: SimpleQueue[str | None], writing: Lock) -> None:
    while (line := requests.get()) is not None:
        answer = json.dumps(_answer(json.loads(line)))
        with writing:
            print(answer, flush=True)


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    from django.db import DatabaseError, InterfaceError, connection

    from baeum.ledger.learning import Learning
    from baeum.ledger.services.deposit import deposit
    from baeum.people.acting import Actor
    from baeum.shared.refusal import Refusal

    learning = Learning("training", asked["title"], "표본 도서관", date(2026, 1, 2), hours=1)
    by = Actor(UUID(asked["person"]))
    try:
        answer = deposit(asked["account"], learning, key=asked["key"], by=by, on=date(2026, 11, 25))
    except (DatabaseError, InterfaceError):
        connection.close()
        return {"key": asked["key"], "status": UNKNOWN}
    if isinstance(answer, Refusal):
        return {"key": asked["key"], "status": answer.status, "said": [answer.code, dict(answer.figures)]}
    return {"key": asked["key"], "status": 201, "said": [answer.entry_id, answer.number]}


if __name__ == "__main__":
    main()
