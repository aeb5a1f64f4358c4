"""The room of each constraint in the key of a search: kept from its first record to its last, then used
again."""

from __future__ import annotations

from typing import NamedTuple

BITS_OF_A_KEY = 56  # a step's number and a key fit a signed machine word together


class Slot(NamedTuple):
    """Bits of a key."""

    offset: int
    mask: int


class Span(NamedTuple):
    """A constraint's first and last step, and the bits it needs."""

    first: int
    last: int
    width: int
    number: int


def give_slots(spans: list[Span], fixed: int) -> tuple[dict[int, Slot], int]:
    """The slot of each span above the ``fixed`` lowest bits, and the highest bit used."""
    slots: dict[int, Slot] = {}
    held: list[tuple[int, int, int]] = []  # (offset, width, last step)
    highest = fixed
    for span in sorted(spans):
        held = sorted(slot for slot in held if slot[2] >= span.first)
        offset = fixed
        for start, width, _ in held:
            if offset + span.width <= start:
                break
            offset = max(offset, start + width)
        held.append((offset, span.width, span.last))
        slots[span.number] = Slot(offset, (1 << span.width) - 1)
        highest = max(highest, offset + span.width)
    return slots, highest
