"""Revocation: one store, two formats that agree bit by bit (trap 7), indices that tell nothing."""

from __future__ import annotations

import gzip
import itertools
import json
import zlib
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baeum.credentials.encodings import from_base64url
from baeum.credentials.keys import Purpose
from baeum.credentials.status import LARGEST, LEAST, Indices, StatusFault, StatusList
from baeum.credentials.status_checking import StatusLists
from baeum.credentials.status_publishing import bitstring_credential, status_token
from baeum.credentials.verdict import Outcome

from .making import BITSTRING, TOKEN, WHEN, World


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, LEAST - 1), max_size=50))
def test_both_formats_hold_the_same_bits_by_the_rules_of_each(indices: set[int]) -> None:
    held = StatusList(LEAST)
    held.set(indices)
    first, second = gzip.decompress(held.for_bitstring()), zlib.decompress(held.for_token())
    for index in indices | {0, 7, 8, LEAST - 1}:
        expected = index in indices
        assert held[index] is expected
        assert bool(first[index // 8] & (0x80 >> index % 8)) is expected  # Bitstring: leftmost first
        assert bool(second[index // 8] & (1 << index % 8)) is expected  # Token: least significant first
    assert StatusList.from_bitstring(held.for_bitstring()) == held == StatusList.from_token(held.for_token())


def test_the_example_of_the_token_status_list() -> None:
    """The draft's example of 16 one-bit entries: bytes B9 A3, statuses 1001110111000101."""
    held = StatusList.from_token(bytes.fromhex("78dadbb918000217015d"))
    assert "".join(str(int(held[n])) for n in range(16)) == "1001110111000101"


def test_a_bit_read_by_the_other_rules_is_another_person() -> None:
    held = StatusList(LEAST)
    held.set([3])
    wrong = StatusList.from_token(zlib.compress(gzip.decompress(held.for_bitstring())))
    assert not wrong[3] and wrong[4]


def test_bits_are_set_together_or_not_at_all_and_can_be_cleared() -> None:
    held = StatusList(LEAST)
    with pytest.raises(IndexError):
        held.set([5, LEAST])
    assert not held[5]
    held.set([5, 6])
    held.set([5], False)
    assert not held[5] and held[6]


def test_lists_are_not_smaller_than_the_standard_wants() -> None:
    for size in (10_000, LEAST + 1, LARGEST * 2):
        with pytest.raises(ValueError, match="entries"):
            StatusList(size)


def test_the_same_bits_are_the_same_bytes() -> None:
    assert StatusList(LEAST).for_bitstring() == StatusList(LEAST).for_bitstring()


@pytest.mark.parametrize("size", [2**17, 2**18])
def test_indices_are_each_given_once(size: int) -> None:
    assert sorted(Indices(b"key", size)) == list(range(size))


def test_indices_tell_neither_order_nor_the_next_one() -> None:
    indices, others = Indices(b"one key"), Indices(b"another")
    first = [indices[n] for n in range(4_000)]
    assert first != [others[n] for n in range(4_000)]
    rising = sum(a < b for a, b in itertools.pairwise(first))
    assert 1_800 < rising < 2_200
    blocks = Counter(index * 16 // len(indices) for index in first)
    assert len(blocks) == 16 and max(blocks.values()) < 350 and min(blocks.values()) > 160


def test_there_are_no_more_indices_than_the_list_has() -> None:
    with pytest.raises(IndexError):
        Indices(b"key")[2**20]
    with pytest.raises(ValueError, match="power of two"):
        Indices(b"key", 2**17 + 8)


@pytest.mark.parametrize(
    "held", [b"", b"x", zlib.compress(b""), zlib.compress(b"a") + b"b", zlib.compress(b"a")[:-1]]
)
def test_broken_lists_are_refused(held: bytes) -> None:
    with pytest.raises(StatusFault):
        StatusList.from_token(held)


def test_a_list_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(StatusFault):
        StatusList.from_token(zlib.compress(b"\0" * (LARGEST // 8 + 1), 9))


def test_both_lists_revoke_together(world: World) -> None:
    badge, certificate = world.badge(), world.certificate()
    assert world.verify(badge).valid and world.verify(certificate).valid
    world.bits.set([77])
    for held in (badge, certificate):
        assert world.verify(held).outcome is Outcome.REVOKED
    world.bits.set([77], False)
    world.bits.set([76, 78, 74])  # 74 is 77 counted from the other end of its byte
    assert world.verify(badge).valid and world.verify(certificate).valid


def test_only_the_status_key_of_its_kind_signs_a_list(world: World) -> None:
    for purpose in set(Purpose) - {Purpose.STATUS}:
        with pytest.raises(ValueError, match="may not sign"):
            bitstring_credential(world.bits, BITSTRING, WHEN, world.keys[purpose], world.templates)
    for purpose in set(Purpose) - {Purpose.STATUS_TOKEN}:
        with pytest.raises(ValueError, match="may not sign"):
            status_token(world.bits, TOKEN, WHEN, world.keys[purpose])


def test_a_stolen_items_key_cannot_publish_a_clean_list(world: World) -> None:
    """Signed as a list with the items key by going round the door: the verifier does not take it."""
    from baeum.credentials.proof import secured

    document = json.loads(world.lists()[0])
    document.pop("proof")
    forged, _ = secured(document, world.keys[Purpose.ITEMS], WHEN.at.isoformat(), world.templates)
    verdict = world.verify(world.badge(), status=StatusLists.of([json.dumps(forged).encode()]))
    assert verdict.outcome is Outcome.UNCHECKED and verdict.reasons[0].code == "status.broken"


def test_the_published_list_says_what_the_standard_wants(world: World) -> None:
    document = json.loads(world.lists()[0])
    subject = document["credentialSubject"]
    assert subject["type"] == "BitstringStatusList" and subject["statusPurpose"] == "revocation"
    assert len(gzip.decompress(from_base64url(subject["encodedList"][1:]))) == LEAST // 8
