"""Refusals of the services as problems: the code in the address, the figures in the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from baeum.shared.refusal import Refusal
from baeum_rules.parameters import load_law
from baeum_rules.recognition.sentences import sentences_of

from . import faults
from .problems import Problem, language_now

OWN_NAMES = {
    "institution": "where",
    "subject": "title",
    "item": "title",
}  # fields of a case, as they are sent


def problem_of(refusal: Refusal) -> Problem:
    """The problem of a refusal; the faults of a learning are listed with their places."""
    if refusal.code == "learning.faults":
        return faults.of_faults([_fault(one) for one in refusal.figures["faults"]])
    return Problem(refusal.code.replace(".", "-").replace("_", "-"), refusal.figures)


def _fault(found: Mapping[str, Any]) -> dict[str, str]:
    """One fault of a learning: its field, its code and its sentence."""
    place = OWN_NAMES.get(found["field"], found["field"])
    return {"pointer": faults.pointer([place]), "code": found["code"], "detail": _sentence(found)}


def _sentence(found: Mapping[str, Any]) -> str:
    """The sentence of a code: ours, that of the rules of recognition, or the one for all others."""
    known = [faults.sentences(), sentences_of(load_law()).table("sentences_errors")]
    said = next((table[found["code"]] for table in known if found["code"] in table), known[0]["value"])
    return str(said[language_now()].format_map(faults.Figures(found["figures"])))
