"""A credential from elsewhere as it is shown before anything is kept: each item, its standing, and why.

A line gets the standing granted to its issuer, where everything holds and the credential names the account's
person; otherwise it is the learner's own word, with every reason. What was changed or revoked is not taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection

from baeum.credentials.days import Days, NoDay
from baeum.credentials.issuer import Trusted
from baeum.credentials.jws import NotJws
from baeum.credentials.jws import read as read_jws
from baeum.credentials.status import StatusFault
from baeum.credentials.status_checking import LARGEST_LIST, StatusLists
from baeum.credentials.strict_json import LARGEST, Unread, read_json
from baeum.credentials.verdict import Outcome, Verdict
from baeum.credentials.verify import verify
from baeum.ledger.learning import Learning, faults_of
from baeum.ledger.wording import fault_sentence
from baeum_rules.ledger.entries import SELF_DECLARED, STANDINGS

from . import registry
from .models import IssuerVersion
from .names import Binding, binding
from .own import own_lines
from .parts import Part, Parts, parts_of
from .unbaking import unbaked
from .why import Why, reasons_of

REFUSED = (Outcome.UNREADABLE, Outcome.CHANGED, Outcome.REVOKED)
TAKEN_BACK = ("verify.revoked", "verify.suspended")


@dataclass(frozen=True)
class Item:
    """One item. ``standing``: what it would get, ``lower``: why no more. ``refused``: why it is not taken.

    ``line``: the line of the account it is already. ``of_another``: it is in somebody else's account too.
    """

    part: Part
    verdict: Verdict
    issuer: IssuerVersion | None
    standing: str
    lower: tuple[Why, ...]
    refused: tuple[Why, ...]
    learning: Learning | None
    line: int | None
    of_another: bool

    @property
    def takes(self) -> bool:
        """Whether it can be ticked."""
        return not self.refused and self.line is None

    @property
    def key(self) -> str:
        """What it is ticked by."""
        return self.part.digest.hex()


@dataclass(frozen=True)
class Presented:
    """``held``: the text of the credential. ``items``: none where all is refused, for ``refused``."""

    held: bytes
    form: str
    items: tuple[Item, ...] = ()
    refused: tuple[Why, ...] = ()


@dataclass(frozen=True)
class Taker:
    """Whose account it would come into."""

    account_id: int
    name: str


def present(data: bytes, lists: Sequence[bytes], *, taker: Taker, on: date) -> Presented:
    """Read and verify a credential, as the person or a proxy who acts. Nothing is kept."""
    held = unbaked(data)
    if not isinstance(held, bytes):
        return Presented(b"", "", refused=(Why.of_refusal(held),))
    if len(held) > LARGEST:
        return Presented(b"", "", refused=(Why.of("outside.large", largest=LARGEST // 1_000_000),))
    given, wrong = _given(lists)
    if wrong:
        return Presented(b"", "", refused=wrong)
    parts = parts_of(held)
    versions = {one.did: one for one in registry.newest(parts.dids)} if parts.dids else {}
    checking = _Checking(
        Trusted.of(registry.issuer_of(one) for one in versions.values()),
        registry.lists_at(parts.lists) if parts.lists else {},
        given,
        on,
    )
    whole = checking.verdict(held)
    refused = _refused_whole(whole, parts)
    form = "clr" if parts.is_record else (parts.items[0].form if parts.items else "")
    if refused:
        return Presented(held, form, refused=refused)
    verdicts = [checking.verdict(part.held) if parts.is_record else whole for part in parts.items]
    return Presented(held, form, tuple(_items(parts.items, verdicts, versions, taker, on)))


@dataclass(frozen=True)
class _Checking:
    """The verifier of one visit: the registry's lists first; the learner's only where those are silent."""

    trusted: Trusted
    known: dict[str, bytes]
    given: dict[str, bytes]
    on: date

    def verdict(self, held: bytes) -> Verdict:
        found = verify(held, trusted=self.trusted, status=StatusLists(self.known), on=self.on)
        if found.outcome is not Outcome.UNCHECKED or not self.given:
            return found
        every = StatusLists({**self.known, **self.given})
        return verify(held, trusted=self.trusted, status=every, on=self.on)


def _given(lists: Sequence[bytes]) -> tuple[dict[str, bytes], tuple[Why, ...]]:
    """The learner's status lists by address. One without an end would stay good for ever: it is refused."""
    found: dict[str, bytes] = {}
    wrong = []
    for one in lists:
        held = one.strip()
        try:
            if len(held) > LARGEST_LIST:
                raise StatusFault
            (address,) = StatusLists.of([held]).held
            if _end_of(held) is None:
                wrong.append(Why.of("outside.list_without_end"))
            found[address] = held
        except (StatusFault, Unread, NotJws, NoDay, UnicodeDecodeError, AttributeError):
            wrong.append(Why.of("outside.list"))
    return found, tuple(wrong)


