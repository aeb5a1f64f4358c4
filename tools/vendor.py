"""Fetch the few third-party files the pages need into ``src/baeum/static/vendor``.

Run by a developer when a version changes: ``python tools/vendor.py`` (needs ``npm`` for the download only).
The result is committed, so nobody else needs npm, Node or a build step. Each package is pinned with the
integrity hash of its npm archive; another archive under the same version is refused.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

BAEUM = Path(__file__).resolve().parent.parent / "src" / "baeum"
TARGET = BAEUM / "static" / "vendor"
OFL = BAEUM / "sheets" / "fonts" / "OFL.txt"


@dataclass(frozen=True)
class Package:
    """One npm archive: name, exact version, sha512 integrity as npm states it, licence, what we say of it."""

    name: str
    version: str
    integrity: str
    licence: str
    note: str


KRDS = Package(
    "krds-uiux",
    "1.1.0",
    "sha512-4cjL3cpnlTaDrkivVceDpWhHxUYgV2AhiRRbO74I8ZKlnM17BcutEjPOlMOz9RQGAmdEubTsSYoyKFhvD1/g+A==",
    "ISC (package.json); the README says that the terms of use of krds.go.kr apply",
    "component/output.css and the token css, with the neutral icons only: flag, logos, login and social "
    "marks are left out and their rules point to nothing",
)
FONT = Package(
    "pretendard-gov",
    "1.3.9",
    "sha512-U9bEVWfBoM5AUAM2yJvmbffrt4oO//onVbKOIzy/pEU0SEP+6O/YmOxGgYaMgDr+zmqhDGhSwQqOnBFSgmp4bQ==",
    "OFL-1.1",
    "variable font, dynamic subset; the files that hold only hanja are left out",
)
HTMX = Package(
    "htmx.org",
    "4.0.1",
    "sha512-oF7JgXhDW9UXCy/k1ZYFUQgzu/rm19ORWPSPNL91vPluB2PB9+MV55tyQdH/w7o2EAbTYUG5SDW1R60mdkdqGg==",
    "0BSD",
    "htmx.min.js, unchanged",
)

# The icons that our pages or the form controls of output.css really show.
ICONS = [
    "angle",
    "angle_disabled",
    "angle_inverse",
    "angle_disabled_inverse",
    "arrow_dropdown",
    "bread_home",
    "checkbox",
    "checkbox_checked",
    "close",
    "delete_fill",
    "download",
    "error_fill",
    "file",
    "global",
    "go",
    "go_top",
    "help",
    "help_fill",
    "information",
    "information_fill",
    "plus",
    "print",
    "reset",
    "sch",
    "success_fill",
    "upload",
    "view_mode",
    "complete_fill",
]


def fetch(package: Package, into: Path) -> Path:
    """Download and unpack one archive; raises SystemExit where its hash is another one."""
    command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
    done = subprocess.run(command, cwd=into, check=True, capture_output=True, text=True)
    archive = into / done.stdout.strip().splitlines()[-1]
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != package.integrity:
        raise SystemExit(f"{package.name} {package.version}: integrity {found}, pinned {package.integrity}")
    folder = into / package.name.replace("/", "-")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


def take_krds(source: Path, target: Path) -> None:
    """Stylesheet, tokens and icons, in the folder depth that the stylesheet expects."""
    resources = source / "resources"
    icons = {f"ico_{name}.svg" for name in ICONS}
    css = (resources / "css/component/output.css").read_text(encoding="utf-8")
    css = re.sub(r"\n?/\*# sourceMappingURL.*?\*/\s*$", "\n", css)

    def keep_or_drop(match: re.Match[str]) -> str:
        return match.group(0) if Path(match.group(1)).name in icons else "none"

    css = re.sub(r"url\(([^)]+)\)", keep_or_drop, css)
    css = css.replace('@import "../../css/token/krds_tokens.css";', "")  # linked beside it: one hop less
    (target / "css/component").mkdir(parents=True)
    (target / "css/token").mkdir(parents=True)
    (target / "img/component/icon").mkdir(parents=True)
    (target / "css/component/output.css").write_text(css, encoding="utf-8")
    tokens = (resources / "css/token/krds_tokens.css").read_text(encoding="utf-8").lstrip()
    (target / "css/token/krds_tokens.css").write_text(tokens, encoding="utf-8")
    for name in sorted(icons):
        shutil.copyfile(resources / "img/component/icon" / name, target / "img/component/icon" / name)


def only_hanja(ranges: str) -> bool:
    """Whether a unicode-range names nothing but Han ideographs."""

    def han(first: int) -> bool:
        return 0x2E80 <= first <= 0x2FFF or 0x3400 <= first <= 0x9FFF or 0xF900 <= first <= 0xFAFF

    return all(han(int(part.strip()[2:].split("-")[0], 16)) for part in ranges.split(","))


def take_font(source: Path, target: Path) -> None:
    """Font faces with short file names, without the hanja-only files."""
    web = source / "dist/web/variable"
    css = (web / "pretendardvariable-gov-dynamic-subset.css").read_text(encoding="utf-8")
    faces: list[str] = []
    target.mkdir(parents=True)
    for number, ranges in re.findall(r"subset\.(\d+)\.woff2.*?unicode-range:\s*([^;]+);", css, re.S):
        if only_hanja(ranges):
            continue
        name = f"PretendardGOVVariable.subset.{number}.woff2"
        shutil.copyfile(web / "woff2-dynamic-subset" / name, target / name)
        faces.append(
            '@font-face{font-family:"Pretendard GOV Variable";font-style:normal;font-display:swap;'
            f'font-weight:45 920;src:url({name}) format("woff2-variations");'
            f"unicode-range:{ranges.replace(' ', '')}}}\n"
        )
    shutil.copyfile(OFL, target / "OFL.txt")  # the npm archive names the licence without its text
    (target / "pretendard-gov.css").write_text("".join(faces), encoding="utf-8")


def write_notice(target: Path) -> None:
    """NOTICE.md (for people) and versions.json (version, archive hash, sha384 of every file)."""
    lines = ["# Third-party files\n\nMade by `python tools/vendor.py`; do not edit by hand.\n"]
    for package in (KRDS, FONT, HTMX):
        lines.append(f"## {package.name} {package.version}\n\n- licence: {package.licence}")
        lines.append(f"- taken: {package.note}\n- archive: `{package.integrity}`\n")
    (target / "NOTICE.md").write_text("\n".join(lines), encoding="utf-8")
    files = {
        path.relative_to(target).as_posix(): "sha384-"
        + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()
        for path in sorted(target.rglob("*"))
        if path.is_file() and path.name != "versions.json"
    }
    packages = {package.name: package.version for package in (KRDS, FONT, HTMX)}
    text = json.dumps({"packages": packages, "files": files}, indent=1, ensure_ascii=False)
    (target / "versions.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Replace the vendor folder by a fresh one."""
    with tempfile.TemporaryDirectory() as scratch:
        room = Path(scratch)
        krds, font, htmx = (fetch(package, room) for package in (KRDS, FONT, HTMX))
        if TARGET.exists():
            shutil.rmtree(TARGET)
        take_krds(krds, TARGET / "krds")
        take_font(font, TARGET / "pretendard-gov")
        (TARGET / "htmx").mkdir()
        shutil.copyfile(htmx / "dist/htmx.min.js", TARGET / "htmx/htmx.min.js")
        shutil.copyfile(htmx / "LICENSE", TARGET / "htmx/LICENSE")
    write_notice(TARGET)


if __name__ == "__main__":
    main()
