"""What a folder of law data must hold: told where something of it is missing, all at once."""

from __future__ import annotations

from pathlib import Path

from baeum.commands.audit_words import ENDINGS
from baeum_rules.parameters import LawDataError, read_table

TOLD = ("law.toml", "sources.toml", "units.toml")  # what the numbers of a law are told with
CERTIFICATES = ("table.tsv", "aliases.tsv", "renames.tsv", "excluded.toml")
MISSING = (
    "{0}: 법령 자료의 폴더가 아닙니다. 없는 것: {1}. law.toml, sources.toml, units.toml, certificates/와"
    " law.toml의 parameters에 적은 폴더가 있어야 합니다(docs/law.md). 배움의 src/baeum_rules/law를 통째로"
    " 베껴 고치십시오.",
    "{0}: it is no folder of law data. Missing: {1}. It must hold law.toml, sources.toml, units.toml,"
    " certificates/ and the folders that law.toml names as parameters (docs/law.md). Copy all of"
    " src/baeum_rules/law of Baeum and change that.",
)


def folder_faults(folder: str, lang: str, *, audited: bool) -> list[str]:
    """Why it cannot be read as law data. ``audited``: learners are audited by it, not its numbers told."""
    needed = [*TOLD, *(f"certificates/{name}" for name in CERTIFICATES if audited)]
    missing = [name for name in needed if not Path(folder, name).is_file()]
    if "law.toml" not in missing:
        try:
            groups = read_table(f"{folder}/law.toml")["parameters"]
        except (LawDataError, OSError) as error:
            return getattr(error, "messages", [str(error)])
        except KeyError:
            groups = []
            missing.append("parameters (law.toml)")
        missing += [f"{name}/" for name in groups if not Path(folder, str(name)).is_dir()]
    return [MISSING[ENDINGS[lang]].format(folder, ", ".join(missing))] if missing else []
