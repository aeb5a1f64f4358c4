"""Sealed personal values: what opens them, and what does not."""

from pathlib import Path

import pytest

from baeum.shared.sealing import MasterKeyFault, Unreadable, blind_index, master_key, new_key, seal, unseal


def test_a_value_comes_back_only_with_its_key_and_place() -> None:
    key, value = new_key(), "김배움".encode()
    sealed = seal(key, value, b"person:1:name")
    assert value not in sealed
    assert unseal(key, sealed, b"person:1:name") == value
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for attempt in (
        (new_key(), sealed, b"person:1:name"),
        (key, sealed, b"person:2:name"),
        (key, changed, b"person:1:name"),
        (key, b"", b"person:1:name"),
    ):
        with pytest.raises(Unreadable):
            unseal(*attempt)


def test_equal_values_are_sealed_differently_each_time() -> None:
    key = new_key()
    assert seal(key, b"a", b"place") != seal(key, b"a", b"place")


def test_the_blind_index_tells_equal_values_of_one_purpose() -> None:
    master = new_key()
    assert blind_index(master, "name", "김배움") == blind_index(master, "name", "김배움")
    others = {
        blind_index(*parts)
        for parts in (
            (master, "name", "이배움"),
            (master, "contact", "김배움"),
            (new_key(), "name", "김배움"),
        )
    }
    assert len(others) == 3
    assert blind_index(master, "name", "김배움") not in others


def test_the_master_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "master.key"
    first = master_key(file)
    assert first == master_key(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in file.parent.iterdir()] == ["master.key"]


@pytest.mark.parametrize("content", ["", "abcd", "xyz", "00" * 33])
def test_a_damaged_key_is_told_and_never_replaced(tmp_path: Path, content: str) -> None:
    file = tmp_path / "master.key"
    file.write_text(content)
    with pytest.raises(MasterKeyFault, match=r"master\.key"):
        master_key(file)
    assert file.read_text() == content
