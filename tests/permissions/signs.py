"""Signs by which everything of the scene is known again in an answer: what it is, whose, at which office."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import unquote

JSON = (
    *("application/json", "application/problem+json", ""),
    *("application/did+ld+json", "application/vc"),
)


class Sign(NamedTuple):
    """One field of one thing: ``about`` which person of the cast, ``office``: "" where there is none."""

    field: str
    about: str = ""
    office: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in self if part)

    def word(self) -> str:
        """A text that occurs nowhere else, to be put where the field has a free text."""
        return f"{self.field}~{self.about}~{self.office}~".replace(" ", "-")


class Signs:
    """All signs, each with the texts that give it away."""

    def __init__(self) -> None:
        self._texts: dict[str, Sign] = {}
        self._numbers: dict[str, Sign] = {}

    def add(self, sign: Sign, *texts: str) -> None:
        """Known by these texts, and by its word."""
        for text in (*texts, sign.word()):
            self._texts["".join(text.split())] = sign

    def add_number(self, sign: Sign, number: int) -> None:
        """Known by a number that occurs nowhere else."""
        assert number > 10_000_000, f"{sign} {number} could be anything"
        self._numbers[str(number)] = sign

    def add_day(self, sign: Sign, day: date) -> None:
        """Known by a day in any of the ways in which it is written."""
        korean = (f"{day.year}. {day.month}. {day.day}.", f"{day.year}년 {day.month}월 {day.day}일")
        self.add(sign, day.isoformat(), *korean, f"{day:%-d %b %Y}", f"{day:%-d %B %Y}", f"{day:%Y%m%d}")

    def all(self) -> set[Sign]:
        """Every one of them."""
        return {*self._texts.values(), *self._numbers.values()}

    def found_in(self, text: str) -> set[Sign]:
        """The signs that a text holds."""
        spaced = "".join(text.split())
        there = sorted((one for one in self._texts if one in spaced), key=len, reverse=True)
        words = re.findall("|".join(map(re.escape, there)), spaced) if there else ()
        found = {self._texts[one] for one in words}
        numbers = set(re.findall(r"\d{8,}", text)) & self._numbers.keys()
        return found | {self._numbers[one] for one in numbers}


def text_of(answer: Any) -> str:
    """Everything an answer says: headers and body, unpacked and unescaped. Unknown kinds are a fault."""
    said = "\n".join(f"{name}: {unquote(value)}" for name, value in answer.headers.items())
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return said + "\n" + "\n".join(_read(kind, body))


def _read(kind: str, body: bytes) -> Iterable[str]:
    if kind in JSON or kind.startswith("text/"):
        yield unescape(body.decode())
    elif kind.endswith("spreadsheetml.sheet"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            for name in book.namelist():
                yield unescape(book.read(name).decode())
    elif kind == "application/zip":
        with zipfile.ZipFile(io.BytesIO(body)) as files:
            for name in files.namelist():
                yield unescape(files.read(name).decode())
    elif kind == "application/dc+sd-jwt":
        signed, *disclosures = body.decode().rstrip("~").split("~")
        for part in (signed.split(".")[1], *disclosures):
            yield base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode()
    elif kind == "application/pdf":
        from pypdf import PdfReader

        paper = PdfReader(io.BytesIO(body))
        yield str(dict(paper.metadata or {}))
        for page in paper.pages:
            yield page.extract_text().replace("\u200b", "")  # where the typesetter may break a long word
    else:
        raise AssertionError(f"tests/permissions/signs.py cannot read {kind}")
