"""Compile the texts of the pages: every ``locale/*/LC_MESSAGES/django.po`` to its ``.mo``, of each package.

``python tools/messages.py`` – pure Python, so that nobody needs the gettext tools to change a sentence.
(New sentences are collected with ``django-admin makemessages -l en``, which does need them.)
The compiled files are committed; a test compares them with their sources.
"""

from __future__ import annotations

import ast
import struct
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "baeum"
MAGIC = 0x950412DE
HEADER = 28  # bytes before the two tables


def read_po(text: str) -> dict[str, str]:
    """Messages of a .po file as a .mo file holds them: context, EOT, id; plural forms joined by NUL."""
    found: dict[str, str] = {}
    entry: dict[str, str] = {}
    part = ""

    def finish() -> None:
        if "msgid" not in entry:
            return
        key = entry["msgid"] + ("\0" + entry["msgid_plural"] if "msgid_plural" in entry else "")
        if "msgctxt" in entry:
            key = entry["msgctxt"] + "\4" + key
        forms = [entry[name] for name in sorted(entry) if name.startswith("msgstr")]
        if any(forms):
            found[key] = "\0".join(forms)
        entry.clear()

    for line in [*text.splitlines(), ""]:
        if line.startswith("#"):
            continue
        if not line.strip():
            finish()
        elif line.startswith('"'):
            entry[part] += ast.literal_eval(line)
        else:
            part, _, value = line.partition(" ")
            entry[part] = ast.literal_eval(value)
    return found


def write_mo(messages: dict[str, str]) -> bytes:
    """The bytes of a .mo file (GNU gettext, little-endian, without a hash table)."""
    pairs = sorted((key.encode(), value.encode()) for key, value in messages.items())
    ids = b"".join(key + b"\0" for key, _ in pairs)
    start = HEADER + 16 * len(pairs)
    tables: tuple[list[int], list[int]] = ([], [])
    at = [start, start + len(ids)]
    for pair in pairs:
        for side in (0, 1):
            tables[side].extend((len(pair[side]), at[side]))
            at[side] += len(pair[side]) + 1
    head = struct.pack("<7I", MAGIC, 0, len(pairs), HEADER, HEADER + 8 * len(pairs), 0, 0)
    numbers = struct.pack(f"<{4 * len(pairs)}I", *tables[0], *tables[1])
    return head + numbers + ids + b"".join(value + b"\0" for _, value in pairs)


def sources() -> list[Path]:
    """Every .po: the shared one, and those that packages keep beside their pages."""
    return sorted(PACKAGE.glob("**/locale/*/LC_MESSAGES/django.po"))


def main() -> None:
    """Write every .mo beside its .po."""
    for source in sources():
        messages = read_po(source.read_text(encoding="utf-8"))
        source.with_suffix(".mo").write_bytes(write_mo(messages))
        print(f"{source.relative_to(PACKAGE)}: {len(messages) - 1} messages")


if __name__ == "__main__":
    main()
