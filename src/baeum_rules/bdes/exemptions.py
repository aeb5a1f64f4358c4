"""What exempts from whole stages: certificates, credits, years of school (bdes-r.4.1, bdes-r.4-3.2)."""

from __future__ import annotations

from typing import NamedTuple

from baeum_rules.certificates import load_certificates, name_key

from .case import BdesCase, Certificate
from .limits import Limits

# the end of a national title -> its kind; 산업기사 also ends in 기사, so it comes first
KINDS = {
    "산업기사": "industrial_engineer",
    "기사": "engineer",
    "기능장": "master_craftsman",
    "기술사": "professional_engineer",
}
NATIONAL = "national"


class Exemption(NamedTuple):
    """Why a stage is exempted: the sentence and its figures; ``record``: the certificate, if it is one."""

    stage: int
    rule: str
    figures: dict[str, object]
    record: str | None = None


def kind_of(certificate: Certificate) -> str:
    """The kind of a national technical qualification; "" for any other certificate."""
    entry = load_certificates().resolve(certificate.name).entry
    if entry is not None and entry.kind != NATIONAL:
        return ""
    names = {name_key(certificate.name)} | ({name_key(entry.name)} if entry else set())
    return next((kind for end, kind in KINDS.items() if any(name.endswith(end) for name in names)), "")


def exempts_up_to(kind: str, limits: Limits) -> int:
    """The highest stage that a kind of qualification exempts."""
    return limits.whole(f"bdes_exempt.qualification.{kind}")


def exemptions(case: BdesCase, limits: Limits) -> list[Exemption]:
    """Every reason for which a stage is exempted, stage by stage."""
    return [*_by_certificate(case, limits), *_by_credits(case, limits), *_by_schooling(case, limits)]


def _by_certificate(case: BdesCase, limits: Limits) -> list[Exemption]:
    found = []
    for one in case.certificates:
        kind = kind_of(one)
        if kind and one.on <= case.as_of and name_key(one.name) in case.same_field:
            figures: dict[str, object] = {"kind": kind, "name": one.name}
            up_to = exempts_up_to(kind, limits)
            found += [Exemption(s, "stage.qualification", figures, one.id) for s in range(1, up_to + 1)]
    return found


def _by_credits(case: BdesCase, limits: Limits) -> list[Exemption]:
    return [
        Exemption(stage, "stage.credits", {"kind": kind, "have": have, "need": need})
        for stage in (1, 2)
        for kind in ("acbs", "university")
        for need in (_needed("credits", stage, limits),)
        for have in (_most(case, kind, stage, limits),)
        if have >= need
    ]


def _needed(what: str, stage: int, limits: Limits) -> int:
    return limits.whole(f"bdes_exempt.{what}.stage_{stage}")


def _most(case: BdesCase, kind: str, stage: int, limits: Limits) -> int:
    """The credits that count for a stage: all of them, or from stage 2 on those of the same major."""
    anyhow = stage <= limits.whole("bdes_exempt.any_major")
    return sum(one.credits for one in case.credits if one.kind == kind and (anyhow or one.same_major))


def _by_schooling(case: BdesCase, limits: Limits) -> list[Exemption]:
    found = []
    for what in ("university_years", "abroad_years"):
        for stage in (1, 2):
            anyhow = stage <= limits.whole("bdes_exempt.any_major")
            have = sum(o.years for o in case.schooling if o.kind == what and (anyhow or o.same_major))
            need = _needed(what, stage, limits)
            if have >= need:
                found.append(Exemption(stage, f"stage.{what}", {"have": have, "need": need}))
    return found
