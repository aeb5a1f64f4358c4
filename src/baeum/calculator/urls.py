"""Addresses of the calculator."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from .views import beyond, downloads, page, what_if


class FileName(StringConverter):
    """Only the files that can be downloaded."""

    regex = "|".join(name.replace(".", r"\.") for name in downloads.KINDS)


register_converter(FileName, "calculator_file")

app_name = "calculator"
urlpatterns = [
    path("", page.page, name="page"),
    path("what-if/", what_if.what_if, name="what_if"),
    path("beyond/", beyond.beyond_answer, name="beyond"),
    path("template.xlsx", downloads.template, name="template"),
    path("<calculator_file:name>", downloads.download, name="download"),
]
