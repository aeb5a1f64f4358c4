"""The tree against RFC 6962's own words, written down again in the plainest way, and against known roots."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baeum.credentials.merkle import (
    EMPTY,
    Edge,
    consistency,
    edge_of,
    grew,
    includes,
    inclusion,
    leaf_hash,
    node_hash,
    root_of,
)

# the leaves and roots with which implementations of Certificate Transparency test themselves
KNOWN = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
MOST = 40


def split(count: int) -> int:
    k = 1
    while k * 2 < count:
        k *= 2
    return k


def mth(entries: list[bytes]) -> bytes:
    """MTH(D[n]) of RFC 6962, 2.1."""
    if not entries:
        return sha256().digest()
    if len(entries) == 1:
        return sha256(b"\0" + entries[0]).digest()
    k = split(len(entries))
    return sha256(b"\1" + mth(entries[:k]) + mth(entries[k:])).digest()


def path(m: int, entries: list[bytes]) -> list[bytes]:
    """PATH(m, D[n]) of RFC 6962, 2.1.1."""
    if len(entries) == 1:
        return []
    k = split(len(entries))
    if m < k:
        return [*path(m, entries[:k]), mth(entries[k:])]
    return [*path(m - k, entries[k:]), mth(entries[:k])]


def proof(m: int, entries: list[bytes], whole: bool = True) -> list[bytes]:
    """SUBPROOF(m, D[n], b) of RFC 6962, 2.1.2."""
    if m == len(entries):
        return [] if whole else [mth(entries)]
    k = split(len(entries))
    if m <= k:
        return [*proof(m, entries[:k], whole), mth(entries[k:])]
    return [*proof(m - k, entries[k:], False), mth(entries[:k])]


ENTRIES = [bytes([number]) * (number % 5) + b"." for number in range(MOST)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]


def node(level: int, index: int) -> bytes:
    return mth(ENTRIES[index << level : (index + 1) << level])


def test_known_roots() -> None:
    leaves = [leaf_hash(bytes.fromhex(one)) for one in KNOWN]
    assert root_of([]) == EMPTY == bytes.fromhex(sha256().hexdigest())
    for count, root in enumerate(ROOTS, 1):
        assert root_of(leaves[:count]).hex() == root


@pytest.mark.parametrize("size", range(MOST))
def test_edges_roots_and_proofs_are_those_of_the_text(size: int) -> None:
    edge = Edge().grown(LEAVES[:size])
    assert edge.root == mth(ENTRIES[:size])
    assert edge == edge_of(size, node) == Edge.of_bytes(size, edge.as_bytes())
    for index in range(size):
        found = inclusion(index, size, node)
        assert list(found) == path(index, ENTRIES[:size])
        assert includes(edge.root, LEAVES[index], index, size, found)
    for old in range(size + 1):
        found = consistency(old, size, node)
        assert list(found) == (proof(old, ENTRIES[:size]) if 0 < old < size else [])
        assert grew(old, mth(ENTRIES[:old]), size, edge.root, found)
        assert Edge().grown(LEAVES[:old]).grown(LEAVES[old:size]) == edge


CHANGES = st.sampled_from(
    ("leaf", "index", "size", "root", "one hash", "one less", "one more", "two swapped")
)


@given(st.integers(1, MOST), st.data(), CHANGES)
def test_an_inclusion_proof_holds_for_nothing_else(size: int, data: st.DataObject, change: str) -> None:
    index = data.draw(st.integers(0, size - 1))
    root, leaf, found = mth(ENTRIES[:size]), LEAVES[index], list(inclusion(index, size, node))
    wanted = (root, leaf, index, size, list(found))
    if change == "leaf":
        leaf = leaf_hash(b"another")
    elif change == "index":
        index = data.draw(st.integers(-1, size + 1))
    elif change == "size":  # one path leads to roots of several sizes only where these are the same tree
        size = data.draw(st.integers(0, 4 * MOST))
        root = mth(ENTRIES[:size]) if size <= MOST else leaf_hash(b"a root")
    elif change == "root":
        root = leaf_hash(b"a root")
    else:
        _change(found, change, data)
    changed = (root, leaf, index, size, found) != wanted
    assert includes(root, leaf, index, size, found) == (not changed)


@given(st.integers(1, MOST), st.data(), CHANGES)
def test_a_consistency_proof_holds_for_nothing_else(size: int, data: st.DataObject, change: str) -> None:
    old = data.draw(st.integers(1, size))
    before, root, found = mth(ENTRIES[:old]), mth(ENTRIES[:size]), list(consistency(old, size, node))
    wanted = (old, before, size, root, list(found))
    if change == "leaf":
        before = leaf_hash(b"another")
    elif change == "index":
        old = data.draw(st.integers(-1, size + 1))
    elif change == "size":
        size = data.draw(st.integers(0, MOST))
        root = mth(ENTRIES[:size])
    elif change == "root":
        root = leaf_hash(b"a root")
    else:
        _change(found, change, data)
    changed = (old, before, size, root, found) != wanted
    assert grew(old, before, size, root, found) == (not changed)


def _change(found: list[bytes], change: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, max(0, len(found) - 1)))
    if change == "one more":
        found.insert(place, leaf_hash(b"more"))
    elif found and change == "one hash":
        found[place] = leaf_hash(found[place])
    elif found and change == "one less":
        found.pop(place)
    elif len(found) > 1:
        found[0], found[-1] = found[-1], found[0]


def test_a_forged_past_has_no_proof() -> None:
    """A leaf taken out or put in before the end: what was signed before cannot lead there."""
    forged = [*LEAVES[:3], leaf_hash(b"forged"), *LEAVES[4:]]
    for size in range(5, MOST):
        root = root_of(forged[:size])
        assert not grew(4, root_of(LEAVES[:4]), size, root, consistency(4, size, node))


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_no_proof_outside_of_the_tree(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        inclusion(index, size, node)


def test_no_proof_of_shrinking() -> None:
    with pytest.raises(ValueError, match="did not grow"):
        consistency(5, 4, node)
    assert not grew(5, mth(ENTRIES[:5]), 4, mth(ENTRIES[:4]), ())


def test_an_edge_has_as_many_hashes_as_its_size_says() -> None:
    with pytest.raises(ValueError, match="whole subtrees"):
        Edge.of_bytes(3, LEAVES[0])
    assert node_hash(LEAVES[0], LEAVES[1]) != node_hash(LEAVES[1], LEAVES[0])
