"""Papers a second: rendering, signing and checking, each beside something bare."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import typst

from baeum.papers.inspecting import inspect, read_trusted
from baeum.papers.keys import PaperKey, from_pem, make_demo_key
from baeum.papers.letters import PLACES
from baeum.papers.rendering import render
from baeum.papers.signing import sign
from benchmarks.credentials import rate

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]

from tests.credentials.making import line  # isort: skip  # noqa: E402
from tests.papers.samples import sample  # isort: skip  # noqa: E402

AT = datetime(2026, 11, 26, 3, 30, tzinfo=UTC)
QR = "https://baeum.example/verify/q/8fK2mQ9xTz41LrWc"
LINES = 10  # as many as fit on one page with the rest
BARE = """#set text(font: "Pretendard GOV", size: 9pt, lang: "ko")
#align(center, text(size: 25pt)[평생학습이력증명서])
#table(columns: (auto, 1fr, auto, auto, auto, auto), ..json(bytes(sys.inputs.rows)).flatten())
#align(center)[위 사람의 평생학습 이력이 위와 같음을 증명합니다.]
"""
ROWS = [
    [str(n), f"파이썬 기초 {n}", "서울평생학습관", "2026. 1. 5. – 2026. 3. 2.", "30", "3"]
    for n in range(1, LINES + 1)
]
Acts = dict[str, tuple[Callable[[], object], Callable[[], object]]]


def bare_page(folder: str) -> Callable[[], object]:
    """The same table by bare typst: no tags, no PDF/A, no seal, no QR code, nothing inside."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(PLACES))
    source = Path(folder) / "bare.typ"
    source.write_text(BARE)
    compiler = typst.Compiler(str(source), root=folder, font_paths=fonts)
    rows = json.dumps(ROWS, ensure_ascii=False)
    return lambda: compiler.compile(format="pdf", sys_inputs={"rows": rows}, pdf_tags=False)


def acts(keys: dict[str, PaperKey], folder: str) -> Acts:
    """What is measured, each with what runs beside it."""
    numbers = iter(range(10**9))
    one_page = sample("learning_history", "ko", lines=[line(n, accreditation=None) for n in range(LINES)])
    held = render(one_page, qr=QR)

    def page() -> object:
        """Each with another name, so that nothing of the one before can be used again but the fonts."""
        return render(replace(one_page, holder={"name": f"김나리 {next(numbers)}"}), qr=QR)

    found: Acts = {"render one page": (page, bare_page(folder))}
    for name, key in keys.items():
        found[f"sign, {name}"] = (
            lambda key=key: sign(held, key, at=AT),
            lambda key=key: key.sign(held),
        )
    key = keys["P-256"]
    signed = sign(held, key, at=AT)
    known = [read_trusted(key.certificates_pem(), name_ko="가", name_en="A")]
    changed = signed[:5_000] + b"!" + signed[5_001:]
    found["check, valid"] = (lambda: inspect(signed, trusted=known), lambda: sha256(signed).digest())
    found["check, changed"] = (lambda: inspect(changed, trusted=known), lambda: sha256(changed).digest())
    found["render and sign"] = (lambda: sign(render(one_page, qr=QR), key, at=AT), bare_page(folder))
    return found


def by_weasyprint(seconds: float) -> float:
    """Pages a second of the same table by WeasyPrint, in an environment of its own; needs Pango."""
    with tempfile.TemporaryDirectory() as folder:
        python = f"{folder}/bin/python"
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "--quiet", "install", "weasyprint"], check=True)
        given = {
            "rows": ROWS,
            "font": (Path(PLACES[1]) / "PretendardGOV-Regular.otf").as_uri(),
            "statement": "위 사람의 평생학습 이력이 위와 같음을 증명합니다.",
            "seconds": seconds,
        }
        script = Path(__file__).parent / "papers_weasyprint.py"
        done = subprocess.run(
            [python, str(script)], input=json.dumps(given), capture_output=True, text=True, check=True
        )
    return float(done.stdout)


def main(words: list[str] | None = None) -> int:
    """Print a table: in a second of the processor, what runs beside it, and the ratio."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.papers", description=main.__doc__)
    parser.add_argument("--seconds", type=float, default=1.0, help="of the processor for each round (1.0)")
    parser.add_argument("--rounds", type=int, default=5, help="the median of so many counts (5)")
    parser.add_argument(
        "--weasyprint", action="store_true", help="install WeasyPrint and draw the page by it too"
    )
    parser.add_argument("--long", action="store_true", help="also a paper of 2,000 lines, once")
    arguments = parser.parse_args(words)
    kinds = {"P-256": "p256", "RSA-2048": "rsa"}
    keys = {name: from_pem(*make_demo_key("배움진흥원", at=AT, kind=kind)) for name, kind in kinds.items()}
    print("papers: in a second of one processor, beside the bare page, signature or digest")
    print(f"{'':22}{'a second':>10}{'bare':>12}{'times':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for name, (act, beside) in acts(keys, folder).items():
            act()
            ours = rate(act, arguments.seconds, arguments.rounds)
            bare = rate(beside, arguments.seconds / 4, arguments.rounds)
            print(f"{name:22}{ours:>10,.1f}{bare:>12,.1f}{bare / ours:>8.1f}", flush=True)
            if name == "render one page" and arguments.weasyprint:
                theirs = by_weasyprint(arguments.seconds * arguments.rounds)
                print(f"{'  by WeasyPrint':22}{theirs:>10,.1f}{'':12}{ours / theirs:>8.1f} times slower")
    if arguments.long:
        _long()
    return 0


def _long() -> None:
    import time

    many = sample("learning_history", lines=[line(n) for n in range(2_000)])
    began = time.process_time()
    pdf = render(many, qr=QR)
    print(f"2,000 lines: {time.process_time() - began:.1f} s of the processor, {len(pdf):,} bytes")


if __name__ == "__main__":
    sys.exit(main())
