"""Puts the verifier of credentials into one file that runs without a network, an account or an installation.

    python tools/offline_verifier.py baeum-verify.pyz              # needs cryptography and pyoxigraph
    python tools/offline_verifier.py baeum-verify.pyz --libraries  # has them inside, for this system

    python baeum-verify.pyz diploma.json --issuer did.json --status list.json [--on 2026-11-26]

The file is a zip of ``baeum.credentials`` as it stands in the site, so that both say the same.
"""

from __future__ import annotations

import argparse
import sys
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"
STAMP = (1980, 1, 1, 0, 0, 0)  # the same code is the same file, byte for byte
LIBRARIES = ("cryptography", "cffi", "pycparser", "pyoxigraph")
MAIN = '''"""Sets up what is inside this file, and verifies."""
import sys
import tempfile
import zipfile
from datetime import date
from pathlib import Path


def main() -> int:
    here, words = Path(sys.argv[0]).resolve(), sys.argv[1:]
    if not any(word.startswith("--on") for word in words):
        words += ["--on", date.today().isoformat()]
    folder = tempfile.TemporaryDirectory(prefix="baeum-verify-", ignore_cleanup_errors=True)
    with folder as name, zipfile.ZipFile(here) as held:
        inside = [path for path in held.namelist() if path.startswith("libraries/")]
        held.extractall(name, inside)  # a compiled library cannot be loaded out of a zip
        if inside:
            sys.path.insert(0, str(Path(name) / "libraries"))
        try:
            from baeum.credentials.offline import main as verify
        except ModuleNotFoundError as error:
            print(f"{error.name} is missing: pip install cryptography pyoxigraph", file=sys.stderr)
            return 3
        return verify(words)


sys.exit(main())
'''


def main(words: list[str] | None = None) -> int:
    """Write the file; 0 when done."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--libraries", action="store_true", help="put the libraries inside")
    arguments = parser.parse_args(words)
    held = {
        "__main__.py": MAIN.encode(),
        "baeum/__init__.py": (SOURCE / "baeum" / "__init__.py").read_bytes(),
    }
    for file in sorted((SOURCE / "baeum" / "credentials").rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            held[file.relative_to(SOURCE).as_posix()] = file.read_bytes()
    if arguments.libraries:
        for name in LIBRARIES:
            held |= {f"libraries/{path}": content for path, content in _files_of(distribution(name)).items()}
    with arguments.file.open("wb") as opened:
        opened.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED) as packed:
            for path, content in held.items():
                packed.writestr(zipfile.ZipInfo(path, STAMP), content, zipfile.ZIP_DEFLATED)
    arguments.file.chmod(0o755)
    print(f"{arguments.file}: {arguments.file.stat().st_size:,} bytes", file=sys.stderr)
    return 0


def _files_of(found: Distribution) -> dict[str, bytes]:
    """What is installed of a library, by path; nothing outside its folder, no compiled Python."""
    return {
        path.as_posix(): Path(str(path.locate())).read_bytes()
        for path in found.files or []
        if ".." not in path.parts and "__pycache__" not in path.parts and Path(str(path.locate())).is_file()
    }


if __name__ == "__main__":
    sys.exit(main())