def _end_of(held: bytes) -> date | None:
    if held[:1] == b"{":
        return Days.of(read_json(held, LARGEST_LIST)).until
    return Days.of_claims(read_jws(held.decode("ascii"), LARGEST_LIST).payload).until


def _refused_whole(whole: Verdict, parts: Parts) -> tuple[Why, ...]:
    """Why nothing of it is taken. What is wrong with one badge of a record is told at that badge."""
    if whole.members:
        return tuple(Why.of_reason(one) for one in whole.reasons if one.code in TAKEN_BACK)
    if whole.outcome in REFUSED:
        return reasons_of(whole)
    if parts.items:
        return ()
    return (Why.of_reason(parts.fault) if parts.fault else Why.of("outside.nothing"),)


def _items(
    parts: Sequence[Part],
    verdicts: Sequence[Verdict],
    versions: dict[str, IssuerVersion],
    taker: Taker,
    on: date,
) -> list[Item]:
    known = _known(taker.account_id, [part.digest for part in parts])
    lines = own_lines(taker.account_id, {one for part in parts for one in part.content.ids})
    found = []
    for place, (part, verdict) in enumerate(zip(parts, verdicts, strict=True)):
        ours = next((lines[one] for one in part.content.ids if one in lines), None)
        there = known[place] if ours is None else _There(ours, STANDINGS[-1], known[place].of_another)
        found.append(_item(part, verdict, versions.get(verdict.issuer), taker, on, there))
    return found


class _There(NamedTuple):
    """The line of the account that an item is already, its standing; and whether it is in another's."""

    number: int | None
    standing: str
    of_another: bool


def _item(
    part: Part,
    verdict: Verdict,
    version: IssuerVersion | None,
    taker: Taker,
    on: date,
    there: _There,
) -> Item:
    standing, lower = standing_of(part, verdict, version, taker.name, on, there.of_another)
    rises = there.number is not None and STANDINGS.index(standing) > STANDINGS.index(there.standing)
    where = version.name_ko if version and verdict.valid else part.content.issuer_name
    learning = part.content.learning(where, _told(part, verdict, lower))
    refused = reasons_of(verdict) if verdict.outcome in REFUSED else ()
    return Item(
        part,
        verdict,
        version if standing != SELF_DECLARED else None,
        standing,
        () if refused else lower,
        refused or _faults(learning, on),
        learning,
        None if rises else there.number,
        there.of_another,
    )


def standing_of(
    part: Part, verdict: Verdict, version: IssuerVersion | None, name: str, on: date, of_another: bool
) -> tuple[str, tuple[Why, ...]]:
    """The standing of an item, and every reason why it is not the one that was granted."""
    lower: list[Why] = []
    if not verdict.valid:
        lower += reasons_of(verdict)
    elif version is None or not registry.in_force(version, on):
        lower.append(Why.of("outside.not_granted", issuer=verdict.issuer))
    same = binding(part.content.stated, name)
    if same is Binding.OTHER:
        assert part.content.stated is not None
        shown = "" if part.content.stated.hashed else f" ({part.content.stated.name[:100]})"
        lower.append(Why.of("outside.other_name", stated=shown))
    elif same is Binding.NOT_TOLD and not (version and version.without_name):
        lower.append(Why.of("outside.no_name"))
    if of_another:
        lower.append(Why.of("outside.of_another"))
    if lower or version is None:
        return SELF_DECLARED, tuple(lower)
    return min(version.standing, part.content.ceiling, key=STANDINGS.index), ()


def _told(part: Part, verdict: Verdict, lower: Sequence[Why]) -> dict[str, str]:
    """What the line says of where it comes from."""
    return {
        "credential_form": part.form,
        "credential_outcome": verdict.outcome.value,
        "credential_issuer": (verdict.issuer or part.content.issuer_name)[:300],
        "credential_digest": part.digest.hex(),
        **({"credential_why": ", ".join(one.code for one in lower)} if lower else {}),
    }


def _faults(learning: Learning | None, on: date) -> tuple[Why, ...]:
    if learning is None:
        return (Why.of("outside.no_day"),)
    found = []
    for fault in faults_of(learning, on):
        told = {"field": fault.field, "code": fault.code, "figures": fault.figures}
        found.append(
            Why(fault.code, *(f"{fault.field}: {fault_sentence(told, one)}" for one in ("ko", "en")))
        )
    return tuple(found)


def _known(account_id: int, digests: Sequence[bytes]) -> list[_There]:
    """Of each digest, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, standing, others FROM outside_known(%s, %s::bytea[]) ORDER BY place",
            [account_id, list(digests)],
        )
        return [
            _There(number, standing or SELF_DECLARED, others)
            for number, standing, others in cursor.fetchall()
        ]
