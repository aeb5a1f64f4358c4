"""Publishing: tiles first and lasting, then the checkpoint, at once. The next run completes one that died."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from baeum.credentials.checkpoint import NoteFault, NoteKey, cosigners, read_checkpoint, read_note, with_lines
from baeum.credentials.merkle import edge_of
from baeum.credentials.tiles import (
    CHECKPOINT,
    ENTRIES,
    WIDTH,
    Tile,
    TileFault,
    Tiles,
    bundle,
    leaf_hashes,
    tile_at,
    tiles_between,
    whole,
)
from baeum.transparency import models
from baeum.transparency.faults import LogFault
from baeum.transparency.folder import WITNESSED, Folder, folder
from baeum.transparency.log_key import Witnesses, begun, signer, witnesses
from baeum.transparency.sequencing import MOST, Head, last, sequence

TRIED = 20  # cosigned checkpoints among which the newest with a quorum is looked for
AT_ONCE = 64  # bundles of entries read from the database together


@dataclass(frozen=True)
class Published:
    """The size of the log that is published now, and how many leaves it has more than before."""

    size: int
    added: int


def publish(most: int = MOST) -> Published:
    """Sequence everything that waits, and publish it. Raises LogFault; then what was published stands."""
    log, place = begun(), folder()
    own, known = signer(log), witnesses()
    with place.alone():
        before = published_size(place, log)
        head = last(log)
        if head:
            _publish(place, head, log, known)  # what a process that was killed left undone
        while (more := sequence(own, most)) is not None:
            head = more
            _publish(place, head, log, known)
    size = head.size if head else 0
    return Published(size, size - before)


def published_size(place: Folder, log: NoteKey) -> int:
    """How much is published. Raises LogFault where the database does not know of it.

    A database from an older backup would sign a second tree over the same indices: it must not go on.
    """
    try:
        found = read_checkpoint(place.read(CHECKPOINT).decode(), log)
    except FileNotFoundError:
        return 0
    except (NoteFault, UnicodeDecodeError) as error:
        raise LogFault("published_unreadable", path=place.path, said=error) from error
    known = models.Checkpoint.objects.filter(size=found.size).first()
    if known is None or bytes(known.root) != found.root:
        raise LogFault("published_unknown", path=place.path, size=found.size)
    return found.size


def _publish(place: Folder, head: Head, log: NoteKey, known: Witnesses) -> None:
    old = published_size(place, log)
    if old > head.size:
        return
    if not (_write_tiles(place, old, head) or _write_tiles(place, 0, head)):
        raise LogFault("tiles", path=place.path, size=head.size)
    _write_checkpoint(place, CHECKPOINT, with_cosignatures(head.size, head.note))
    write_witnessed(place, log, known)
    for tile in tiles_between(old, head.size):
        if tile.full:  # it holds all that its partial ones did
            shutil.rmtree(place.path / f"{tile.path}.p", ignore_errors=True)


def write_witnessed(place: Folder, log: NoteKey, known: Witnesses) -> None:
    """Publish the newest checkpoint that enough witnesses signed, where there is one."""
    cosigned = models.Cosignature.objects.values("checkpoint")
    for row in models.Checkpoint.objects.filter(pk__in=cosigned).order_by("-size")[:TRIED]:
        note = with_cosignatures(row.size, row.note)
        if known.quorum and len(cosigners(read_note(note), known.keys)) >= known.quorum:
            if published_size(place, log) >= row.size:
                _write_checkpoint(place, WITNESSED, note)
            return


def with_cosignatures(size: int, note: str) -> str:
    """A note with what witnesses signed since; a wrong line would spoil all of it, and is left out."""
    found = models.Cosignature.objects.filter(checkpoint_id=size).order_by("key")
    return with_lines(note, [one.line for one in found if _holds(note, one.line, one.key)])


def _holds(note: str, line: str, key: str) -> bool:
    try:
        return bool(read_note(with_lines(note, [line])).times(NoteKey.read(key)))
    except NoteFault:
        return False


def _write_checkpoint(place: Folder, name: str, note: str) -> None:
    try:
        if place.read(name) == note.encode():
            return
    except FileNotFoundError:
        pass
    place.write(name, note.encode())
    place.settle({name})


def _write_tiles(place: Folder, old: int, head: Head) -> bool:
    """Write what came since a size; whether the files then lead to the root that was signed."""
    tiles = Tiles(place.read, head.size)
    new = list(tiles_between(old, head.size))
    try:
        _write_leaves(place, [tile for tile in new if tile.level == ENTRIES])
        for tile in new:
            if tile.level > 0:
                place.write(tile.path, b"".join(_hashes(place, tiles, tile, old)))
        place.settle({tile.path for tile in new})
        return edge_of(head.size, tiles.node) == head.edge
    except TileFault:
        return False


def _write_leaves(place: Folder, bundles: list[Tile]) -> None:
    for first in range(0, len(bundles), AT_ONCE):
        together = bundles[first : first + AT_ONCE]
        for tile, entries in zip(together, _entries(together), strict=True):
            place.write(tile.path, bundle(entries))
            place.write(Tile(0, tile.number, tile.width).path, b"".join(leaf_hashes(entries)))


def _entries(bundles: list[Tile]) -> Iterable[list[bytes]]:
    """The commitments of bundles that follow one another, from the database. Raises TileFault for a gap."""
    begin, end = bundles[0].number * WIDTH, bundles[-1].number * WIDTH + bundles[-1].width
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT index, commitment FROM transparency_leaf WHERE index >= %s AND index < %s ORDER BY index",
            [begin, end],
        )
        rows = cursor.fetchall()
    if [index for index, _ in rows] != list(range(begin, end)):
        raise TileFault(f"the database has not all leaves from {begin} to {end}")
    held = [bytes(commitment) for _, commitment in rows]
    return [held[at : at + WIDTH] for at in range(0, len(held), WIDTH)]


def _hashes(place: Folder, tiles: Tiles, tile: Tile, old: int) -> list[bytes]:
    """The hashes of a tile above level 0: those it had, and one for each full tile that came below it."""
    found: list[bytes] = []
    if tile_at(tile.level, tile.number, old):
        found = list(Tiles(place.read, old).hashes(tile.level, tile.number))
    for below in range(tile.number * WIDTH + len(found), tile.number * WIDTH + tile.width):
        found.append(whole(tiles.hashes(tile.level - 1, below)))
    return found
