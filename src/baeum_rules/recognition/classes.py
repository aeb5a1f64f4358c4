"""The classes, the curriculum by duplicate keys, and what the certificate table says of a case."""

from __future__ import annotations

from baeum_rules.certificates import CertificateTable, Resolution
from baeum_rules.parameters import Law

from .case import Case, Curriculum
from .names import SubjectKeys

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


def case_certificates(case: Case, law: Law) -> tuple[CertificateTable | None, dict[str, Resolution]]:
    """The certificate table and what it says of each certificate of the case; not read without one."""
    named = [record for record in case.records if record.source == "certificate"]
    if not named:
        return None, {}
    from baeum_rules.certificates import load_certificates  # a table of 762 rows, only for who needs it

    table = load_certificates(f"{law.folder}/certificates")
    return table, {record.id: table.resolve(record.fields["name"]) for record in named}
