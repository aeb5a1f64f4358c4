"""The answer of the audit of the examination for self-education, in the shape of every answer."""

from __future__ import annotations

from typing import Any

from baeum_rules.recognition.case import VERSION
from baeum_rules.recognition.refusals import shown_day
from baeum_rules.recognition.sentences import Both, Sentences, sentences_of

from .case import Certificate
from .deciding import ABSENT, CLOSED, EXEMPT, OPEN, Decision
from .exemptions import Exemption, exempts_up_to, kind_of
from .limits import Limits, points
from .majors import majors, subjects_of
from .stages import LAST, Judged, Stage

KIND = "bdes"
WORDS = ("kind", "major")  # figures that are codes


def answer_of(decided: Decision, limits: Limits) -> dict[str, Any]:
    """The answer, ready for JSON (docs/guides/goals.md)."""
    case, law = decided.case, limits.law
    sentences = sentences_of(law, "sentences_bdes")
    return {
        "version": VERSION,
        "kind": KIND,
        "law": law.revision,
        "as_of": shown_day(case.as_of),
        "major": {"id": case.major.id, "ko": case.major.ko, "en": case.major.en},
        "complete": decided.complete,
        "remaining": decided.remaining,
        "unit": "subjects",
        "requirements": [*_requirements(decided, limits, sentences)],
        "ways": [
            {"id": way.id, "met": way.met, **_reason(sentences, way.rule, way.figures)}
            for way in decided.ways
        ],
        "grade": decided.comprehensive.average or None,
        "records": _records(decided, limits, sentences),
        "notes": _notes(decided, sentences),
    }


def _reason(sentences: Sentences, rule: str, figures: dict[str, object]) -> dict[str, Any]:
    """A reason whose codes are said in words."""
    shown: dict[str, Both] = {}
    for name, value in figures.items():
        if name == "major":
            major = majors(sentences.law)[str(value)]
            shown[name] = major.ko, major.en
        elif name == "kind":
            shown[name] = sentences.word(f"bdes.{value}")
        elif name == "stages" and isinstance(value, list):
            shown[name] = ", ".join(f"{n}과정" for n in value), ", ".join(f"stage {n}" for n in value)
    return sentences.reason(rule, figures, shown)


def _requirements(decided: Decision, limits: Limits, sentences: Sentences) -> list[dict[str, Any]]:
    rows = [_row(decided, stage, limits, sentences) for stage in decided.stages.values()]
    rows.append(_last_row(decided, limits, sentences))
    return rows


def _row(decided: Decision, stage: Stage, limits: Limits, sentences: Sentences) -> dict[str, Any]:
    """A stage: what it needs, has, lacks, its state, and its reasons."""
    state = decided.states[stage.number]
    short = stage.need - stage.have if state in (OPEN, CLOSED, ABSENT) else 0
    figures: dict[str, object] = {
        "stage": stage.number,
        "need": stage.need,
        "have": stage.have,
        "short": short,
    }
    told = _exemption(decided.exempt, stage.number)
    if state == EXEMPT:
        reasons = [_reason(sentences, one.rule, {"stage": stage.number, **one.figures}) for one in told]
    else:
        reasons = [_reason(sentences, f"stage.{state}", figures)]
    if state in (OPEN, CLOSED):
        reasons += _subjects_told(decided, stage, limits, sentences)
    return {
        "id": f"stage_{stage.number}",
        "state": state,
        "unit": "subjects",
        **{name: figures[name] for name in ("need", "have", "short")},
        "missing": list(stage.compulsory) if state in (OPEN, CLOSED) else [],
        "reasons": reasons,
    }


def _exemption(exempt: list[Exemption], number: int) -> list[Exemption]:
    return [one for one in exempt if one.stage == number]


def _subjects_told(
    decided: Decision, stage: Stage, limits: Limits, sentences: Sentences
) -> list[dict[str, Any]]:
    """Which subjects are missing, may be chosen, and are not known."""
    told: list[tuple[str, dict[str, object]]] = []
    for rule, names in (("stage.compulsory", stage.compulsory), ("stage.offered", stage.choices)):
        if names:
            told.append((rule, {"stage": stage.number, "subjects": ", ".join(names)}))
    known = subjects_of(decided.case.major.id, stage.number, limits.on, limits.law)
    if not known.complete:
        told.append((f"stage.unknown{':partly' * bool(stage.compulsory)}", {"stage": stage.number}))
    if stage.unlisted:
        told.append(("stage.unlisted", {"stage": stage.number, "subjects": ", ".join(stage.unlisted)}))
    return [_reason(sentences, rule, figures) for rule, figures in told]


