"""What would differ: ``baeum audit --suppose FILE --law-of DATE --law-with FILE``."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from baeum.commands.audit_goal import bytes_of
from baeum.commands.audit_words import error_answer, fault
from baeum_rules.parameters import Law, LawDataError, NotInForce, load_law
from baeum_rules.recognition import audit
from baeum_rules.recognition.answer import errors_of
from baeum_rules.recognition.differences import differences
from baeum_rules.recognition.document import parse
from baeum_rules.recognition.supposing import read_supposition, supposed, unknown_records
from baeum_rules.recognition.thresholds import thresholds_of


class WhatIf:
    """One question put to every case: the supposition and the law of the options.

    ``errors``: all that is wrong with the options themselves; they must be none before a case is answered.
    """

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.errors: list[dict[str, Any]] = []
        self.law: Law = load_law()
        self.supposition: dict[str, Any] = {}
        if arguments.law_of:
            self._take_day(arguments.law_of)
        if arguments.law_with:
            self._take_changes(arguments.law_with)
        if arguments.suppose:
            self._take_supposition(arguments.suppose)

    def answer(self, document: Any) -> dict[str, Any]:
        """The answers before and after with their differences; the error answer where one cannot be had."""
        case: Any = parse(document) if isinstance(document, bytes | str) else document
        before = audit(document)
        if "errors" in before:
            return before
        faults = unknown_records(case, self.supposition)
        changed = supposed(case, self.supposition)
        try:
            after = errors_of(faults, thresholds_of()) if faults else audit(changed, self.law)
        except NotInForce as missing:  # a goal that the law of that day does not know
            return error_answer([fault("law.not_in_force", missing.name, missing.on, missing.first)])
        wrong = [one for one in after.get("errors", ()) if not one["code"].startswith("learner.take")]
        if wrong:
            return error_answer(wrong)
        return {
            "version": 1,
            "supposed": self.supposition,
            "law": {"before": before["law"], "after": self.law.revision},
            "as_of": {"before": str(case["as_of"]), "after": str(changed["as_of"])},
            "before": before,
            "after": after,
            "differences": differences(before, after, (case, changed), self.law),
        }

    def _take_day(self, text: str) -> None:
        try:
            self.law = self.law.as_of(date.fromisoformat(text))
        except ValueError:
            self.errors.append(fault("law.day", text, field="--law-of"))

    def _take_changes(self, path: str) -> None:
        from baeum_rules.changes import read_changes

        data = self._read(path, "--law-with")
        if data is None:
            return
        try:
            self.law = self.law.changed(*read_changes(data.decode("utf-8-sig"), self.law))
        except LawDataError as wrong:
            self.errors += [fault("law.changes", one, field=f"--law-with {path}") for one in wrong.messages]
        except UnicodeDecodeError:
            self.errors.append(fault("file.unreadable", "UTF-8", field=f"--law-with {path}"))

    def _take_supposition(self, path: str) -> None:
        data = self._read(path, "--suppose")
        if data is None:
            return
        found = read_supposition(data)
        if isinstance(found, dict):
            self.supposition = found
            return
        for error in errors_of(found, thresholds_of())["errors"]:
            place = f"--suppose {path}: {error['field']}" if error["field"] else f"--suppose {path}"
            self.errors.append({**error, "field": place})

    def _read(self, path: str, option: str) -> bytes | None:
        try:
            return bytes_of(path)
        except (OSError, ValueError) as error:
            told = error.strerror if isinstance(error, OSError) else error
            self.errors.append(fault("file.unreadable", told, field=f"{option} {path}"))
            return None
