"""How many credits there can be at most by a conferral: arithmetic that spares the solver hopeless months."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from baeum_rules.recognition.limits import LIMITED
from baeum_rules.recognition.thresholds import Thresholds

from .prospects import Prospects, Term


class Most(NamedTuple):
    """No selection recognises more than ``total`` credits.

    ``terms``: by term that items could fill, the credits of limited sources that fit there at most.
    """

    total: int
    terms: dict[Term, int]


def most_credits(p: Prospects, thresholds: Thresholds) -> Most:
    """Everything the learner has, and of what may come as much as windows, counts and stages leave."""
    windows: dict[Term, dict[str, int]] = defaultdict(dict)
    certificates: list[int] = []
    stages: dict[int, int] = defaultdict(int)
    total = 0
    for eligible, term in zip(p.judged.eligible, p.terms, strict=True):
        record, credits = eligible.record, eligible.credits
        if record.source in LIMITED:
            key = eligible.key or record.id
            windows[term][key] = max(credits, windows[term].get(key, 0))
        elif record.source == "certificate":
            certificates.append(credits)
        elif record.source == "bdes_exam":
            stages[record.fields["stage"]] += credits
        else:
            total += credits
    goal, day = p.case.goal, p.case.as_of
    most = int(thresholds.at(f"certificate.limit.{goal.degree}.{goal.route}", day))
    total += sum(sorted(certificates)[-most:])
    total += sum(min(int(thresholds.at(f"bdes.limit.stage_{stage}", day)), n) for stage, n in stages.items())
    semester = int(thresholds.at("window.semester.limit", day))
    year_limit = int(thresholds.at("window.year.limit", day))
    terms = {term: min(semester, sum(subjects.values())) for term, subjects in windows.items()}
    years: dict[int, int] = defaultdict(int)
    for (year, _), credits in terms.items():
        years[year] += credits
    total += sum(min(year_limit, credits) for credits in years.values())
    to_come = {term for term, item in zip(p.terms, p.items, strict=True) if item is not None}
    return Most(total, {term: terms[term] for term in sorted(to_come & terms.keys())})
