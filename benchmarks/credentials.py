"""Credentials a second, each beside a bare signature of the same bytes: issuing and verifying."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from uuid import uuid4

from baeum.credentials import jws
from baeum.credentials.badge import Terms, badge, sign_badge
from baeum.credentials.canonical import canonical
from baeum.credentials.issuer import Trusted
from baeum.credentials.keys import Purpose
from baeum.credentials.proof import secured
from baeum.credentials.status_checking import StatusLists
from baeum.credentials.templates import Templates
from baeum.credentials.verify import verify

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from tests.credentials.making import World, as_bytes, line, snapshot  # isort: skip  # noqa: E402

ON = date(2026, 11, 27)


def rate(act: Callable[[], object], seconds: float, rounds: int) -> float:
    """How many acts a second of the processor: the median of some rounds."""
    found = []
    gc.disable()
    for _ in range(rounds):
        count, began = 0, time.process_time()
        while time.process_time() - began < seconds:
            act()
            count += 1
        found.append(count / (time.process_time() - began))
    gc.enable()
    return median(found)


def acts(world: World) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """What is measured, each with what runs beside it."""
    found: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {}
    items, held = world.keys[Purpose.ITEMS], snapshot()

    def one_badge() -> object:
        terms = Terms(f"urn:uuid:{uuid4()}", f"urn:uuid:{uuid4()}", world.entry())
        return sign_badge(held, held.lines[0], terms, items, world.templates)

    def by_pyoxigraph() -> object:
        document = badge(
            held, held.lines[0], Terms(f"urn:uuid:{uuid4()}", f"urn:uuid:{uuid4()}", world.entry())
        )
        config_less = canonical(document, issuing=True)
        return secured(document, items, "2026-11-26T00:00:00+09:00", Templates(), config_less)

    signed = world.badge().nquads
    found["badge, template"] = (one_badge, lambda: items.sign(signed))
    found["badge, pyoxigraph"] = (by_pyoxigraph, lambda: items.sign(signed))
    for count in (5, 20, 100):
        many = snapshot(*[line(n) for n in range(count)])
        payload = world.certificate(many).partition("~")[0].encode()
        found[f"SD-JWT, {count} lines"] = (
            lambda many=many: world.certificate(many),
            lambda payload=payload: items.sign(payload),
        )
    for count in (5, 20):
        many = snapshot(*[line(n) for n in range(count)])
        members = [world.badge(many, one, n) for n, one in enumerate(many.lines)]
        nquads = world.portfolio(many, members).nquads
        found[f"CLR, {count} badges"] = (
            lambda many=many, members=members: world.portfolio(many, members),
            lambda nquads=nquads: items.sign(nquads),
        )
    return found | verifications(world)


def verifications(world: World) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """Verifying, beside the bare check of a signature over the same bytes."""
    trusted, lists = Trusted.of([world.issuer]), StatusLists.of(world.lists())
    items = world.keys[Purpose.ITEMS]
    twenty = snapshot(*[line(n) for n in range(20)])
    given = {
        "verify a badge": as_bytes(world.badge()),
        "verify an SD-JWT, 20 lines": as_bytes(world.certificate(twenty)),
        "verify a CLR, 20 badges": as_bytes(world.portfolio(twenty)),
    }
    found: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {}
    for name, held in given.items():
        if not verify(held, trusted=trusted, status=lists, on=ON).valid:
            raise ValueError(f"{name}: it is not valid")
        bare = items.sign(held)
        found[name] = (
            lambda held=held: verify(held, trusted=trusted, status=lists, on=ON),
            lambda held=held, bare=bare: items.public.accepts(bare, held),
        )
    return found


def main(words: list[str] | None = None) -> int:
    """Print a table: a second of the processor, the bare signature beside it, and the ratio."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.credentials", description=main.__doc__)
    parser.add_argument("--seconds", type=float, default=0.5, help="of the processor for each round (0.5)")
    parser.add_argument("--rounds", type=int, default=5, help="the median of so many counts (5)")
    arguments = parser.parse_args(words)
    world = World()
    print("credentials: in a second of one processor, beside a bare Ed25519 signature of the same bytes")
    print(f"{'':28}{'a second':>10}{'bare':>10}{'times':>8}")
    for name, (act, beside) in acts(world).items():
        act()
        ours = rate(act, arguments.seconds, arguments.rounds)
        bare = rate(beside, arguments.seconds / 2, arguments.rounds)
        print(f"{name:28}{ours:>10,.0f}{bare:>10,.0f}{bare / ours:>8.1f}", flush=True)
    twenty = snapshot(*[line(n) for n in range(20)])
    sizes = len(world.certificate(twenty)), len(jws.as_json(world.badge().document))
    print("an SD-JWT of 20 lines has {:,} bytes, a badge {:,}".format(*sizes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
