"""The two laws of ``baeum impact``: by the options, with every mistake of them."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterator
from pathlib import Path

from baeum.commands.audit_if import WhatIf
from baeum.commands.impact_words import word
from baeum.commands.law_folder import folder_faults
from baeum_rules.parameters import Law, LawDataError, load_law


def laws_of(arguments: argparse.Namespace, wrong: list[str]) -> tuple[Law, Law]:
    """The law before and after; what is wrong with the options goes into ``wrong``."""
    lang, against = arguments.lang, arguments.against
    if not (arguments.law_of or arguments.law_with or against):
        wrong.append(word("no_law", lang))
    after = _asked("--law-with", arguments.law_of, arguments.law_with, lang, wrong)
    if against is None:
        before = load_law()
    elif Path(against).is_dir():
        before = _of_folder(against, lang, wrong)
    elif against[:1].isdigit() and not Path(against).exists():
        before = _asked("--against", against, None, lang, wrong)
    else:
        before = _asked("--against", None, against, lang, wrong)
    if not wrong and before.revision == after.revision:
        wrong.append(word("same_law", lang, before.revision))
    return before, after


def _asked(option: str, day: str | None, path: str | None, lang: str, wrong: list[str]) -> Law:
    if path is not None and path != "-" and not Path(path).exists():
        given = Path(path)
        beside = [one.name for one in given.parent.iterdir()] if given.parent.is_dir() else []
        near = difflib.get_close_matches(given.name, beside, 1, 0.6)
        hint = word("did_you_mean", lang, given.parent / near[0]) if near else ""
        wrong.append(word("law_missing", lang, option, path, hint))
        path = None
    asked = WhatIf(argparse.Namespace(law_of=day, law_with=path, suppose=None))
    for one in asked.errors:
        field = one["field"]
        if option == "--against":
            field = field.replace("--law-of", option).replace("--law-with", option)
        wrong.append(f"{field}: {one[lang]}")
    return asked.law


def _of_folder(path: str, lang: str, wrong: list[str]) -> Law:
    """The law data of another folder, such as an earlier edition."""
    faults = folder_faults(path, lang, audited=True)
    if not faults:
        try:
            law = load_law(Path(path).absolute())
            faults = list(_uncited(law))
        except (LawDataError, OSError) as error:
            faults = getattr(error, "messages", [str(error)])
    wrong += [f"--against {one if one.startswith(path) else f'{path}: {one}'}" for one in faults]
    return load_law() if faults else law


def _uncited(law: Law) -> Iterator[str]:
    """The clauses of values that sources.toml does not have: the page could not cite them."""
    cited = {version.clause for name in law.names() for version in law.parameter(name).versions}
    for clause in sorted(cited - {*law.clauses()}):
        yield f"sources.toml has no clause {clause!r}: add it there"
