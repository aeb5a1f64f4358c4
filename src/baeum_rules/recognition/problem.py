"""The choice among eligible records, as columns (design: recognition.md section 4).

One place of a column is one eligible record, in the order of ties: completion day, then id. Everything is an
integer, so that selection is arithmetic on columns whoever fills them.
"""

from __future__ import annotations

from typing import NamedTuple

# kinds of constraint
CAP = 0  # the credits that count of the members are at most the limit
WINDOW = 1  # the same, but only if a limited source counts there
SCHOOL = 2  # the same, and a member may be cut where the total then is exactly the limit
DUPLICATE = 3  # members of one key exclude each other, by family
SUBSTITUTE = 4  # one member at most is major_required; the others may then be major_elective
BUDGET = 5  # what may be given up of a total (added by the search)
SUBJECT = 6  # a required subject that some member must meet (added by the search)
COUNT = 7  # at most so many members count, whatever their credits

# families of a duplicate key: members of one university, and stage 4 against stages 1 to 3, do not exclude
EXCLUSIVE, STAGE_4, STAGES_1_TO_3, FIRST_UNIVERSITY = 0, 1, 2, 3


class Constraint(NamedTuple):
    """One constraint: its rule and place (for reasons), its kind, limit and members.

    ``weights``: what each member takes of the limit when it counts in full: its credits, or 1.
    ``marks``: WINDOW 1 for a limited source; DUPLICATE the member's family; else ().
    """

    rule: str
    place: tuple[str | int, ...]
    kind: int
    limit: int
    members: tuple[int, ...]
    weights: tuple[int, ...]
    marks: tuple[int, ...] = ()


class Needs(NamedTuple):
    """What the degree asks for, in credits; ``required_credits`` -1: the curriculum states none.

    ``university`` is 0 without a conferring university.
    """

    total: int
    major: int
    liberal: int
    eighteen: int
    university: int
    required_credits: int
    subjects: int
    subject_count: int


class Problem(NamedTuple):
    """The columns of the eligible records, the constraints between them, and the needs.

    ``classes``: class bits a record may always take. ``elective_beside``: 1 where a record of a substitutes
    group, major_required by itself, may be major_elective beside another that counts as major_required.
    ``subject``: which required subject the record meets, -1 for none. ``holder``: 1 for a recognised heritage
    holder whose degree is complete by that alone.
    """

    credits: tuple[int, ...]
    classes: tuple[int, ...]
    elective_beside: tuple[int, ...]
    eighteen: tuple[int, ...]
    at_university: tuple[int, ...]
    subject: tuple[int, ...]
    holder: tuple[int, ...]
    forced: tuple[int, ...]
    constraints: tuple[Constraint, ...]
    needs: Needs


class Selection(NamedTuple):
    """The best selection: credits (0: left out) and class bit of each record; what proved it best.

    ``proved_by``: ``search`` (our own) or ``solver`` (CP-SAT, where the search ran out of its budget).
    """

    credits: tuple[int, ...]
    classes: tuple[int, ...]
    proved_by: str


class Totals(NamedTuple):
    """Sums over a selection, in credits; ``subjects``: how many required subjects are met."""

    recognised: int
    major: int
    liberal: int
    major_required: int
    eighteen: int
    university: int
    subjects: int
    holder: int


def total(
    problem: Problem, credits: tuple[int, ...] | list[int], classes: tuple[int, ...] | list[int]
) -> Totals:
    """The sums of a selection."""
    recognised = major = liberal = required = eighteen = university = holder = 0
    met = set()
    for i, counted in enumerate(credits):
        if not counted:
            continue
        recognised += counted
        taken = classes[i]
        if taken <= 2:  # major_required or major_elective
            major += counted
            if taken == 1:
                required += counted
        elif taken == 4:  # liberal_arts
            liberal += counted
        eighteen += counted * problem.eighteen[i]
        university += counted * problem.at_university[i]
        holder |= problem.holder[i]
        if problem.subject[i] >= 0:
            met.add(problem.subject[i])
    return Totals(recognised, major, liberal, required, eighteen, university, len(met), holder)


def shortfalls(needs: Needs, t: Totals) -> tuple[int, int, int, int, int, int]:
    """(T, M, L, E, U, Q) of the model: how much of each need is short, in credits."""
    by_subjects = needs.subjects > 0 and t.subjects >= needs.subjects
    q = 0 if by_subjects or needs.required_credits < 0 else needs.required_credits - t.major_required
    return (
        max(0, needs.total - t.recognised),
        max(0, needs.major - t.major),
        max(0, needs.liberal - t.liberal),
        max(0, needs.eighteen - t.eighteen),
        max(0, needs.university - t.university),
        max(0, q),
    )


def remaining(needs: Needs, t: Totals) -> int:
    """Credits still to earn: R = max(T, max(M, Q) + L, E, U); 0 for a recognised holder."""
    if t.holder:
        return 0
    short, major, liberal, eighteen, university, required = shortfalls(needs, t)
    return max(short, max(major, required) + liberal, eighteen, university)
