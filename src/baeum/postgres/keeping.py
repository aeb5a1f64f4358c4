"""The server's process, kept by a small shell that ends it when we end.

The shell holds one end of a pipe, we the other. However we end, also by ``kill -9``, the kernel closes ours;
the shell reads the end and tells the server to stop (fast: sessions are ended, everything is written). Unlike
PR_SET_PDEATHSIG this works on every system, and does not fire when a mere thread of ours ends.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from baeum.postgres.account import Account

# The server is the shell's child: its number stays its own until the shell has seen it end. INT ends it fast,
# TERM one so young that it ignores INT, as everything does that a shell starts in the background.
SCRIPT = """
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
{ read -r _ <&3; kill -TERM "$server"; kill -INT "$server"; } 2>/dev/null &
watch=$!
exec 3<&-
wait "$server"
code=$?
kill "$watch" 2>/dev/null
wait "$watch"
exit "$code"
"""


class Kept:
    """A server that was started: its shell, and our end of the pipe."""

    def __init__(self, shell: subprocess.Popen[bytes], pipe: int) -> None:
        self.shell = shell
        self._pipe: int | None = pipe

    def ended(self) -> int | None:
        """The exit code of the server, None while it lives."""
        return self.shell.poll()

    def let_go(self) -> None:
        """Close our end of the pipe: the server begins to end, if it is still there."""
        if self._pipe is not None:
            os.close(self._pipe)
            self._pipe = None


def keep(command: Sequence[str | Path], account: Account, folder: Path, log: int) -> Kept:
    """Start the server under an account; its words go to the log. ``folder``: where it begins to work."""
    theirs, ours = os.pipe()
    try:
        shell = subprocess.Popen(
            ["/bin/sh", "-c", SCRIPT, "sh", *command],
            cwd=folder,
            stdin=theirs,
            stdout=log,
            stderr=log,
            env=clean_environment(),
            umask=0o077,
            start_new_session=True,  # Ctrl+C in the terminal is ours to answer
            **account.to_run(),
        )
    except BaseException:
        os.close(ours)
        raise
    finally:
        os.close(theirs)
    return Kept(shell, ours)


def clean_environment() -> dict[str, str]:
    """What the server's programs see: none of our secrets, no PG... that they would read as settings."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "TMPDIR") if name in os.environ}
    return {"LC_ALL": "C", **kept}
