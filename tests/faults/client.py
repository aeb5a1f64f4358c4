"""The client of the killed app: it makes the keys, remembers every answer, asks again until it has one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from random import Random
from threading import Thread
from typing import Any
from uuid import UUID

from tests.faults.depositing import UNKNOWN

IN_FLIGHT = 16
AGAIN, OTHER_KEY = 0.10, 0.08  # shares: an answered request once more; its event under a new key
PATIENCE_S = 120


class App:
    """The process that deposits, and what it answers."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.answers: SimpleQueue[str] = SimpleQueue()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.depositing"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # connections that break are told there, by the hundred
            env={**os.environ, **environment, "PYTHONPATH": os.pathsep.join(["", *sys.path])},
            text=True,
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"
        Thread(target=self._listen, daemon=True).start()

    def ask(self, request: dict[str, Any]) -> bool:
        """Send a request; False where the app is gone."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
        except (BrokenPipeError, ValueError, OSError):
            return False
        return True

    def kill(self) -> None:
        """kill -9, and wait for its end."""
        self.process.kill()
        self.process.wait()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.answers.put(line)


@dataclass
class Client:
    """Everything that was asked and answered. ``accounts``: account id to person."""

    accounts: dict[int, UUID]
    random: Random
    asked: dict[str, dict[str, Any]] = field(default_factory=dict)  # by key
    answered: dict[str, tuple[int, Any]] = field(default_factory=dict)  # by key: status, what was said
    differing: int = 0  # answers to a key that were not its first answer again
    again: int = 0  # requests sent once more although they had been answered
    unknown: int = 0  # answers that the database was away

    def deposits(self) -> set[str]:
        """Keys whose deposit was acknowledged."""
        return {key for key, (status, _) in self.answered.items() if status == 201}

    def waiting(self) -> list[str]:
        """Keys without an answer."""
        return [key for key in self.asked if key not in self.answered]

    def work(self, app: App, seconds: float) -> None:
        """Ask for a while; what is still unanswered then stays so."""
        self._run(app, self.waiting(), time.monotonic() + seconds, new=True)

    def finish(self, app: App) -> None:
        """Ask for what is missing until everything is answered."""
        until = time.monotonic() + PATIENCE_S
        while (waiting := self.waiting()) and time.monotonic() < until:
            self._run(app, waiting, until, new=False)
        assert not self.waiting(), f"{len(self.waiting())} requests found no answer"

    def _run(self, app: App, retry: list[str], until: float, *, new: bool) -> None:
        flying: list[str] = []
        while time.monotonic() < until and (new or retry or flying):
            while len(flying) < IN_FLIGHT and (new or retry):
                key = retry.pop() if retry else self._next()
                if not app.ask(self.asked[key]):
                    return
                flying.append(key)
            try:
                answer = json.loads(app.answers.get(timeout=0.2))
            except Empty:
                if app.process.poll() is not None:
                    return
                continue
            if answer["key"] in flying:
                flying.remove(answer["key"])
            self._note(answer)

    def _next(self) -> str:
        chance = self.random.random()
        if self.answered and chance < AGAIN:
            self.again += 1
            return self.random.choice(list(self.answered))
        key = f"key {len(self.asked)}"
        if self.answered and chance < AGAIN + OTHER_KEY:
            of = self.random.choice(sorted(self.deposits()) or list(self.answered))
            self.asked[key] = {**self.asked[of], "key": key}
        else:
            account = self.random.choice(list(self.accounts))
            self.asked[key] = {
                "key": key,
                "account": account,
                "person": str(self.accounts[account]),
                "title": f"과정 {len(self.asked)}",
            }
        return key

    def _note(self, answer: dict[str, Any]) -> None:
        if answer["status"] == UNKNOWN:
            self.unknown += 1
            return
        now = (answer["status"], answer["said"])
        if self.answered.setdefault(answer["key"], now) != now:
            self.differing += 1
