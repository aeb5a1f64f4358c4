"""The registry of other issuers, as it is asked: the newest word about each, its keys, its status lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from baeum.credentials.issuer import Issuer, read_issuer

from .models import IssuerList, IssuerVersion


def newest(dids: Collection[str] | None = None) -> list[IssuerVersion]:
    """The newest version of each issuer, or of those; by name."""
    versions = IssuerVersion.objects.order_by("did", "-number").distinct("did")
    if dids is not None:
        versions = versions.filter(did__in=[one[:300] for one in dids])
    return sorted(versions, key=lambda one: one.name_ko)


def history(did: str) -> list[IssuerVersion]:
    """Everything that was ever said of an issuer, the newest first."""
    return list(IssuerVersion.objects.filter(did=did).select_related("office").order_by("-number"))


def in_force(version: IssuerVersion, on: date) -> bool:
    """Whether its grant holds on a day."""
    return version.from_day <= on and (version.until is None or on <= version.until)


def issuer_of(version: IssuerVersion) -> Issuer:
    """The issuer with its keys, under the registry's names."""
    return read_issuer(version.document.encode(), name_ko=version.name_ko, name_en=version.name_en)


def lists_at(addresses: Iterable[str]) -> dict[str, bytes]:
    """The newest uploaded status list of each address, where there is one."""
    found = (
        IssuerList.objects.filter(address__in=set(addresses))
        .order_by("address", "-pk")
        .distinct("address")
        .values_list("address", "content")
    )
    return {address: bytes(content) for address, content in found}
