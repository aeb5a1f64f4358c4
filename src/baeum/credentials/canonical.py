"""A JSON-LD document as canonical N-Quads (RDFC-1.0, by pyoxigraph), behind the guards that it needs.

Undefined terms are not looked for; they are made visible. The first context of every document is ours and
gives any undefined term and any relative address a place under ``UNDEFINED``; a quad that names it tells of a
fault.

Canonicalising takes time exponential in blank nodes that look alike. Those are counted first: without any the
time is that of sorting; few are left to a process that is killed after a while; more are refused.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    Quad,
    RdfFormat,
    parse,
    serialize,
)

from baeum.credentials.inlining import inlined
from baeum.credentials.safe import Unsafe, check

UNDEFINED = "urn:baeum:undefined#"
_BASE = "https://relative.invalid/"
_FAULT = re.compile(rf"<(?:{re.escape(UNDEFINED)}|{re.escape(_BASE)})([^>]*)>")
MOST_BLANK = 5_000
MOST_ALIKE = 32
SECONDS = 5.0  # the killable process may take
_CHILD = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))  # also where whoever would kill it has died
except (ImportError, ValueError, OSError):
    pass
sys.path[:0] = sys.argv[1:]
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse, serialize
held = Dataset(parse(sys.stdin.buffer.read(), RdfFormat.N_QUADS))
held.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
sys.stdout.buffer.write(serialize(held, format=RdfFormat.N_QUADS))
"""


def canonical(document: Any, *, issuing: bool = False) -> bytes:
    """The canonical N-Quads of a JSON-LD object, lines sorted. Raises Unsafe."""
    return canonical_quads(quads(document, issuing=issuing))


def quads(document: Any, *, issuing: bool = False) -> list[Quad]:
    """The quads of a JSON-LD object; everything in it is in them. Raises Unsafe."""
    check(document, issuing=issuing)
    text = json.dumps(inlined(document, UNDEFINED), ensure_ascii=False)
    try:
        found = list(parse(text.encode(), RdfFormat.JSON_LD, base_iri=_BASE))
    except SyntaxError as error:
        raise Unsafe("credential.json_ld", detail=str(error)[:200]) from error
    _all_defined(found)
    return found


def canonical_quads(found: Iterable[Quad]) -> bytes:
    """The canonical N-Quads of quads, lines sorted by code points. Raises Unsafe where it might never end."""
    dataset = Dataset(found)
    blank, alike = _blank_nodes(dataset)
    if blank > MOST_BLANK or alike > MOST_ALIKE:
        raise Unsafe("credential.blank_nodes", blank=blank, alike=alike, most=MOST_ALIKE)
    if alike:
        return in_lines(_in_killable_process(_written(dataset)))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return in_lines(_written(dataset))


def _written(found: Iterable[Quad]) -> bytes:
    return serialize(found, format=RdfFormat.N_QUADS) or b""


def in_lines(nquads: bytes) -> bytes:
    """The lines of N-Quads, each once, sorted by code points (the order of UTF-8 is the same)."""
    return b"".join(sorted({line + b"\n" for line in nquads.split(b"\n") if line}))


def _all_defined(found: list[Quad]) -> None:
    if not _FAULT.search(_written(found).decode()):
        return
    for quad in found:  # now term by term: a text may hold what looks like an undefined term
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            match = None if isinstance(term, Literal) else _FAULT.search(str(term))
            datatype = _FAULT.search(str(term.datatype)) if isinstance(term, Literal) else None
            if match or datatype:
                raise Unsafe("credential.undefined", name=(match or datatype)[1][:100])  # type: ignore[index]


def _blank_nodes(dataset: Dataset) -> tuple[int, int]:
    """How many blank nodes there are, and how many of them look like another (first degree, RDFC-1.0 4.6)."""
    around: dict[str, list[str]] = {}
    for quad in dataset:
        terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
        inside = {term.value for term in terms if isinstance(term, BlankNode)}
        for node in inside:
            seen = " ".join(_seen_from(term, node) for term in terms)
            around.setdefault(node, []).append(seen)
    looks = Counter(tuple(sorted(lines)) for lines in around.values())
    return len(around), sum(count for count in looks.values() if count > 1)


def _seen_from(term: Any, node: str) -> str:
    if not isinstance(term, BlankNode):
        return str(term)
    return "_:a" if term.value == node else "_:z"


def _in_killable_process(nquads: bytes) -> bytes:
    """Canonicalise elsewhere: a call into the library cannot be interrupted, a process can."""
    command = [sys.executable, "-c", _CHILD, *sys.path]
    try:
        done = subprocess.run(command, input=nquads, capture_output=True, timeout=SECONDS, check=True)
    except subprocess.TimeoutExpired as error:
        raise Unsafe("credential.poison", seconds=SECONDS) from error
    except subprocess.CalledProcessError as error:
        raise Unsafe("credential.poison", seconds=SECONDS) from error
    return done.stdout
