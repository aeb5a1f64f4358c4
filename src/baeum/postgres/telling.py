"""What the supervisor says while it works, on standard error: Korean, then English, on one line."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from baeum.postgres.sentences import Sentence, sentence

PATIENCE_S = 2.0  # longer waits say what they wait for
AGAIN_S = 5.0

Tell = Callable[[Sentence], None]


def to_stderr(said: Sentence) -> None:
    """Say it to whoever watches the command."""
    print(f"{said.ko} · {said.en}", file=sys.stderr, flush=True)


class Wait:
    """One wait: says what it waits for after two seconds, then every five, with the seconds so far."""

    def __init__(self, tell: Tell, code: str) -> None:
        self.tell, self.code = tell, code
        self.began = time.monotonic()
        self.next = self.began + PATIENCE_S

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self.began

    def turn(self, pause_s: float, detail: str = "") -> None:
        """Sleep a moment, and speak where it is time to. ``detail``: what the server itself says."""
        if time.monotonic() >= self.next:
            self.next = time.monotonic() + AGAIN_S
            ko, en = sentence(self.code)
            more = f" – {detail}" if detail else ""
            self.tell(Sentence(f"{ko} ({self.seconds:.0f}초)", f"{en} ({self.seconds:.0f} s){more}"))
        time.sleep(pause_s)
