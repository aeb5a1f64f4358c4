"""What a record would count as and for how much, before any choice (design: recognition.md section 3)."""

from __future__ import annotations

from typing import Any, NamedTuple

from baeum_rules.certificates import CertificateTable, Resolution
from baeum_rules.parameters import Law

from .case import Case, Curriculum, Record
from .names import SubjectKeys
from .thresholds import Thresholds

# One bit a class; their order is the order of preference between equal selections.
REQUIRED, ELECTIVE, LIBERAL, GENERAL = 1, 2, 4, 8
CLASS_BITS = {
    "major_required": REQUIRED,
    "major_elective": ELECTIVE,
    "liberal_arts": LIBERAL,
    "general_elective": GENERAL,
}
CLASS_NAMES = {bit: name for name, bit in CLASS_BITS.items()}
MAJOR = REQUIRED | ELECTIVE

TRAINEE_MONTHS = (36, 24, 12, 6)  # steps of heritage.credits.trainee_*_months


class Classification(NamedTuple):
    """Possible classes as bits, and whether only a subcommittee can give another (committee.pending)."""

    classes: int
    pending: bool


class CurriculumKeys:
    """A curriculum by duplicate keys: the class of a subject, who may stand for whom, what is linked."""

    def __init__(self, curriculum: Curriculum) -> None:
        self.curriculum = curriculum
        self.keys = SubjectKeys(curriculum.equivalents)
        of = self.keys.of
        self.required = {of(name): name for name in reversed(curriculum.required)}
        self._class = {of(name): LIBERAL for name in curriculum.liberal}
        self._class |= {of(name): ELECTIVE for name in curriculum.elective}
        self._class |= dict.fromkeys(self.required, REQUIRED)
        self._compatible = {of(name) for name in curriculum.compatible}
        self.substitutes = [frozenset(of(name) for name in group) for group in curriculum.substitutes]
        self._linked: set[str] | None = None

    def class_of(self, key: str) -> int:
        """The class bit of a key: required before elective before liberal, 0 where it is not listed."""
        return self._class.get(key, 0)

    def is_compatible(self, key: str) -> bool:
        """Whether the subject may also be liberal arts (전공교양호환)."""
        return key in self._compatible

    def is_linked(self, name: str, table: CertificateTable) -> bool:
        """Whether a certificate, by its name of today, is linked to the major."""
        if self._linked is None:
            self._linked = {_name_today(linked, table) for linked in self.curriculum.linked_certificates}
        return name in self._linked


def _name_today(name: str, table: CertificateTable) -> str:
    entry = table.resolve(name).entry
    return entry.name if entry else name


def classify(
    record: Record, curriculum: CurriculumKeys, resolution: Resolution | None, table: CertificateTable | None
) -> Classification:
    """The classes a record may take, on whatever route (route second then keeps the major ones only)."""
    f, source = record.fields, record.source
    if source == "certificate":
        entry = resolution.entry if resolution else None
        name = entry.name if entry else f["name"]
        linked = table is not None and curriculum.is_linked(name, table)
        return Classification(REQUIRED if linked else GENERAL, False)
    if source == "heritage":
        return Classification(REQUIRED if f["same_major"] else GENERAL, False)
    key = curriculum.keys.of(f["subject"])
    if source == "accredited_course":
        listed = curriculum.class_of(key)
        if listed & MAJOR and curriculum.is_compatible(key):
            chosen = CLASS_BITS.get(f["class"], 0) & (listed | LIBERAL)  # one that it can have, or no choice
            return Classification(chosen or listed | LIBERAL, False)
        return Classification(listed or GENERAL, False)
    if source in ("university_course", "part_time_course"):
        return _classify_school(f)
    return _classify_bdes(f, curriculum.class_of(key))


def _classify_school(f: dict[str, Any]) -> Classification:
    """The school's own class within the same programme; liberal arts always; else the subcommittee's."""
    if f["same_program"] or f["class"] == "liberal_arts":
        return Classification(CLASS_BITS[f["class"]], False)
    if f["committee_class"]:
        return Classification(CLASS_BITS[f["committee_class"]], False)
    return Classification(GENERAL, True)


def _classify_bdes(f: dict[str, Any], listed: int) -> Classification:
    if f["stage"] == 1:
        return Classification(LIBERAL | (listed & MAJOR), False)
    if f["committee_class"]:
        return Classification(CLASS_BITS[f["committee_class"]], False)
    if listed & MAJOR:
        return Classification(listed, False)
    return Classification(GENERAL, True)


def credits_of(record: Record, thresholds: Thresholds, resolution: Resolution | None) -> int:
    """The credits of a record before any choice; 0 for an unknown certificate, too short a training."""
    f, day = record.fields, record.completed_on
    if "credits" in f:
        return int(f["credits"])
    if record.source == "certificate":
        entry = resolution.entry if resolution else None
        if entry is None:
            return 0
        older = day < thresholds.at("certificate.revaluation", day)
        return int(entry.credits_before if older else entry.credits)
    if record.source == "heritage":
        return _heritage_credits(f, day, thresholds)
    return int(thresholds.at(f"bdes.credits.stage_{f['stage']}", day))


def _heritage_credits(f: dict[str, Any], day: int, thresholds: Thresholds) -> int:
    if f["role"] != "trainee":
        return int(thresholds.at(f"heritage.credits.{f['role']}", day))
    for months in TRAINEE_MONTHS:
        if f["months"] >= months:
            return int(thresholds.at(f"heritage.credits.trainee_{months}_months", day))
    return 0


def case_certificates(case: Case, law: Law) -> tuple[CertificateTable | None, dict[str, Resolution]]:
    """The certificate table and what it says of each certificate of the case; not read without one."""
    named = [record for record in case.records if record.source == "certificate"]
    if not named:
        return None, {}
    from baeum_rules.certificates import load_certificates  # a table of 762 rows, only for who needs it

    table = load_certificates(f"{law.folder}/certificates")
    return table, {record.id: table.resolve(record.fields["name"]) for record in named}
