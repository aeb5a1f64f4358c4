"""``baeum law``: every number of the law, its history and its clause; ``preview``: whom a change affects."""

from __future__ import annotations

import argparse
from typing import Any

from baeum.commands.law_folder import folder_faults
from baeum.commands.wording import a_date, add_language, complain, print_json, print_table
from baeum_rules.parameters import (
    Law,
    LawDataError,
    NotInForce,
    Parameter,
    UnknownParameter,
    Version,
    load_law,
)

PREVIEW = "preview"
WORDS = {
    "ko": {
        "headings": ("이름", "값", "단위", "적용 기간", "근거"),
        "since": "{0}부터",
        "until": "{1}까지",
        "both": "{0} ~ {1}",
        "always": "시작일 미확인",
        "reading": "해석: {0}",
        "revision": "법령 자료 {0}",
        "unknown": "‘{0}’라는 이름의 값이 없습니다.",
        "close": "혹시 이것을 찾으십니까? {0}",
        "all": "모든 이름은 baeum law 로 볼 수 있습니다.",
        "not_in_force": "{0}: {1}에는 값이 없습니다. {2}부터 있습니다.",
        "one_name": "이름은 하나만 적습니다. --since 는 baeum law preview 와 함께 씁니다.",
        "name_needed": "--on 에는 이름 하나가 필요합니다: baeum law --on 2005-10-27 accredited.minimum_score",
    },
    "en": {
        "headings": ("name", "value", "unit", "in force", "clause"),
        "since": "from {0}",
        "until": "until {1}",
        "both": "{0} to {1}",
        "always": "first day unknown",
        "reading": "our reading: {0}",
        "revision": "law data {0}",
        "unknown": "There is no value named {0!r}.",
        "close": "Did you mean {0}?",
        "all": "`baeum law` lists all names.",
        "not_in_force": "{0}: no value on {1}. The first day is {2}.",
        "one_name": "One name only; --since goes with `baeum law preview`.",
        "name_needed": "--on needs one name, for example: baeum law --on 2005-10-27 accredited.minimum_score",
    },
}


def describe(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "inputs",
        nargs="*",
        metavar="NAME | preview CHANGES.toml [FILE ...]",
        help="a name, or the beginning of names (window, window.year); or preview, a file of changes, and "
        "cases, folders or .jsonl instead of the decisions stored by the site",
    )
    parser.add_argument(
        "--since", type=a_date, metavar="DATE", help="with preview: as if it began on that day"
    )
    parser.add_argument("--on", type=a_date, metavar="DATE", help="only the value of that day")
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.add_argument("--folder", help="the law data of another folder")
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print what was asked for; 2 if there is no such name, or no value on that day."""
    words: dict[str, Any] = WORDS[arguments.lang]
    if arguments.inputs[:1] == [PREVIEW]:
        from baeum.commands.law_preview import preview  # only for who asks

        return preview(arguments)
    if len(arguments.inputs) > 1 or arguments.since:
        return complain(words["one_name"])
    name = "".join(arguments.inputs).strip()
    if arguments.folder and (faults := folder_faults(arguments.folder, arguments.lang, audited=False)):
        return max(map(complain, faults))
    try:
        law = load_law(arguments.folder)
        if arguments.on:
            return _print_one(law, name, arguments) if name else complain(words["name_needed"])
        return _print_many(law, name, arguments)
    except UnknownParameter as unknown:
        hint = words["close"].format(", ".join(unknown.matches)) if unknown.matches else words["all"]
        return complain(f"{words['unknown'].format(unknown.name)} {hint}")
    except NotInForce as not_yet:
        return complain(words["not_in_force"].format(not_yet.name, not_yet.on, not_yet.first))
    except (LawDataError, OSError) as broken:
        return complain(str(broken))


def _print_one(law: Law, name: str, arguments: argparse.Namespace) -> int:
    parameter, version = law.parameter(name), law.version(name, arguments.on)
    if arguments.json:
        print_json({"law": law.revision, "on": str(arguments.on), **_shown(law, parameter, (version,))})
        return 0
    note = _note(version, arguments.lang)
    cited = getattr(law.source(version.clause), arguments.lang)
    unit = law.unit(parameter.unit, arguments.lang)
    print(f"{version.value} {unit} — {cited} [{version.clause}]{note and ' · '}{note}")
    return 0


def _print_many(law: Law, name: str, arguments: argparse.Namespace) -> int:
    names = [known for known in law.names() if known == name or known.startswith(f"{name}.") or not name]
    if not names:
        raise UnknownParameter(name, law.close_to(name))
    parameters = [law.parameter(known) for known in names]
    if arguments.json:
        shown = [_shown(law, parameter, parameter.versions) for parameter in parameters]
        print_json({"law": law.revision, "parameters": shown})
        return 0
    words: dict[str, Any] = WORDS[arguments.lang]
    rows = [row for parameter in parameters for row in _rows(law, parameter, arguments.lang)]
    print_table(words["revision"].format(law.revision), words["headings"], rows)
    return 0


def _rows(law: Law, parameter: Parameter, lang: str) -> list[tuple[object, ...]]:
    """A row per version; the first names the parameter."""
    rows: list[tuple[object, ...]] = []
    unit = law.unit(parameter.unit, lang)
    for version in parameter.versions:
        first = f"{parameter.name}\n{getattr(parameter, lang)}" if not rows else ""
        note = _note(version, lang)
        cited = f"{getattr(law.source(version.clause), lang)}{note and chr(10)}{note}"
        rows.append((first, version.value, unit if not rows else "", _period(version, lang), cited))
    return rows


def _period(version: Version, lang: str) -> str:
    known = {(True, False): "since", (True, True): "both", (False, True): "until", (False, False): "always"}
    word = known[version.since_known, version.until is not None]
    return str(WORDS[lang][word]).format(version.since, version.until)


def _note(version: Version, lang: str) -> str:
    if not version.reading:
        return ""
    return str(WORDS[lang]["reading"]).format(version.note_ko if lang == "ko" else version.note_en)


def _shown(law: Law, parameter: Parameter, versions: tuple[Version, ...]) -> dict[str, object]:
    """A parameter as JSON: dates as ISO texts, decimals as texts."""
    return {
        "name": parameter.name,
        "ko": parameter.ko,
        "en": parameter.en,
        "unit": parameter.unit,
        "selector": parameter.selector,
        "versions": [
            {
                "since": str(version.since) if version.since_known else None,
                "until": str(version.until) if version.until else None,
                "value": version.value if isinstance(version.value, int) else str(version.value),
                "clause": version.clause,
                "cited_ko": law.source(version.clause).ko,
                "cited_en": law.source(version.clause).en,
                "reading": version.reading,
                "note_ko": version.note_ko,
                "note_en": version.note_en,
            }
            for version in versions
        ],
    }
