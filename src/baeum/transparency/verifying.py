"""Everything again: files against the signed roots, of old checkpoints too, and rows against commitments.

Memory: one bit for each leaf, and what is read at once. All is read as of one moment of the database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, LiteralString

from psycopg import Connection

from baeum.credentials.checkpoint import Checkpoint, NoteFault, NoteKey, cosigners, read_checkpoint, read_note
from baeum.credentials.log_proof import commitment_of
from baeum.credentials.merkle import Edge
from baeum.credentials.tiles import CHECKPOINT, WIDTH, TileFault, Tiles, leaf_hashes, tile_at, whole
from baeum.transparency.faults import LogFault
from baeum.transparency.folder import Folder
from baeum.transparency.kinds import Kind, Row
from baeum.transparency.log_key import Witnesses

AT_ONCE = 2000  # rows read together
MOST_NAMED = 10_000  # faults that are kept, so that memory stays bounded
LEAVES: LiteralString = """\
SELECT subject, nonce, commitment, index, id FROM transparency_leaf WHERE kind = %s AND subject = ANY (%s)"""
IN_ORDER: LiteralString = """\
SELECT index, commitment, kind, subject FROM transparency_leaf WHERE index IS NOT NULL ORDER BY index"""
WAITING: LiteralString = """\
SELECT id, kind, subject FROM transparency_leaf WHERE index IS NULL ORDER BY id"""
SIGNED: LiteralString = "SELECT size, root, note FROM transparency_checkpoint ORDER BY size"

# what can be wrong with a row or its leaf
DIFFERS = "differs"  # the row states something else than was committed to
MISSING = "missing"  # what was committed to is not there any more
INSERTED = "inserted"  # a row that was never entered
NONCE_GONE = "nonce_gone"  # the nonce was destroyed, the row was not: it cannot be checked
LEAF_DIFFERS = "leaf_differs"  # the database's leaf is not the published one
UNKNOWN_KIND = "unknown_kind"  # nobody reads rows of this kind


@dataclass(frozen=True)
class Wrong:
    """One row: what is wrong with it. ``index``: its place in the log, where it has one."""

    what: str
    kind: str
    subject: str
    index: int | None


@dataclass
class Verified:
    """What was found. ``broken``: faults of the log itself, as code and figures."""

    size: int = 0
    rows: int = 0
    same: int = 0
    erased: int = 0
    waiting: int = 0
    checkpoints: int = 0
    cosigned_by: list[str] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)  # the first MOST_NAMED of them
    how_many_wrong: int = 0
    broken: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    of_kind: Counter[str] = field(default_factory=Counter)

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.wrong or self.broken)

    def add(self, what: str, kind: str, subject: str, index: int | None) -> None:
        """One more row that is wrong."""
        self.how_many_wrong += 1
        if len(self.wrong) < MOST_NAMED:
            self.wrong.append(Wrong(what, kind, subject, index))

    def break_(self, code: str, **figures: Any) -> None:
        """One more fault of the log itself."""
        if len(self.broken) < MOST_NAMED:
            self.broken.append((code, figures))


@dataclass(frozen=True)
class Told:
    """Which leaves have a row: a bit for each index, and the ids of those that wait."""

    kinds: dict[str, Kind]
    bits: bytearray
    waiting: set[int]


def published(place: Folder, log: NoteKey) -> Checkpoint:
    """The published checkpoint. Raises LogFault where there is none, or the log did not sign it."""
    try:
        return read_checkpoint(place.read(CHECKPOINT).decode(), log)
    except FileNotFoundError as error:
        raise LogFault("not_published", path=place.path) from error
    except (NoteFault, UnicodeDecodeError) as error:
        raise LogFault("published_unreadable", path=place.path, said=error) from error


def verify(
    owner: Connection,
    place: Folder,
    log: NoteKey,
    known: Witnesses,
    kinds: dict[str, Kind],
    tell: Callable[[int], None],
) -> Verified:
    """Check the published log against itself and against the database. ``tell`` hears how much is behind us.

    ``owner``: a connection that sees every row, with autocommit; nothing is changed.
    """
    head = published(place, log)  # before the database is looked at, which is never behind it
    found = Verified(size=head.size)
    try:
        text = place.read(CHECKPOINT).decode()
        found.cosigned_by = [key.name for key in cosigners(read_note(text), known.keys)]
    except NoteFault as fault:
        found.break_("cosignature", said=str(fault))
    with owner.transaction():
        owner.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        most = owner.execute("SELECT coalesce(max(index), -1) + 1 FROM transparency_leaf").fetchone()
        assert most is not None
        told = Told(kinds, bytearray(most[0] // 8 + 1), set())
        for kind in kinds.values():
            _compare_rows(owner, kind, found, told, tell)
        _compare_leaves(owner, place, log, head, found, told, tell)
        for leaf_id, code, subject in owner.execute(WAITING):
            found.waiting += 1
            if code in kinds and leaf_id not in told.waiting:
                found.add(MISSING, code, subject, None)
    return found


def _compare_rows(
    owner: Connection,
    kind: Kind,
    found: Verified,
    told: Told,
    tell: Callable[[int], None],
) -> None:
    """Each row against its leaf, which is marked as told."""
    source = kind.read(owner)
    while rows := list(islice(source, AT_ONCE)):
        asked = owner.execute(LEAVES, [kind.code, [row.subject for row in rows]])
        leaves = {subject: rest for subject, *rest in asked}
        for row in rows:
            leaf = leaves.get(row.subject)
            if leaf is None:
                found.add(INSERTED, kind.code, row.subject, None)
                continue
            nonce, commitment, index, leaf_id = leaf
            if index is None:
                told.waiting.add(leaf_id)
            else:
                told.bits[index >> 3] |= 1 << (index & 7)
            what = _compared(row, nonce, commitment)
            if what == "same":
                found.same += 1
            elif what == "erased":
                found.erased += 1
            else:
                found.add(what, kind.code, row.subject, index)
        found.rows += len(rows)
        found.of_kind[kind.code] += len(rows)
        tell(found.rows)


def _compared(row: Row, nonce: bytes | None, commitment: bytes) -> str:
    if nonce is None:
        return "erased" if row.erased else NONCE_GONE
    return "same" if commitment_of(nonce, row.statement) == commitment else DIFFERS


class _InOrder:
    """The database's leaves by index; one that is not there is told, not skipped."""

    def __init__(self, rows: Iterator[Any]) -> None:
        self._rows, self._next = rows, next(rows, None)

    def at(self, index: int) -> Any:
        """The row of an index; None where there is none."""
        if self._next is None or self._next[0] != index:
            return None
        found, self._next = self._next, next(self._rows, None)
        return found

    def rest(self) -> Iterator[Any]:
        """Those that are left."""
        while self._next is not None:
            found, self._next = self._next, next(self._rows, None)
            yield found


