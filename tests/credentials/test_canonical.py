"""Traps 1 to 5 of JSON-LD: what would not be signed, or not be signed alike everywhere, or never end."""

from __future__ import annotations

import builtins
import copy
import socket
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from baeum.credentials import canonical as canonicalising
from baeum.credentials import contexts
from baeum.credentials.canonical import canonical, canonical_quads
from baeum.credentials.contexts import CLR, CREDENTIALS, OPEN_BADGES, PINS, ContextFault, context
from baeum.credentials.safe import MOST_CONTEXTS, Unsafe

from .making import World, line, snapshot, without_proof


@pytest.fixture
def document(world: World) -> dict[str, Any]:
    return copy.deepcopy(without_proof(world.badge()))


def refused(document: Any, *, issuing: bool = False) -> str:
    with pytest.raises(Unsafe) as error:
        canonical(document, issuing=issuing)
    return error.value.code


def test_an_undefined_type_is_refused(document: dict[str, Any]) -> None:  # trap 1
    document["credentialSubject"]["type"] = ["AchievementSubject", "Diplom"]
    assert refused(document) == "credential.undefined"


def test_an_undefined_member_is_refused(document: dict[str, Any]) -> None:  # trap 2
    document["credentialSubject"]["achievement"]["grade"] = "A"
    assert refused(document) == "credential.undefined"


@pytest.mark.parametrize(
    ("name", "value"),
    [("@index", "x"), ("@direction", "ltr"), ("@id", "urn:x:1"), ("@included", []), ("@foo", "x")],
)
def test_what_json_ld_drops_or_moves_is_refused(document: dict[str, Any], name: str, value: Any) -> None:
    document["credentialSubject"][name] = value
    assert refused(document) == "credential.unsigned"


def test_null_is_dropped_and_so_refused(document: dict[str, Any]) -> None:
    document["description"] = None
    assert refused(document) == "credential.unsigned"


def test_a_relative_address_is_refused(document: dict[str, Any]) -> None:
    document["credentialSubject"]["achievement"]["creator"]["id"] = "institutions/1"
    assert refused(document) == "credential.undefined"


def test_a_text_that_looks_undefined_is_only_a_text(document: dict[str, Any]) -> None:
    document["name"] = "<urn:baeum:undefined#x>"
    assert b"<urn:baeum:undefined#x>" in canonical(document)


@pytest.mark.parametrize("held", ["https://example.org/own/v1", {"@vocab": "https://example.org/#"}, 3, None])
def test_a_context_that_is_not_bundled_is_refused(document: dict[str, Any], held: Any) -> None:
    document["@context"] = [*document["@context"], held]
    assert refused(document) == "credential.context"


def test_contexts_are_counted_before_they_are_read(document: dict[str, Any]) -> None:
    document["evidence"] = [{"@context": CREDENTIALS, "type": "x"}] * (MOST_CONTEXTS + 1)
    assert refused(document) == "credential.contexts"


def test_nothing_is_fetched(document: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: Any) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", opened)
    assert canonical(document)


def test_a_bundled_context_that_was_changed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:  # trap 6
    name, pin = PINS[OPEN_BADGES]
    monkeypatch.setitem(contexts.PINS, OPEN_BADGES, (name, pin[:-1] + "f"))
    context.cache_clear()
    with pytest.raises(ContextFault):
        context(OPEN_BADGES)
    context.cache_clear()


def test_every_bundled_context_is_pinned_and_has_its_origin() -> None:
    folder = Path(str(files("baeum.credentials") / "contexts"))
    assert {file.name for file in folder.glob("*.json")} == {name for name, _ in PINS.values()}
    told = (folder / "ORIGIN.md").read_text()
    for address, (name, _) in PINS.items():
        assert f"`{name}` | {address} |" in told
        assert context(address)


@pytest.mark.parametrize("term", ["endorsementJwt", "jti"])
def test_terms_added_in_place_are_never_issued(document: dict[str, Any], term: str) -> None:  # trap 6
    document[term] = "https://example.org/x"
    assert refused(document, issuing=True) == "credential.added_term"


CONTROLS = [chr(n) for n in [*range(0x00, 0x20), 0x7F]]


