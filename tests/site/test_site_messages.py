"""The compiled texts are those of their source, and every text has its English."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
BLOCK = r"{% blocktranslate[^%]*%}([^{]*(?:{{[^}]*}}[^{]*)*){% endblocktranslate"


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools/messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_compiled_texts_are_current() -> None:
    messages = tool()
    assert len(messages.sources()) > 1
    for source in messages.sources():
        expected = messages.write_mo(messages.read_po(source.read_text(encoding="utf-8")))
        assert source.with_suffix(".mo").read_bytes() == expected, f"{source}: run python tools/messages.py"


def test_every_text_of_pages_and_views_is_in_the_catalogue() -> None:
    read = [tool().read_po(source.read_text(encoding="utf-8")) for source in tool().sources()]
    known = {key.split("\4")[-1].split("\0")[0] for messages in read for key in messages}
    pages = ROOT / "src/baeum"
    used = set()
    for path in pages.rglob("templates/**/*.html"):
        text = path.read_text(encoding="utf-8")
        used |= {one.replace("%", "%%") for one in re.findall(r'{% translate "([^"]+)"', text)}
        for one in re.findall(
            r"{% blocktranslate[^%]*%}([^{]*(?:{{[^}]*}}[^{]*)*){% endblocktranslate", text
        ):
            used.add(re.sub(r"{{ (\w+) }}", r"%(\1)s", one.replace("%", "%%")))
    for folder in (
        "accreditation",
        "calculator",
        "catalogue",
        "certificates",
        "counsel",
        "demo",
        "desk",
        "learner",
        "people",
        "shared",
    ):
        for path in (pages / folder).rglob("*.py"):
            used |= set(re.findall(r'\b_\(\s*"([^"]+)"\s*\)', path.read_text(encoding="utf-8")))
    assert used - known == set(), "run makemessages, fill in the English, run tools/messages.py"
    assert len(used) > 200
