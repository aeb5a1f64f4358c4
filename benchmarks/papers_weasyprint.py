"""The page of the benchmark of papers by WeasyPrint, run by a Python that has it: PDF/A-3u, tagged.

Reads a JSON of rows from its standard input; prints pages a second of the processor.
"""

from __future__ import annotations

import json
import sys
import time

import weasyprint  # type: ignore[import-not-found,unused-ignore]

HEAD = """<!doctype html><html lang="ko"><title>평생학습이력증명서</title><style>
@font-face { font-family: P; src: url(FONT) } @page { size: A4; margin: 20mm }
body { font: 9.5pt P } h1 { font-size: 25pt; text-align: center; letter-spacing: .2em }
table { border-collapse: collapse; width: 100% } td, th { border: .5pt solid #777; padding: 4pt }
</style><h1>평생학습이력증명서</h1><table><tr><th>번호<th>학습과정<th>기관<th>학습 기간
<th>시간<th>학점</tr>"""


def main() -> int:
    """Draw the page for some seconds of the processor."""
    given = json.load(sys.stdin)
    rows = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) + "</tr>" for row in given["rows"])
    page = HEAD.replace("FONT", given["font"]) + rows + "</table><p>" + given["statement"]
    weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/a-3u", pdf_tags=True)
    count, began = 0, time.process_time()
    while time.process_time() - began < given["seconds"]:
        weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/a-3u", pdf_tags=True)
        count += 1
    print(count / (time.process_time() - began))
    return 0


if __name__ == "__main__":
    sys.exit(main())
