"""How long the choice takes for one learner, timed inside compiled code by the clock of the processor."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from numba import njit, types

from baeum_rules.batch.columns import Decided, Learners, Records
from baeum_rules.batch.compiling import keep
from baeum_rules.batch.encoding import Encoder
from baeum_rules.batch.kernel import choosing, making
from baeum_rules.batch.one_by_one import PER_RECORD
from baeum_rules.certificates import load_certificates
from baeum_rules.parameters import load_law
from baeum_rules.synth.people import Setup
from benchmarks.batch_nation import Kind, named, nested

SECOND = 1_000_000_000
OF_THE_THREAD = 3  # CLOCK_THREAD_CPUTIME_ID of Linux
PER_LEARNER = [name not in PER_RECORD for name in Decided._fields]

_clock = types.ExternalFunction("clock_gettime", types.int32(types.int32, types.voidptr))
_choose_all = choosing._choose_all


class Choices(NamedTuple):
    """``times``: microseconds for each learner, ascending; ``slowest``: who took the last of them."""

    called: str
    times: Any
    labels: int
    handed: float
    slowest: str

    def at(self, share: float) -> float:
        """The time that this share of the learners does not exceed."""
        return float(self.times[min(len(self.times) - 1, int(share * len(self.times)))])


def choices(kind: Kind, drawn: Setup, learners: int) -> Choices:
    """The choice of each of the first learners of a seed, alone and in their order."""
    encoder = Encoder(load_certificates(f"{load_law().folder}/certificates"))
    names, times, labels, handed = [], [], [], 0
    for batch in nested(learners, drawn):
        with patch.object(choosing, "_choose_all", _Kept()) as kept:
            choosing.Chooser()(*encoder.encode(batch)[:4])
        took, spent, states = _one_by_one(*kept.given)
        names += batch.column("learner").to_pylist()
        times.append(took)
        labels.append(spent)
        handed += int((states == choosing.HANDED).sum())
    all_times, all_labels = np.concatenate(times) / 1e3, np.concatenate(labels)
    last, most = int(all_times.argmax()), int(all_labels.argmax())
    slowest = f"{names[last]} ({all_labels[last]:,} labels); most labels {names[most]}"
    slowest += f" ({all_times[most]:,.1f})"
    return Choices(named(kind), np.sort(all_times), int(all_labels.max()), handed / learners, slowest)


class _Kept:
    """Stands for the compiled choice for one call and keeps what it was given."""

    given: tuple[Any, ...] = ()

    def __call__(self, *given: Any) -> None:
        self.given = given


def _one_by_one(desk: Any, learners: Learners, records: Records, *others: Any) -> tuple[Any, Any, Any]:
    """Nanoseconds, labels and state of each learner; each is a batch of one for the compiled choice."""
    *facts, into, spent = others
    count = len(spent)
    alone = Learners(*(np.zeros(1, column.dtype) for column in learners))
    answer = Decided(*(np.zeros(1, c.dtype) if one else c for c, one in zip(into, PER_LEARNER, strict=True)))
    moved = [
        tuple(pair[at] for pair in zip(learners, alone, strict=True) if pair[0].dtype == kind)
        for kind in (np.int8, np.int32)
        for at in (0, 1)
    ]
    told = np.full(count, 1 << 62, np.int64), np.zeros(count, np.int64), np.zeros(count, np.int8)
    found, now = np.zeros(1, np.int64), np.zeros(4, np.int64)
    start, records = records.start, records._replace(start=np.zeros(2, np.int64))
    for _ in range(2):  # the first time what it needs may not be at hand
        _timed((desk, alone, records, *facts, answer, found), start, tuple(moved), now, told)
    return told


def _time_all(given: Any, start: Any, moved: Any, now: Any, told: Any) -> None:
    """Each learner by the compiled choice, which finds it at place 0; ``now``: room for two times."""
    records, answer, found = given[2], given[10], given[11]
    times, spent, states = told
    small, small_alone, wide, wide_alone = moved
    for one in range(len(start) - 1):
        records.start[0], records.start[1] = start[one], start[one + 1]
        for column in range(len(small)):
            small_alone[column][0] = small[column][one]
        for column in range(len(wide)):
            wide_alone[column][0] = wide[column][one]
        found[0] = 0
        _clock(OF_THE_THREAD, now[:2].ctypes)
        _choose_all(*given)
        _clock(OF_THE_THREAD, now[2:].ctypes)
        took = (now[2] - now[0]) * SECOND + now[3] - now[1]
        times[one] = min(times[one], took)
        spent[one], states[one] = found[0], answer.state[0]


_timed = njit(nogil=True)(_time_all)  # kept on disk, as long as neither the kernel nor this file changes
keep(_timed, _time_all, making._STAMP_OF_SOURCE + Path(__file__).read_text(encoding="utf-8"))
