"""Why a conferral cannot be reached, in words with figures and clause; and what would make it possible."""

from __future__ import annotations

from typing import Any

from baeum_rules.recognition.limits import LIMITED
from baeum_rules.recognition.thresholds import Thresholds

from .calendar import Conferral, registration_from, term_begins, term_ends
from .model import PlanModel
from .plans import NO_WAY, REGISTRATION, TOO_FEW, UNKNOWN, Plan, Planner, Skipped
from .prospects import Term
from .saying import REQUIREMENTS, UNITS, Said, Words, iso, won
from .solving import settle
from .wishes import SOONEST, Wishes, stated, without

CLOSEST_SHARE = 0.5  # of the time that is left, for the plan that comes closest


def why_not(planner: Planner, skipped: Skipped, words: Words, *, closest: bool) -> list[Said]:
    """The reasons of one conferral. ``closest``: in full, also of the plan that comes closest."""
    month = skipped.conferral
    if skipped.why == REGISTRATION:
        first = registration_from(planner.on, planner.thresholds)
        said = words.say(
            "registration", month=month.month, register_by=iso(month.register_by), first=iso(first)
        )
        return [said]
    if skipped.why == TOO_FEW:
        return _too_few(planner, skipped, words, windows=closest)
    if skipped.why == NO_WAY:
        said = words.say("no_way", month=month.month)
        return [said, *(_closest(planner, month, words) if closest else [])]
    return [words.say("time")]


def _too_few(planner: Planner, skipped: Skipped, words: Words, *, windows: bool) -> list[Said]:
    assert skipped.most is not None  # it was counted
    month = skipped.conferral
    need = planner.needs(month).total
    said = words.say("few", last_day=iso(month.last_day), most=skipped.most.total, need=need)
    if not windows:
        return [said]
    return [said, *_windows(skipped.most.terms, month, planner.thresholds, words, full=False)]


def _windows(
    terms: dict[Term, int], month: Conferral, thresholds: Thresholds, words: Words, *, full: bool
) -> list[Said]:
    """Which terms and years are full with so many credits; unless ``full``, also what others leave."""
    day = month.last_day
    limit = int(thresholds.at("window.semester.limit", day))
    found = []
    years: dict[int, int] = {}
    for term, most in sorted(terms.items()):
        days = {"begins": str(term_begins(term, thresholds)), "ends": str(term_ends(term, thresholds))}
        if most >= limit:
            found.append(words.say("semester", limit=limit, **days))
        elif not full:
            found.append(words.say("offered", most=most, limit=limit, **days))
        years[term[0]] = years.get(term[0], 0) + most
    limit = int(thresholds.at("window.year.limit", day))
    for year, most in years.items():
        if most > limit or (full and most == limit):
            begins, ends = term_begins((year, 1), thresholds), term_ends((year, 2), thresholds)
            found.append(words.say("year", limit=limit, begins=str(begins), ends=str(ends)))
    return found


def _closest(planner: Planner, month: Conferral, words: Words) -> list[Said]:
    """What is short even in the plan that falls short the least."""
    model = planner.plain_model([month])
    missing = shortage(model)
    solved = settle(model, SOONEST, [("short", missing, 1)], planner.clock, CLOSEST_SHARE)
    if not solved.possible:
        return []
    items = [model.item(i) for i in solved.columns]
    audited = planner.learner.audit(month, items)
    counted = dict(planner.under_way_credits())
    for i in solved.columns:
        if model.item(i).source in LIMITED:
            counted[model.p.terms[i]] = counted.get(model.p.terms[i], 0) + model.problem.credits[i]
    short = [
        words.say(
            "short",
            {"requirement": REQUIREMENTS[row.id], "unit": UNITS[row.unit]},
            last_day=iso(month.last_day),
            short=row.short,
            need=row.need,
            have=row.have,
        )
        for row in audited.requirements
        if row.short
    ]
    full = _windows(counted, month, planner.thresholds, words, full=True)
    return [*short, *full, *_full_institutions(model, set(solved.columns), words)]


def _full_institutions(model: PlanModel, taken: set[int], words: Words) -> list[Said]:
    """The institutions of which nothing more fits beside some items (guide.accredited.cautions)."""
    found = []
    for c in model.problem.constraints:
        if c.rule != "institution.cap":
            continue
        had = {i for i in c.members if model.p.items[i] is None}
        weight = dict(zip(c.members, c.weights, strict=True))
        left = [weight[i] for i in c.members if i not in taken and i not in had]
        if left and sum(weight[i] for i in taken | had if i in weight) + min(left) > c.limit:
            found.append(words.say("institution", institution=str(c.place[0]), limit=c.limit))
    return found


def shortage(model: PlanModel) -> Any:
    """How much is short of all requirements together, as an expression to be made small."""
    m, needs, p = model.model, model.problem.needs, model.problem
    short = []
    for have, need in (
        (model.recognised, needs.total),
        (model.major, needs.major),
        (model.liberal, needs.liberal),
        (model.eighteen, needs.eighteen),
        (model.university, needs.university),
    ):
        if need:
            short.append(m.new_int_var(0, need, "short"))
            m.add(short[-1] >= need - have)
    met = [
        model._met([i for i in range(len(p.subject)) if p.subject[i] == subject])
        for subject in range(needs.subject_count)
    ]
    if needs.required_credits > 0:
        by_subjects = m.new_bool_var("by_subjects")
        if needs.subjects:
            m.add(sum(met) >= needs.subjects).only_enforce_if(by_subjects)
        else:
            m.add(by_subjects == 0)
        short.append(m.new_int_var(0, needs.required_credits, "short"))
        m.add(short[-1] >= needs.required_credits - model.major_required).only_enforce_if(~by_subjects)
    elif needs.required_credits < 0 and needs.subjects:
        short.append(m.new_int_var(0, needs.subjects, "short"))
        m.add(short[-1] >= needs.subjects - sum(met))
    return sum(short)


def what_would_help(planner: Planner, words: Words) -> list[Said]:
    """Which single wish stands in the way of the wished end, and the earliest conferral with all others."""
    wishes, found = planner.wishes, []
    unsure = False
    for name in stated(wishes):
        plan, skipped = planner.other(without(wishes, name)).first()
        unsure |= any(one.why == UNKNOWN for one in skipped)
        if plan is not None:
            found.append(_without(name, wishes, plan, words))
    if wishes.end is not None:
        plan, skipped = planner.other(wishes._replace(end=None)).first()
        unsure |= any(one.why == UNKNOWN for one in skipped)
        if plan is not None:
            found.append(words.say("earliest", month=plan.conferral.month))
    if not found:
        found.append(words.say("time") if unsure else words.say("never", month=planner.months[-1].month))
    return found


def _without(name: str, wishes: Wishes, plan: Plan, words: Words) -> Said:
    given = getattr(wishes, name)
    shown = ", ".join(given) if isinstance(given, tuple) else won(given) if name == "budget" else str(given)
    figures: dict[str, Any] = {"month": plan.conferral.month, "given": shown}
    if name == "budget":
        figures["cost"] = won(plan.levels[0].value)
    return words.say(f"wish_{name}", **figures)
