"""May this record count at all? One small function a rule (design: recognition.md section 3).

Each rule takes plain integers and answers whether the record passes: days are ordinals, scores and shares are
two-thousandths (60 points = 120000), an absent number is -1. ``judging.py`` applies them to records.
"""

from __future__ import annotations

# ranks of a letter grade; "A", "A0" and so on have one rank
LETTER_RANK = {"F": 0} | {
    letter + sign: 1 + 3 * place + step
    for place, letter in enumerate("DCBA")
    for step, signs in enumerate((("-",), ("", "0"), ("+",)))
    for sign in signs
}

# what second.rule says of a day (decree.16.1.2)
NOT_IN_FORCE, OTHER_MAJOR, ANY_MAJOR = range(3)


def record_completed(completed_on: int, as_of: int) -> bool:
    """record.not_completed: learning must be over by the day of the answer (act.7.1)."""
    return completed_on <= as_of


def conferral_cutoff(completed_on: int, last_day: int) -> bool:
    """conferral.cutoff: what ends after the last day before a conferral waits for the next (rules.8.4)."""
    return completed_on <= last_day


def high_school_after(completed_on: int, finished_on: int, rule_since: int) -> bool:
    """high_school.after: learning after high school, or before the rule began (decree.addendum.2015.3).

    Without a high-school date (0) nothing passes.
    """
    return finished_on > 0 and (completed_on >= finished_on or completed_on < rule_since)


def accredited_score(score: int, minimum: int) -> bool:
    """accredited.score: at least the lowest score of the day the course ended (guide.accredited.criteria)."""
    return score >= minimum


def accredited_attendance(attendance: int, minimum: int) -> bool:
    """accredited.attendance: at least the lowest attendance (guide.accredited.criteria)."""
    return attendance >= minimum


def grade(score: int, letter: int, minimum: int, lowest: int) -> bool:
    """university.grade, part_time.grade: never with an F; else by score or by letter (guide.school.criteria).

    ``letter`` and ``lowest`` are ranks of ``LETTER_RANK``, -1 where no letter was given.
    """
    return letter != 0 and (score >= minimum or letter >= lowest)


def university_left(left_on: int, ended_on: int, graduated_from_university: bool) -> bool:
    """university.left: not while enrolled (left_on -1), not a graduate's, not after leaving.

    Clause: guide.school.criteria.
    """
    return left_on >= 0 and not graduated_from_university and ended_on <= left_on


def part_time_remote(
    remote_institution: int,
    remote_share: int,
    maximum: int,
    only_part_timers: int,
    attendance: int,
    above: int,
) -> bool:
    """part_time.remote: the remote share, and the attendance of part-timers' own courses (flags: 0 or 1).

    Clause: guide.part_time.cautions.
    """
    if not remote_institution and remote_share > maximum:
        return False
    return not only_part_timers or attendance > above


def certificate_validity(acquired_on: int, valid_from: int, valid_until: int) -> bool:
    """certificate.validity: a private one only while it was state-accredited (guide.certificate.private).

    A bound the data does not have is -1.
    """
    return acquired_on >= valid_from and (valid_until < 0 or acquired_on <= valid_until)


def bdes_exemption(score: int, minimum: int, absence: int, below: int) -> bool:
    """bdes.exemption: scored enough and absent for less than the limit (bdes-r.5.4.5)."""
    return score >= minimum and absence < below


def heritage_months(months: int, minimum: int) -> bool:
    """heritage.months: a trainee's shortest training (guide.heritage.criteria)."""
    return months >= minimum


def second_force(rule: int, same_major: int) -> bool:
    """second.force: the second route is in force, and open to this major (decree.16.1.2).

    ``same_major``: whether a qualifying degree has the goal's major.
    """
    return rule != NOT_IN_FORCE and (rule != OTHER_MAJOR or not same_major)


def second_after(completed_on: int, conferred_on: int) -> bool:
    """second.after: learned after the latest qualifying degree (decree.16.1.2)."""
    return completed_on > conferred_on
