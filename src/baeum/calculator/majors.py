"""The majors one can choose: the curricula shipped as data, samples marked as such."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baeum_rules.curricula import curriculum_ids, load_curriculum

from . import forms


class Major(NamedTuple):
    """Id in a case, names, degree, and whether it is a sample and no official curriculum."""

    id: str
    ko: str
    en: str
    degree: str
    sample: bool

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.en if get_language() == "en" else self.ko

    @property
    def short(self) -> str:
        """The name, with the mark of a sample."""
        return _("{name} (표본)").format(name=self.name) if self.sample else self.name

    @property
    def label(self) -> str:
        """Name, degree, and the mark of a sample."""
        words = f"{self.name} · {dict(forms.DEGREES).get(self.degree, self.degree)}"
        return _("{name} (표본)").format(name=words) if self.sample else words


@cache
def majors() -> tuple[Major, ...]:
    """All majors, by their Korean name."""
    found = [load_curriculum(one) for one in curriculum_ids()]
    return tuple(
        sorted(
            (Major(one.id, one.ko, one.en, one.degree, one.sample) for one in found),
            key=lambda major: (major.ko, major.degree),
        )
    )


def major_id(text: str, degree: str = "") -> str:
    """The id of the major a person means by its name, of that degree if there is one; else the text.

    The rules compare the major of an earlier degree with the goal's, and know majors by their ids.
    """
    plain = _plain(text)
    named = [one for one in majors() if plain in (_plain(one.ko), _plain(one.en))]
    fitting = [one for one in named if one.degree == degree] or named
    return fitting[0].id if fitting else text


def _plain(text: str) -> str:
    """A name without spaces and capitals."""
    return "".join(text.split()).casefold()


def major_name(found: object) -> object:
    """The name of a known major in the language of the page; anything else as it is."""
    return next((one.name for one in majors() if one.id == found), found)
