"""A block of learners and their records; who learner n of a seed is does not depend on how many there are."""

from __future__ import annotations

from typing import Any, NamedTuple

from . import conflicts
from .choosing import add_choices
from .draws import Draws
from .hard import draw_hard
from .hard_curricula import hard_curricula
from .learners import learner_columns
from .marginals import load_limits, load_marginals
from .others import Held, add_certificates, add_examinations, add_heritage
from .people import People, Setup, draw_people
from .rows import Rows
from .schools import add_school_courses
from .subjects import add_subjects
from .terms import Terms, add_terms, place_in_time
from .vocabulary import load_vocabulary

BLOCK = 10_000  # learners that are drawn together


class Block(NamedTuple):
    """Learners and records; ``first`` is the number of the first learner, counted from 0.

    ``learners``: columns by name, as codes of the vocabulary and ordinals, -1 for null. ``people``: what they
    were drawn as; None for hard learners.
    """

    first: int
    learners: dict[str, Any]
    rows: Rows
    people: People | None


def setup_of(
    seed: int, records: float | None = None, contested: float | None = None, hard: bool = False
) -> Setup:
    """What blocks are drawn with; None: as the marginals say.

    ``records``: mean records a learner, from 1. ``contested``: their share, 0 to 1; hard learners have none.
    """
    marginals = load_marginals()
    share = marginals.share("contested.share") if contested is None else contested
    mean = marginals.share("hard.mean_records" if hard else "records.mean") if records is None else records
    return Setup(marginals, load_limits(), load_vocabulary(), seed, mean, share, hard)


def draw_block(number: int, setup: Setup) -> Block:
    """Block ``number`` (from 0) of a seed, whole."""
    draws = Draws(setup.seed, number)
    if setup.hard:
        rows, learners = draw_hard(draws, BLOCK, setup, hard_curricula(setup.seed))
        return Block(number * BLOCK, learners, rows, None)
    people = draw_people(draws, BLOCK, setup)
    conflicts.lay_conflicts(draws, people, setup)
    held = Held(draws, people, setup)
    rows = Rows({
        "schools": people.schools, "certificates": held.total, "exams": people.exams,
        "exemptions": people.exemptions, "heritage": people.heritage, "terms": people.terms,
    })  # fmt: skip
    terms = Terms(people, *rows.groups["terms"][1:])
    place_in_time(draws, people, terms, setup)
    add_school_courses(draws, people, rows, setup)
    add_certificates(draws, people, rows, held, setup)
    add_examinations(draws, people, rows, setup)
    add_heritage(draws, people, rows, setup)
    add_terms(draws, people, rows, terms, setup)
    add_subjects(draws, people, rows, setup)
    add_choices(draws, people, rows, setup)
    return Block(number * BLOCK, learner_columns(draws, people, rows, setup), rows, people)
