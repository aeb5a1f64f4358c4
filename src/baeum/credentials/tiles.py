"""A log as files that never change (C2SP tlog-tiles): anybody can copy them, and check or prove with them.

``tile/<level>/<number>`` has 256 hashes, each over a whole tile of the level below; ``tile/entries/<number>``
has the 256 entries below a tile of level 0. What is not full has its width behind it: ``.p/<width>``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from baeum.credentials.merkle import HASH, leaf_hash, node_hash

WIDTH = 256  # hashes of a full tile
HEIGHT = 8  # levels of the tree within a tile
LEVELS = 6  # tiles of 256**6 leaves: more than will ever be
ENTRIES = -1  # in the place of a level: the entries
CHECKPOINT = "checkpoint"
_PATH = re.compile(r"tile/(entries|[0-5])/((?:x\d{3}/)*\d{3})(?:\.p/([1-9]\d{0,2}))?", re.ASCII)


class TileFault(ValueError):
    """A tile is missing or is not what it must be; the message names it."""


@dataclass(frozen=True)
class Tile:
    """Which tile: its level (ENTRIES: of entries), its number, how many it holds."""

    level: int
    number: int
    width: int = WIDTH

    @property
    def full(self) -> bool:
        return self.width == WIDTH

    @property
    def path(self) -> str:
        """Where it lies, under the folder or address of the log."""
        digits = f"{self.number:03}"
        digits = digits.rjust(-(-len(digits) // 3) * 3, "0")
        parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
        named = "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
        level = "entries" if self.level == ENTRIES else str(self.level)
        return f"tile/{level}/{named}" + ("" if self.full else f".p/{self.width}")

    @classmethod
    def of(cls, path: str) -> Tile | None:
        """The tile of a path; None where it is no path of a tile."""
        match = _PATH.fullmatch(path)
        if match is None:
            return None
        number = int(match[2].replace("/", "").replace("x", ""))
        level = ENTRIES if match[1] == "entries" else int(match[1])
        found = cls(level, number, int(match[3]) if match[3] else WIDTH)
        return found if found.path == path else None


def tile_at(level: int, number: int, size: int) -> Tile | None:
    """A tile as it is in a tree of this size; None where it holds nothing yet."""
    held = (size >> (HEIGHT * max(level, 0))) - number * WIDTH
    return Tile(level, number, min(held, WIDTH)) if held > 0 else None


def tiles_between(old: int, size: int) -> Iterable[Tile]:
    """The tiles that a tree has and did not have at an earlier size: entries, then level after level up."""
    for level in (ENTRIES, *range(LEVELS)):
        shift = HEIGHT * max(level, 0)
        before, after = old >> shift, size >> shift
        if before == after:
            continue
        for number in range(before // WIDTH, -(-after // WIDTH)):
            found = tile_at(level, number, size)
            assert found is not None
            yield found


def bundle(entries: Iterable[bytes]) -> bytes:
    """Entries as a file: each behind its length in two bytes."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unbundle(held: bytes) -> list[bytes]:
    """The entries of a file. Raises TileFault."""
    found, at = [], 0
    while at < len(held):
        end = at + 2 + int.from_bytes(held[at : at + 2], "big")
        if end > len(held) or at + 2 > len(held):
            raise TileFault("entries end within one")
        found.append(held[at + 2 : end])
        at = end
    return found


class Tiles:
    """Reads a log of a size from its tiles. ``read``: the bytes of a path; raises FileNotFoundError.

    Nothing read is trusted: who uses it compares what comes of it with a signed root.
    """

    def __init__(self, read: Callable[[str], bytes], size: int, kept: int = 64) -> None:
        self._read, self.size, self._kept = read, size, kept
        self._tiles: dict[tuple[int, int], list[bytes]] = {}
        self._nodes: dict[tuple[int, int], bytes] = {}

    def entries(self, number: int) -> list[bytes]:
        """The entries of a bundle. Raises TileFault."""
        tile = self._tile(ENTRIES, number)
        held, there = self._bytes(tile)
        found = unbundle(held)
        if len(found) != there.width:
            raise TileFault(f"{there.path}: {len(found)} entries, not {there.width}")
        return found[: tile.width]

    def hashes(self, level: int, number: int) -> list[bytes]:
        """The hashes of a tile. Raises TileFault."""
        if (level, number) not in self._tiles:
            if len(self._tiles) >= self._kept:
                self._tiles.pop(next(iter(self._tiles)))
            self._tiles[level, number] = self._hashes(self._tile(level, number))
        return self._tiles[level, number]

    def node(self, level: int, index: int) -> bytes:
        """The hash over 2**level leaves, as ``merkle.Node``. Raises TileFault."""
        if (level, index) not in self._nodes:
            if len(self._nodes) >= WIDTH * self._kept:
                self._nodes.clear()
            self._nodes[level, index] = self._node(level, index)
        return self._nodes[level, index]

    def _node(self, level: int, index: int) -> bytes:
        tile_level, height = divmod(level, HEIGHT)
        first = index << height
        hashes = self.hashes(tile_level, first // WIDTH)
        wanted = hashes[first % WIDTH : first % WIDTH + (1 << height)]
        if len(wanted) != 1 << height:
            raise TileFault(f"{self._tile(tile_level, first // WIDTH).path}: it ends before hash {first}")
        return whole(wanted)

    def _tile(self, level: int, number: int) -> Tile:
        found = tile_at(level, number, self.size)
        if found is None:
            raise TileFault(f"{Tile(level, number).path}: the tree does not reach it")
        return found

    def _hashes(self, tile: Tile) -> list[bytes]:
        held, there = self._bytes(tile)
        if len(held) != there.width * HASH:
            raise TileFault(f"{there.path}: {len(held)} bytes, not {there.width * HASH}")
        return [held[at : at + HASH] for at in range(0, tile.width * HASH, HASH)]

    def _bytes(self, tile: Tile) -> tuple[bytes, Tile]:
        """Of a tile that is not full, else of the full one that has taken its place; and which it was."""
        for there in (tile, Tile(tile.level, tile.number)):
            try:
                return self._read(there.path), there
            except FileNotFoundError:
                continue
        raise TileFault(f"{tile.path}: it is missing")


def whole(hashes: list[bytes]) -> bytes:
    """The hash over a power of two of hashes."""
    while len(hashes) > 1:
        hashes = [node_hash(hashes[at], hashes[at + 1]) for at in range(0, len(hashes), 2)]
    return hashes[0]


def leaf_hashes(entries: Iterable[bytes]) -> list[bytes]:
    """What a tile of level 0 holds over these entries."""
    return [leaf_hash(entry) for entry in entries]