def _last_row(decided: Decision, limits: Limits, sentences: Sentences) -> dict[str, Any]:
    found, case = decided.comprehensive, decided.case
    reasons = [_reason(sentences, f"eligibility.{'open' if decided.eligible else 'closed'}", {})]
    day, total = found.best or (case.as_of, 0)
    figures: dict[str, object] = {
        "on": shown_day(day),
        "have": points(total) if found.passed == "total" else found.have,
        "need": points(limits.total_needed(day)),
        "liberal": limits.whole("bdes_comprehensive.liberal_subjects"),
        "major": limits.whole("bdes_comprehensive.major_subjects"),
    }
    rule = f"comprehensive.passed_by_{found.passed}" if found.passed else "comprehensive.open"
    reasons.append(sentences.reason(rule, figures))
    if found.best and not found.passed:
        best: dict[str, object] = {"on": shown_day(day), "have": points(total)}
        reasons.append(sentences.reason("comprehensive.best_total", best))
    known = subjects_of(case.major.id, LAST, limits.on, limits.law)
    if not found.passed and known.names:
        offered: dict[str, object] = {"stage": LAST, "subjects": ", ".join(known.names)}
        reasons.append(sentences.reason("stage.offered", offered))
    elif not found.passed:
        reasons.append(sentences.reason("stage.unknown", {"stage": LAST}))
    return {
        "id": f"stage_{LAST}",
        "state": decided.states[LAST],
        "unit": "subjects",
        "need": found.need,
        "have": found.have,
        "short": found.need - found.have,
        "missing": [],
        "reasons": reasons,
    }


def _records(decided: Decision, limits: Limits, sentences: Sentences) -> list[dict[str, Any]]:
    """One line a record, in the order of the case."""
    judged: dict[str, Judged] = {}
    for stage in decided.stages.values():
        judged |= {one.record.id: one for one in stage.judged}
    judged |= {one.record.id: one for one in decided.comprehensive.judged}
    lines = {
        name: {
            "id": name,
            "verdict": one.verdict,
            "stage": one.record.stage,
            "reasons": [_reason(sentences, rule, figures) for rule, figures in one.reasons],
        }
        for name, one in judged.items()
    }
    for certificate in decided.case.certificates:
        lines[certificate.id] = _certificate(decided, certificate, limits, sentences)
    return [lines[name] for name in decided.case.order]


def _certificate(
    decided: Decision, certificate: Certificate, limits: Limits, sentences: Sentences
) -> dict[str, Any]:
    kind = kind_of(certificate)
    figures: dict[str, object] = {"kind": kind}
    if certificate.on > decided.case.as_of:
        days: dict[str, object] = {
            "on": shown_day(certificate.on),
            "as_of": shown_day(decided.case.as_of),
        }
        verdict, rule, figures = "refused", "bdes.not_yet", days
    elif not kind:
        verdict, rule, figures = "refused", "bdes.qualification.none", {}
    else:
        figures["up_to"] = exempts_up_to(kind, limits)
        counts = any(one.record == certificate.id for one in decided.exempt)
        verdict = "recognised" if counts else "refused"
        rule = "bdes.qualification" if counts else "bdes.qualification.field"
    return {
        "id": certificate.id,
        "verdict": verdict,
        "stage": None,
        "reasons": [_reason(sentences, rule, figures)],
    }


def _notes(decided: Decision, sentences: Sentences) -> list[dict[str, Any]]:
    """What the whole comes to."""
    case = decided.case
    told: list[tuple[str, dict[str, object]]] = []
    if decided.complete:
        told.append(("degree.earned", {"major": case.major.id}))
        if decided.comprehensive.average:
            told.append(("degree.grade", {"average": decided.comprehensive.average}))
    elif decided.remaining:
        told.append(("degree.open", {"remaining": decided.remaining}))
    if case.bdes_degree_on is not None:
        told.append(("degree.held", {"on": shown_day(case.bdes_degree_on)}))
    return [{"record": None, "code": rule, **_reason(sentences, rule, figures)} for rule, figures in told]
