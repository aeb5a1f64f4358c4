"""The names by which one looks for a region: 서울특별시, 서울시, 서울; 종로구, 종로; Jongno."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from baeum.courses.hangul import words
from baeum.places.country import MUNICIPALITY, PROVINCE, Region, regions_on

SHORT = {
    "충청북도": ("충북",),
    "충청남도": ("충남",),
    "전라남도": ("전남",),
    "경상북도": ("경북",),
    "경상남도": ("경남",),
    "전북특별자치도": ("전북", "전라북도"),
    "강원특별자치도": ("강원", "강원도"),
    "제주특별자치도": ("제주", "제주도"),
    "경기도": ("경기",),
}
ENDINGS = ("특별자치시", "특별시", "광역시")


def names_of(region: Region) -> tuple[str, ...]:
    """Every name of a region, the full one first, as they are typed."""
    names = [region.ko, *SHORT.get(region.ko, ())]
    for ending in ENDINGS:
        if region.ko.endswith(ending):
            stem = region.ko.removesuffix(ending)
            names += [stem, f"{stem}시"]
    if region.kind == MUNICIPALITY and len(region.ko) > 2 and region.ko[-1] in "시군구":
        names.append(region.ko[:-1])
    english = region.en.lower()
    names += [english, english.rpartition("-")[0]] if "-" in english else [english]
    return tuple(dict.fromkeys(name for name in names if name))


@lru_cache(maxsize=16)
def codes_by_name(on: date) -> dict[str, frozenset[str]]:
    """Codes of the regions that are called so, on a day, by the name as typed without spaces."""
    found: dict[str, set[str]] = {}
    for region in regions_on(on).values():
        for name in names_of(region):
            found.setdefault("".join(words(name)), set()).add(region.code)
    return {name: frozenset(codes) for name, codes in found.items()}


def in_address(address: str, on: date) -> str:
    """The code of the municipality an address begins with; of the province where no more is said; or ""."""
    said = words(address)
    if not said:
        return ""
    there = regions_on(on)
    by_name = codes_by_name(on)
    provinces = [code for code in by_name.get(said[0], ()) if there[code].kind == PROVINCE]
    if not provinces:
        alone = [code for code in by_name.get(said[0], ()) if there[code].kind == MUNICIPALITY]
        return alone[0] if len(alone) == 1 else ""
    parts = {one.ko: one.code for one in there.values() if one.parent == provinces[0]}
    if len(parts) == 1:  # a province that is its own municipality
        return next(iter(parts.values()))
    return next((parts[word] for word in said[1:3] if word in parts), provinces[0])
