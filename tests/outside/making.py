"""An issuer elsewhere with what it issues today, the officer who registers it, and learners."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from baeum.credentials.badge import Signed
from baeum.credentials.snapshot import Snapshot
from baeum.credentials.status_publishing import Publication
from baeum.ledger.writing import Written
from baeum.outside.models import IssuerList, IssuerVersion
from baeum.outside.presented import Presented, Taker, present
from baeum.outside.services.bring_in import Problem, bring_in
from baeum.outside.services.keep_issuer import Said, end_issuer, keep_issuer, keep_list
from baeum.people.acting import acting
from baeum.shared.clock import today
from credentials.making import DID, World, as_bytes, line, snapshot

if TYPE_CHECKING:
    from cast import Cast

__all__ = ["DID", "World", "as_bytes", "line"]


def issued(*lines: dict[str, Any], name: str | None, **changed: Any) -> Snapshot:
    """A snapshot of today for somebody of that name; None: for nobody who is named."""
    holder = {"name": name} if name else {}
    until = (today() + timedelta(90)).isoformat()
    given = {
        "kind": "portfolio",
        "holder": holder,
        "issued_on": today().isoformat(),
        "valid_until": until,
        **changed,
    }
    return snapshot(*lines, **given)


def of_today(days: int = 1) -> Publication:
    """Published at the last midnight, to be used for some days."""
    at = datetime.fromisoformat(f"{today().isoformat()}T00:00:00+09:00")
    return Publication(at, at + timedelta(days))


@dataclass
class Elsewhere:
    """An issuer that the institute knows, or does not yet; and two learners."""

    cast: Cast
    accounts: dict[str, int]
    world: World = field(default_factory=World)

    def said(self, standing: str = "institution_confirmed", **changed: Any) -> Said:
        """What an officer says of the issuer, whole."""
        given = {
            "name_ko": "한빛연수원",
            "name_en": "Hanbit Academy",
            "standing": standing,
            "from_day": today() - timedelta(30),
            "until": None,
            "reason": "업무 협약",
            "document": json.dumps(self.world.document).encode(),
            **changed,
        }
        return Said(**given)

    def register(
        self, standing: str = "institution_confirmed", *, with_lists: bool = True, **changed: Any
    ) -> IssuerVersion:
        """Inseo, of the institute, registers the issuer; with the status lists of today."""
        answer = keep_issuer(self.said(standing, **changed), did=None, after=0, by=self.cast.as_("inseo"))
        assert isinstance(answer, IssuerVersion), answer
        if with_lists:
            self.publish()
        return answer

    def publish(self) -> None:
        """Inseo uploads both lists as they are now."""
        for one in self.world.lists(of_today()):
            kept = keep_list(DID, one, by=self.cast.as_("inseo"), on=today())
            assert isinstance(kept, IssuerList), kept

    def end(self, until: Any) -> None:
        """The grant ends with that day."""
        answer = end_issuer(DID, until=until, reason="협약 끝", after=1, by=self.cast.as_("inseo"))
        assert isinstance(answer, IssuerVersion), answer

    def name(self, key: str) -> str:
        """The registered name."""
        return self.cast.values(key).name

    def badge(self, key: str | None = "nari", n: int = 1, **changed: Any) -> Signed:
        """A badge of today for somebody of the cast."""
        held = issued(line(n, **changed), name=self.name(key) if key else None)
        return self.world.badge(held, n=n)

    def taker(self, key: str) -> Taker:
        return Taker(self.accounts[key], self.name(key))

    def look(self, held: Any, key: str = "nari", lists: tuple[bytes, ...] = ()) -> Presented:
        """What the learner is shown."""
        with acting(self.cast.as_self(key)):
            return present(as_bytes(held), lists, taker=self.taker(key), on=today())

    def bring(
        self, held: Any, key: str = "nari", *, ticked: list[str] | None = None, note: str = "", **more: Any
    ) -> list[Written] | list[Problem]:
        """Everything of it brought in, or what was ticked."""
        if ticked is None:
            ticked = [item.key for item in self.look(held, key, **more).items]
        given = {"taker": self.taker(key), "by": self.cast.as_self(key), "on": today()}
        return bring_in(as_bytes(held), more.get("lists", ()), ticked, note, **given)

    def brought(self, held: Any, key: str = "nari", **more: Any) -> list[Written]:
        """The same, where it is taken."""
        answer = self.bring(held, key, **more)
        assert answer, answer
        assert all(isinstance(one, Written) for one in answer), answer
        return [one for one in answer if isinstance(one, Written)]

    def refused(self, held: Any, key: str = "nari", **more: Any) -> list[str]:
        """The codes of everything that is wrong, where it is not taken."""
        answer = self.bring(held, key, **more)
        assert answer, answer
        assert all(isinstance(one, Problem) for one in answer), answer
        return [one.why.code for one in answer if isinstance(one, Problem)]