def _compare_leaves(
    owner: Connection,
    place: Folder,
    log: NoteKey,
    head: Checkpoint,
    found: Verified,
    told: Told,
    tell: Callable[[int], None],
) -> None:
    """The published entries, in order: with the database's leaves, up to each root that was ever signed."""
    tiles, edge, behind = Tiles(place.read, head.size), Edge(), found.rows
    signed = _signed(owner, log, found)
    wanted = next(signed, None)
    with owner.cursor("leaves") as cursor:
        cursor.itersize = AT_ONCE
        cursor.execute(IN_ORDER)
        leaves = _InOrder(iter(cursor))
        for number in range(-(-head.size // WIDTH)):
            entries = _entries(tiles, number, found)
            for index, entry in enumerate(entries, number * WIDTH):
                _compare_leaf(leaves.at(index), index, entry, found, told)
            hashes = leaf_hashes(entries)
            while wanted is not None and wanted[0] <= edge.size + len(hashes):
                _compare_root(edge.grown(hashes[: wanted[0] - edge.size]), wanted, found)
                wanted = next(signed, None)
            edge = edge.grown(hashes)
            tell(behind + edge.size)
        for later in leaves.rest():  # sequenced, and not published yet
            _mark(later, found, told)
    if (edge.size, edge.root) != (head.size, head.root):
        found.break_("root", size=head.size)
    for _ in signed:
        pass  # checkpoints that are not published yet: their signatures


def _compare_leaf(row: Any, index: int, entry: bytes, found: Verified, told: Told) -> None:
    if row is None:
        found.break_("leaf_gone", index=index)
        return
    if row[1] != entry:
        found.add(LEAF_DIFFERS, row[2], row[3], index)
    _mark(row, found, told)


def _mark(row: Any, found: Verified, told: Told) -> None:
    index, _, code, subject = row
    if code not in told.kinds:
        found.add(UNKNOWN_KIND, code, subject, index)
    elif not told.bits[index >> 3] >> (index & 7) & 1:
        found.add(MISSING, code, subject, index)


def _entries(tiles: Tiles, number: int, found: Verified) -> list[bytes]:
    """The entries of a bundle, once its tiles agree with it. Of a missing bundle: none."""
    try:
        entries = tiles.entries(number)
        if tiles.hashes(0, number) != leaf_hashes(entries):
            found.break_("tile", tile=_path(0, number, tiles.size))
        if len(entries) == WIDTH:
            _compare_above(tiles, number, found)
    except TileFault as fault:
        found.break_("tile", tile=str(fault))
        return []
    return entries


def _compare_above(tiles: Tiles, number: int, found: Verified) -> None:
    """A full tile against its hash in the tile above, and so on where that ends there."""
    level = 0
    while tile_at(level + 1, number // WIDTH, tiles.size):
        above = tiles.hashes(level + 1, number // WIDTH)
        if above[number % WIDTH] != whole(tiles.hashes(level, number)):
            found.break_("tile", tile=_path(level + 1, number // WIDTH, tiles.size))
        if number % WIDTH != WIDTH - 1:
            return
        level, number = level + 1, number // WIDTH


def _path(level: int, number: int, size: int) -> str:
    tile = tile_at(level, number, size)
    return tile.path if tile else f"{level}/{number}"


def _signed(owner: Connection, log: NoteKey, found: Verified) -> Iterator[tuple[int, bytes]]:
    """Every checkpoint that was ever signed, the smallest first: size and root, as the signature has them."""
    with owner.cursor("signed") as cursor:
        cursor.itersize = AT_ONCE
        cursor.execute(SIGNED)
        for size, root, note in cursor:
            found.checkpoints += 1
            try:
                head = read_checkpoint(note, log)
            except NoteFault as fault:
                found.break_("checkpoint_changed", size=size, said=str(fault))
                continue
            if (head.size, head.root) == (size, root):
                yield size, root
            else:
                found.break_("checkpoint_changed", size=size, said="size, root")


def _compare_root(edge: Edge, wanted: tuple[int, bytes], found: Verified) -> None:
    if (edge.size, edge.root) != wanted:
        found.break_("contradicts", size=wanted[0])
