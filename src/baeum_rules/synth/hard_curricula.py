"""Made-up curricula for hard learners: few subjects, many of them compatible, some substitutes."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from .draws import Draws, Numbers
from .marginals import load_marginals
from .vocabulary import SPELLINGS, load_vocabulary

NAME = "어려운 시험 전공"
LISTS = ("required", "elective", "liberal")


class HardCurricula(NamedTuple):
    """The curricula of a seed; the first ones are for a first degree, the others for a second."""

    texts: tuple[str, ...]  # JSON, as the case format has an inline curriculum
    subjects: Numbers  # [curriculum, place]: the subjects that learners of it take
    certificates: Numbers  # names of certificates that hard learners have
    second: int  # place of the first one for a second degree


@lru_cache(maxsize=4)
def hard_curricula(seed: int) -> HardCurricula:
    """The same for every block of a seed."""
    table: dict[str, Any] = load_marginals().tables["hard"]["curriculum"]
    draws, vocabulary = Draws(seed, 0, 2), load_vocabulary()
    linked = np.unique(np.concatenate([one.linked[one.linked >= 0] for one in vocabulary.jobs]))
    texts, subjects = [], []
    for number in range(table["number"]):
        second = number >= table["number"] - table["number_second"]
        pool = vocabulary.others[draws.order(len(vocabulary.others))[: table["subjects"]]]
        subjects.append(pool)
        names = [vocabulary.subjects[subject * SPELLINGS] for subject in pool]
        texts.append(json.dumps(_curriculum(draws, names, linked, second), ensure_ascii=False))
    return HardCurricula(
        tuple(texts),
        np.array(subjects, np.int32),
        linked.astype(np.int32),
        table["number"] - table["number_second"],
    )


def _curriculum(draws: Draws, names: list[str], linked: Numbers, second: bool) -> dict[str, Any]:
    table: dict[str, Any] = load_marginals().tables["hard"]["curriculum"]
    parts = table["list_second" if second else "list"]
    ends = np.round(np.cumsum([float(parts[name]) for name in LISTS]) * len(names)).astype(int)
    lists = {name: names[begin:end] for name, begin, end in zip(LISTS, (0, *ends), ends, strict=False)}
    major = [*lists["required"], *lists["elective"]]
    compatible = draws.chance(float(table["compatible"]), len(major))
    certificates = linked[draws.order(len(linked))[: table["linked_certificates"]]]
    credits, core = (
        table[name][draws.between(0, len(table[name]) - 1, 1)[0]]
        for name in ("required_credits", "core_count")
    )
    stand_in = draws.chance(float(table["substitutes"]), 1)[0]
    return {
        "name": NAME,
        **lists,
        "compatible": [name for name, one in zip(major, compatible, strict=True) if one],
        "linked_certificates": [load_vocabulary().certificates[at] for at in certificates],
        "required_credits": int(credits) or None,
        "core_count": int(core) or None,
        "substitutes": [lists["required"][:2], lists["required"][2:5]] if stand_in else [],
        "equivalents": [],
    }
