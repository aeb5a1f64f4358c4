"""The tree of a log (RFC 6962, section 2): its root, proofs that it holds a leaf, or grew from a smaller one.

Hashes are 32 bytes. A proof is checked with nothing but this module: whoever has it needs no log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH = 32  # bytes
EMPTY = sha256(b"").digest()  # the root of a tree without leaves

Node = Callable[[int, int], bytes]
"""The hash over 2**level leaves from leaf ``index * 2**level`` on, all of which are there."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node over two others."""
    return sha256(b"\1" + left + right).digest()


@dataclass(frozen=True)
class Edge:
    """All that a growing tree must keep: the hashes of its whole subtrees, the largest (leftmost) first."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.hashes) != self.size.bit_count():
            raise ValueError(f"a tree of {self.size} leaves has {self.size.bit_count()} whole subtrees")

    @property
    def root(self) -> bytes:
        """The root of the tree."""
        return folded(self.hashes)

    def grown(self, leaves: Iterable[bytes]) -> Edge:
        """The edge after these hashes of leaves were added."""
        size, hashes = self.size, list(self.hashes)
        for leaf in leaves:
            held, rest = leaf, size
            while rest & 1:
                held, rest = node_hash(hashes.pop(), held), rest >> 1
            hashes.append(held)
            size += 1
        return Edge(size, tuple(hashes))

    def as_bytes(self) -> bytes:
        """The hashes one after another."""
        return b"".join(self.hashes)

    @classmethod
    def of_bytes(cls, size: int, held: bytes) -> Edge:
        """The reverse. Raises ValueError where the number of hashes is not that of the size."""
        return cls(size, tuple(held[at : at + HASH] for at in range(0, len(held), HASH)))


def folded(hashes: Sequence[bytes]) -> bytes:
    """The root over whole subtrees, the largest first."""
    if not hashes:
        return EMPTY
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over the hashes of leaves."""
    return Edge().grown(leaves).root


def edge_of(size: int, node: Node) -> Edge:
    """The edge of a tree whose nodes can be asked for."""
    return Edge(size, tuple(_whole(0, size, node)))


def _whole(begin: int, end: int, node: Node) -> Iterable[bytes]:
    """The whole subtrees of a range of leaves that begins where a subtree as large as it begins."""
    while begin < end:
        level = (end - begin).bit_length() - 1
        yield node(level, begin >> level)
        begin += 1 << level


def _ranged(begin: int, end: int, node: Node) -> bytes:
    return folded(list(_whole(begin, end, node)))


def _split(size: int) -> int:
    """The largest power of two below the size."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion(index: int, size: int, node: Node) -> tuple[bytes, ...]:
    """The proof that a tree of this size holds a leaf: from the leaf up. Raises ValueError outside of it."""
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    path, begin, end = [], 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            path.append(_ranged(middle, end, node))
            end = middle
        else:
            path.append(_ranged(begin, middle, node))
            begin = middle
    return tuple(reversed(path))


def consistency(old: int, size: int, node: Node) -> tuple[bytes, ...]:
    """The proof that a tree grew from its first ``old`` leaves. Raises ValueError where it cannot have."""
    if not 0 <= old <= size:
        raise ValueError(f"a tree of {size} leaves did not grow from one of {old}")
    if old in (0, size):
        return ()
    path, begin, end, whole = [], 0, size, True
    while old - begin != end - begin:
        middle = begin + _split(end - begin)
        if old <= middle:
            path.append(_ranged(middle, end, node))
            end = middle
        else:
            path.append(_ranged(begin, middle, node))
            begin, whole = middle, False
    if not whole:
        path.append(_ranged(begin, end, node))
    return tuple(reversed(path))


def root_from_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a leaf and its proof lead to; None where the proof has not the form of such a tree."""
    if not 0 <= index < size:
        return None
    held, at, last = leaf, index, size - 1
    for other in path:
        if last == 0 or len(other) != HASH:
            return None
        if at & 1 or at == last:
            held = node_hash(other, held)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            held = node_hash(held, other)
        at, last = at >> 1, last >> 1
    return held if last == 0 else None


def includes(root: bytes, leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bool:
    """Whether a proof shows that the tree of this root and size holds the leaf at the index."""
    return root_from_inclusion(leaf, index, size, path) == root


def grew(old: int, old_root: bytes, size: int, root: bytes, path: Sequence[bytes]) -> bool:
    """Whether a proof shows that the tree of a size and root began as the one of ``old`` leaves."""
    if not 0 <= old <= size or any(len(one) != HASH for one in path):
        return False
    if old == size:
        return not path and old_root == root
    if old == 0:
        return not path and old_root == EMPTY
    hashes = list(path)
    if old & (old - 1) == 0:  # one whole subtree: it is its own beginning
        hashes.insert(0, old_root)
    if not hashes:
        return False
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = hashes[0]
    for other in hashes[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            before, after = node_hash(other, before), node_hash(other, after)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, other)
        at, last = at >> 1, last >> 1
    return last == 0 and before == old_root and after == root
