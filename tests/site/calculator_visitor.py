"""Pages as a browser without JavaScript meets them: every post carries what the last page had in its form."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

FORM = "case-form"
COURSE = {
    "r_institution": "한빛대학교 평생교육원",
    "r_subject": "자료구조",
    "r_credits": "3",
    "r_score": "88.5",
    "r_attendance": "95",
    "r_ended_on": "2026.02.20.",
}


class FormReader(HTMLParser):
    """The successful controls of the calculator's form, all element ids, and the buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.buttons: dict[str, str] = {}
        self.ids: list[str] = []
        self.targets: list[str] = []
        self._inside = False
        self._text: str | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and given.get("href", "").startswith("#"):
            self.targets.append(given["href"][1:])
        if tag == "form" and given.get("id") == FORM:
            self._inside = True
        if not self._inside:
            return
        if tag == "button":
            self.buttons[given.get("value") or given.get("formaction", "")] = given.get("name", "")
        if tag == "textarea":
            self._text = given["name"]
            self.values[self._text] = ""
        if tag == "select":
            self._select = given["name"]
            self.values[self._select] = ""
        if tag == "option" and "selected" in given:
            self.values[self._select] = given["value"]
        if (tag == "input" and given.get("type") not in ("file", "radio")) or "checked" in given:
            self.values[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = None
        if tag == "form":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._text:
            self.values[self._text] += data


class Visitor:
    """Someone at the calculator, without JavaScript."""

    def __init__(self, client: Client, language: str = "ko") -> None:
        self.client = client
        self.root = "" if language == "ko" else f"/{language}"
        self.response: HttpResponse = HttpResponse()
        self.form = FormReader()

    def open(self, query: str = "") -> Visitor:
        return self._read(self.client.get(f"{self.root}/calculator/{query}"))

    def press(self, action: str, **typed: Any) -> Visitor:
        """Press the button with that value, after typing into fields (r_score stands for r-score)."""
        assert action in self.form.buttons or action == "show", f"no button {action!r} on the page"
        return self.post(action=action, **typed)

    def post(self, action: str, to: str = "/calculator/", **typed: Any) -> Visitor:
        fields: dict[str, Any] = dict(self.form.values)
        fields |= {
            name.replace("_", "-", 1) if name[:2] in ("r_", "g_", "l_") else name: value
            for name, value in typed.items()
        }
        fields["action"] = action
        return self._read(self.client.post(f"{self.root}{to}", fields))

    def upload(self, name: str, data: bytes, **typed: Any) -> Visitor:
        return self.press("upload", file=SimpleUploadedFile(name, data), **typed)

    def download(self, name: str) -> HttpResponse:
        return self.client.post(f"{self.root}/calculator/{name}", self.form.values)

    def _read(self, response: HttpResponse) -> Visitor:
        self.response = response
        self.form = FormReader()
        self.form.feed(self.text)
        return self

    @property
    def text(self) -> str:
        return self.response.content.decode()

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def case(self) -> dict[str, Any]:
        return json.loads(self.form.values["case"])  # type: ignore[no-any-return]

    @property
    def records(self) -> list[str]:
        return [record["id"] for record in self.case["records"]]
