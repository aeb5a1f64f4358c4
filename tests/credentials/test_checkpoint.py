"""Notes, keys and tiles against the examples of those who wrote the formats down."""

from __future__ import annotations

import pytest

from baeum.credentials.checkpoint import (
    LARGEST,
    WITNESS,
    Checkpoint,
    NoteFault,
    NoteKey,
    NoteSigner,
    cosigners,
    read_body,
    read_checkpoint,
    read_note,
    with_lines,
)
from baeum.credentials.keys import Purpose, new_key, purpose_of
from baeum.credentials.tiles import (
    ENTRIES,
    Tile,
    TileFault,
    Tiles,
    bundle,
    tile_at,
    tiles_between,
    unbundle,
)

# the example of Go's package golang.org/x/mod/sumdb/note, whose key and signature stand in its documentation
KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNED = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6Ryy"
    "BwJnAM=\n"
)


def test_a_note_that_others_signed() -> None:
    key = NoteKey.read(KEY)
    assert str(key) == KEY
    note = read_note(f"{TEXT}\n{SIGNED}")
    assert note.body == TEXT
    assert note.times(key) == [0]
    with pytest.raises(NoteFault, match="is wrong"):
        read_note(f"{TEXT.replace('think', 'thinks')}\n{SIGNED}").times(key)


def signer(name: str = "log.example", type: int = 1) -> NoteSigner:
    return NoteSigner(name, new_key("did:web:x", Purpose.LOG, 2026).private, type)  # type: ignore[arg-type]


def test_the_log_has_a_purpose_of_its_own() -> None:
    assert purpose_of("did:web:x#log-2026") == Purpose.LOG
    assert new_key("did:web:x", Purpose.LOG, 2026).public.curve == "Ed25519"


def test_checkpoints_and_cosignatures() -> None:
    log, first, second = signer(), signer("w1", WITNESS), signer("w2", WITNESS)
    text = Checkpoint("log.example", 3, bytes(32)).signed(log)
    assert text.startswith("log.example\n3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— log.example ")
    body = read_note(text).body
    cosigned = with_lines(text, [first.line(body, 7), second.line(body, 8), first.line(body, 7)])
    keys = [first.public, second.public]
    assert read_checkpoint(cosigned, log.public, keys, 2) == Checkpoint("log.example", 3, bytes(32))
    assert read_note(cosigned).times(first.public) == [7]
    assert cosigned.count("— w1 ") == 1
    with pytest.raises(NoteFault, match="0 of 1"):
        read_checkpoint(text, log.public, keys, 1)
    with pytest.raises(NoteFault, match="did not sign"):
        read_checkpoint(cosigned, signer().public, keys)
    with pytest.raises(NoteFault, match="another log"):
        wrong = Checkpoint("other.example", 3, bytes(32)).body
        read_checkpoint(f"{wrong}\n{log.line(wrong)}", log.public)
    with pytest.raises(NoteFault, match="key of its origin"):
        Checkpoint("other.example", 3, bytes(32)).signed(log)


def test_one_witness_counts_once_and_a_log_is_none() -> None:
    """Neither under two names, nor by two signatures, nor where the log's own key stands among them."""
    log, own = signer(), signer("w1", WITNESS)
    other_name = NoteSigner("w9", own.private, WITNESS)
    text = Checkpoint("log.example", 3, bytes(32)).signed(log)
    body = read_note(text).body
    note = read_note(with_lines(text, [own.line(body, 1), own.line(body, 2), other_name.line(body, 3)]))
    assert len(cosigners(note, [own.public, other_name.public, log.public])) == 1


@pytest.mark.parametrize(
    "text",
    ["", "a\n", "a\n\n", "a\n\nb\n", "a\n\n— n\n", "a\n\n— n AAAA\n", "a\n\n— n !\n", "a\tb\n\n" + SIGNED,
     "x" * LARGEST + "\n\n" + SIGNED, TEXT + "\n" + SIGNED.replace("M=", "N=")],
)  # fmt: skip
def test_what_is_no_note(text: str) -> None:
    with pytest.raises(NoteFault):
        read_note(text)


ROOT = "A" * 43 + "="


@pytest.mark.parametrize(
    "body",
    ["", "o\n", "o\n1\n", f"\n1\n{ROOT}\n", f"o\n01\n{ROOT}\n", f"o\n-1\n{ROOT}\n", "o\n1\nAAAA\n",
     f"o\n1\n{ROOT}", f"o\n1\n{ROOT}\n\n", f"o\n1\n{ROOT[:-2]}B=\n", f"o\n٣\n{ROOT}\n"],
)  # fmt: skip
def test_what_is_no_checkpoint(body: str) -> None:
    with pytest.raises(NoteFault):
        read_body(body)


@pytest.mark.parametrize(
    "text",
    ["", "a+b", KEY.replace("c74f20a3", "c74f20a4"), KEY.replace("ARpc", "AxpC"), KEY[:-4], "a b" + KEY[12:]],
)
def test_what_is_no_key(text: str) -> None:
    with pytest.raises(NoteFault):
        NoteKey.read(text)


PATHS = {  # of the specification, tlog-tiles
    "tile/0/x001/x234/067": Tile(0, 1234067),
    "tile/3/000": Tile(3, 0),
    "tile/0/273.p/112": Tile(0, 273, 112),
    "tile/entries/x001/000": Tile(ENTRIES, 1000),
}


def test_paths_of_tiles() -> None:
    for path, tile in PATHS.items():
        assert tile.path == path
        assert Tile.of(path) == tile
    for path in ("tile/0/1", "tile/0/x000/001", "tile/0/001.p/0", "tile/0/001.p/256", "tile/9/000",
                 "tile/0/001.p/01", "tile/0/001/", "tile/0/x001", "tile/0/٠٠١"):  # fmt: skip
        assert Tile.of(path) is None, path


def test_a_tree_of_70000_leaves_has_the_tiles_of_the_specification() -> None:
    tiles = list(tiles_between(0, 70_000))
    full = [sum(one.level == level and one.full for one in tiles) for level in (ENTRIES, 0, 1, 2)]
    part = [
        [one.width for one in tiles if one.level == level and not one.full] for level in (ENTRIES, 0, 1, 2)
    ]
    assert full == [273, 273, 1, 0]
    assert part == [[112], [112], [17], [1]]
    assert [one.path for one in tiles_between(0, 256)] == ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]
    assert tile_at(0, 1, 256) is None


def test_bundles() -> None:
    entries = [b"", b"a", bytes(300)]
    assert unbundle(bundle(entries)) == entries
    assert bundle([b"ab"]) == b"\0\x02ab"
    for cut in (b"\0", b"\0\x02a"):
        with pytest.raises(TileFault):
            unbundle(cut)


def test_a_full_tile_takes_the_place_of_a_partial_one() -> None:
    held = {"tile/0/000": bytes(range(256)) * 32}

    def read(path: str) -> bytes:
        try:
            return held[path]
        except KeyError as error:
            raise FileNotFoundError(path) from error

    assert len(Tiles(read, 5).hashes(0, 0)) == 5
    with pytest.raises(TileFault, match="missing"):
        Tiles(read, 300).hashes(0, 1)
    for count in (100, 8192 + 32):
        held["tile/0/000"] = bytes(count)
        with pytest.raises(TileFault, match=f"{count} bytes"):
            Tiles(read, 5).hashes(0, 0)