@pytest.mark.parametrize("letter", CONTROLS)
def test_control_characters_are_escaped_as_rdfc_wants_and_never_issued(letter: str) -> None:  # trap 3
    written = canonical_quads([Quad(NamedNode("urn:a:1"), NamedNode("urn:a:2"), Literal(letter))]).decode()
    short = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
    expected = short.get(letter, "\\u" + f"{ord(letter):04X}")
    assert written == f'<urn:a:1> <urn:a:2> "{expected}" .\n'


@pytest.mark.parametrize("letter", [one for one in CONTROLS if one not in "\t\n\r"])
def test_control_characters_are_not_issued(document: dict[str, Any], letter: str) -> None:
    document["name"] = f"a{letter}b"
    assert refused(document, issuing=True) == "credential.control"


@pytest.mark.parametrize("number", [1e-7, -1e-9, 1e21, float("inf"), float("nan"), 2**53 + 1])
def test_numbers_that_javascript_writes_otherwise_are_refused(document: dict[str, Any], number: Any) -> None:
    document["credentialSubject"]["creditsEarned"] = number  # trap 4
    assert refused(document) == "credential.number"


def clique(count: int) -> list[Quad]:
    """Blank nodes that all look alike: what never ends for RDFC-1.0."""
    nodes, of = [BlankNode(f"n{n}") for n in range(count)], NamedNode("urn:a:knows")
    return [Quad(a, of, b) for a in nodes for b in nodes if a != b]


def test_poison_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:  # trap 5
    monkeypatch.setattr(canonicalising, "SECONDS", 0.7)
    with pytest.raises(Unsafe) as error:
        canonical_quads(clique(10))
    assert error.value.code == "credential.poison"


def test_more_poison_is_refused_before_it_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    def tried(*_: Any, **__: Any) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(canonicalising.subprocess, "run", tried)
    with pytest.raises(Unsafe) as error:
        canonical_quads(clique(canonicalising.MOST_ALIKE + 1))
    assert error.value.code == "credential.blank_nodes"


def test_a_few_that_look_alike_are_canonicalised_elsewhere_and_come_out_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elsewhere = []
    really = canonicalising._in_killable_process
    monkeypatch.setattr(
        canonicalising, "_in_killable_process", lambda given: elsewhere.append(1) or really(given)
    )
    a, b = BlankNode("x"), BlankNode("y")
    of = NamedNode("urn:a:knows")
    one = canonical_quads([Quad(a, of, b), Quad(b, of, a)])
    assert one == b"_:c14n0 <urn:a:knows> _:c14n1 .\n_:c14n1 <urn:a:knows> _:c14n0 .\n"
    assert elsewhere


def test_two_types_with_terms_of_their_own_are_both_read() -> None:
    """pyoxigraph reads only one of them; a second reader of JSON-LD must agree with what we make of it."""
    held = {
        "@context": [CREDENTIALS, CLR, OPEN_BADGES],
        "id": "urn:uuid:1",
        "type": ["VerifiableCredential", "ClrCredential"],
        "partial": True,
        "name": "이력철",
        "issuer": {"id": "did:web:a", "type": "Profile", "name": "기관"},
        "evidence": [{"type": ["Profile", "Evidence"], "genre": "일지", "email": "a@b.kr", "name": "기록"}],
        "credentialSubject": {"id": "urn:uuid:2", "type": "ClrSubject"},
    }
    assert canonical(held) == by_pyld(held)


@pytest.mark.parametrize("kind", ["badge", "portfolio"])
def test_a_second_reader_of_json_ld_agrees(world: World, kind: str) -> None:
    held = snapshot(line(1, credits=1.5), line(2, title_ko='"따옴표" \\ {x} <b>\n\t 😀 é \u0085\u2028'))
    signed = world.badge(held, held.lines[1]) if kind == "badge" else world.portfolio(held)
    assert by_pyld(without_proof(signed)) == signed.nquads


def by_pyld(document: dict[str, Any]) -> bytes:
    """The canonical N-Quads by pyld, with the bundled contexts."""

    def loader(address: str, _: Any) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": address, "document": {"@context": context(address)}}

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": loader}
    return str(jsonld.normalize(document, options)).encode()


def test_the_text_of_the_killable_process_is_python() -> None:
    builtins.compile(canonicalising._CHILD, "child", "exec")
