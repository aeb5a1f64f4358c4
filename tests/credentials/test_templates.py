"""Template canonicalisation: the same bytes as pyoxigraph for every shape, nothing it does not know."""

from __future__ import annotations

import copy
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baeum.credentials import templates as templating
from baeum.credentials.badge import Terms, badge
from baeum.credentials.canonical import canonical
from baeum.credentials.safe import CONTROL, Unsafe
from baeum.credentials.snapshot import Snapshot
from baeum.credentials.snapshot_reading import read_snapshot
from baeum.credentials.templates import Templates, compiled, half

from .making import World, frozen, line, snapshot, uuid, without_proof

OPTIONAL_IN_LINE = ("began_on", "credits", "hours", "field", "accreditation")
OPTIONAL_IN_ALL = ("holder", "valid_until")
TERMS = Terms(uuid(1), uuid(2))
TWO_BLANK = {"type": ["AchievementSubject"], "achievement": {"type": ["Achievement"], "name": "x"}}

TEXTS = st.text(max_size=40).filter(lambda text: not CONTROL.search(text))


def shapes() -> list[dict[str, Any]]:
    """A badge of every combination of members that may be missing, with and without status."""
    found = []
    for kept in product((True, False), repeat=len(OPTIONAL_IN_LINE)):
        left_out = {name: None for name, keep in zip(OPTIONAL_IN_LINE, kept, strict=True) if not keep}
        for whole in ({}, {"holder": {}}, {"valid_until": None}, {"languages": ["en"], "holder": {}}):
            for credits in ({}, {"credits": 1.5}) if "credits" not in left_out else ({},):
                held = snapshot(line(1, **left_out, **credits), **whole)
                status = World().entry() if len(found) % 2 else None
                found.append(badge(held, held.lines[0], Terms(uuid(1), uuid(2), status)))
    return found


def test_every_shape_of_a_badge_is_the_same_as_by_pyoxigraph() -> None:
    templates = Templates()
    held = shapes()
    for document in held:
        assert templates.canonical(document) == canonical(document), document
    assert len(templates) > 100


def test_a_known_shape_with_other_values_is_the_same_as_by_pyoxigraph() -> None:
    templates = Templates()
    templates.canonical(badge(snapshot(), snapshot().lines[0], TERMS))
    other = snapshot(line(9, title_ko='"a" \\ {0} {x}\n\t\r', hours=0, credits=0, field="a\u0085\u2028b"))
    document = badge(other, other.lines[0], Terms("https://baeum.example/c/1?x=%41", uuid(7)))
    assert templates.canonical(document) == canonical(document)
    assert len(templates) == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TEXTS, field=TEXTS, halves=st.integers(0, 2_000), hours=st.integers(0, 100_000))
def test_any_text_and_number_is_the_same_as_by_pyoxigraph(
    made_world: World, title: str, field: str, halves: int, hours: int
) -> None:
    found = read_snapshot(frozen(line(1, title_ko=title, field=field, credits=halves / 2, hours=hours)))
    if isinstance(found, Snapshot):  # a title may not be empty, texts are NFC
        document = badge(found, found.lines[0], TERMS)
        assert made_world.templates.canonical(document) == canonical(document)


def test_other_documents_of_ours_are_the_same_as_by_pyoxigraph(world: World) -> None:
    templates = Templates()
    for signed in (world.badge(), world.portfolio()):
        proof = dict(signed.document["proof"])
        proof.pop("proofValue")
        config = {"@context": signed.document["@context"], **proof}
        assert templates.canonical(config) == canonical(config)
    assert canonical(without_proof(world.badge())) == world.badge().nquads


@pytest.mark.parametrize(
    ("where", "name", "value", "code"),
    [
        ((), "colour", "red", "credential.undefined"),
        (("credentialSubject",), "grade", 3, "credential.undefined"),
        (("credentialSubject", "achievement"), "jti", "https://x.kr", "credential.added_term"),
        (("issuer",), "@index", "x", "credential.unsigned"),
        ((), "description", None, "credential.unsigned"),
        ((), "credentialSubject", TWO_BLANK, "credential.template_blank"),
        (("credentialSubject",), "activityEndDate", object(), "credential.shape"),
        (("credentialSubject",), "creditsEarned", 0.25, "credential.half"),
        ((), "name", "a\x07", "credential.control"),
        (("issuer",), "id", "did:web:a b", "credential.json_ld"),
    ],
)
def test_what_is_not_known_or_would_differ_is_refused(
    where: tuple[str, ...], name: str, value: Any, code: str
) -> None:
    document = copy.deepcopy(badge(snapshot(), snapshot().lines[0], TERMS))
    templates = Templates()
    templates.canonical(document)
    held = document
    for step in where:
        held = held[step]
    held[name] = value
    with pytest.raises(Unsafe) as error:
        templates.canonical(document)
    assert error.value.code in (code, "credential.address")


def test_a_text_where_an_address_belongs_is_refused_in_a_known_shape() -> None:
    document = copy.deepcopy(badge(snapshot(), snapshot().lines[0], TERMS))
    templates = Templates()
    templates.canonical(document)
    document["id"] = "https://a.kr/<x>"
    with pytest.raises(Unsafe) as error:
        templates.canonical(document)
    assert error.value.code == "credential.address"


def test_a_new_shape_is_compared_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    document = badge(snapshot(), snapshot().lines[0], TERMS)
    monkeypatch.setattr(templating, "compiled", lambda _: compiled(document))
    other = {**document, "description": "한 줄 더"}
    with pytest.raises(Unsafe) as error:
        Templates().canonical(other)
    assert error.value.code == "credential.template"


def test_shapes_are_forgotten_beyond_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templating, "MOST_SHAPES", 2)
    templates = Templates()
    for document in shapes()[:4]:
        templates.canonical(document)
    assert len(templates) == 2


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.5, "5.0E-1"), (2.5, "2.5E0"), (10.5, "1.05E1"), (1_000_000.5, "1.0000005E6"), (-1.5, "-1.5E0")],
)
def test_halves_are_written_as_rdf_writes_them(value: float, written: str) -> None:
    assert half(value) == written
