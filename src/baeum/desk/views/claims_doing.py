"""Which service does an act on a claim, and what its form asks beside the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from baeum.claims.act import Event
from baeum.claims.services.approve import approve
from baeum.claims.services.ask_supplement import ask_supplement
from baeum.claims.services.cancel import cancel
from baeum.claims.services.check_list import check_list
from baeum.claims.services.confer import confer
from baeum.claims.services.decide_appeal import decide_appeal
from baeum.claims.services.decline_cancellation import decline_cancellation
from baeum.claims.services.deliberate import deliberate
from baeum.claims.services.drop_cancellation import drop_cancellation
from baeum.claims.services.enlist import enlist
from baeum.claims.services.forward import forward
from baeum.claims.services.hold_hearing import hold_hearing
from baeum.claims.services.lapse import lapse
from baeum.claims.services.notify import notify
from baeum.claims.services.propose import WITHOUT_ENGINE, propose
from baeum.claims.services.propose_cancellation import propose_cancellation
from baeum.claims.services.receive import receive
from baeum.claims.services.refer import refer
from baeum.claims.services.report_list import report_list
from baeum.claims.services.resolve import resolve
from baeum.claims.services.send_again import send_again
from baeum.claims.services.strike import strike
from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

Answers = dict[str, str]
Doing = Callable[[list[UUID], Answers, Actor, date], list[Event | Refusal]]
LEARNERS_OWN = ("submit", "supplement", "take_back", "answer_hearing", "appeal")


@dataclass(frozen=True)
class Form:
    """``doing``: the act. ``asks``: other questions than the reason; ``bulk``: of many at once."""

    doing: Doing
    asks: tuple[str, ...] = ()
    bulk: bool = False


def _each(act: Callable[..., Event | Refusal], *, reason: bool = True) -> Doing:
    def doing(ids: list[UUID], typed: Answers, by: Actor, on: date) -> list[Event | Refusal]:
        given = {"reason": typed.get("reason", "")} if reason else {}
        return [act(one, by=by, on=on, **given) for one in ids]

    return doing


def _all(act: Callable[..., list[Event | Refusal]]) -> Doing:
    def doing(ids: list[UUID], typed: Answers, by: Actor, on: date) -> list[Event | Refusal]:  # noqa: ARG001  a Doing
        return act(ids, by=by, on=on)

    return doing


def _propose(ids: list[UUID], typed: Answers, by: Actor, on: date) -> list[Event | Refusal]:
    refuse, reason = typed.get("refuse") == "yes", typed.get("reason", "")
    return [propose(one, refuse=refuse, reason=reason, by=by, on=on) for one in ids]


def _deliberate(ids: list[UUID], typed: Answers, by: Actor, on: date) -> list[Event | Refusal]:
    return deliberate(
        ids,
        resolution=typed.get("resolution", ""),
        meeting=typed.get("meeting", ""),
        reason=typed.get("reason", ""),
        by=by,
        on=on,
    )


def _decide_appeal(ids: list[UUID], typed: Answers, by: Actor, on: date) -> list[Event | Refusal]:
    overturn, reason = typed.get("overturn") == "yes", typed.get("reason", "")
    return [decide_appeal(one, overturn=overturn, reason=reason, by=by, on=on) for one in ids]


FORMS: dict[str, Form] = {
    "forward": Form(_each(forward, reason=False), bulk=True),
    "receive": Form(_each(receive, reason=False), bulk=True),
    "ask_supplement": Form(_each(ask_supplement)),
    "lapse": Form(_each(lapse)),
    "refer": Form(_each(refer, reason=False)),
    "resolve": Form(_each(resolve, reason=False)),
    "propose": Form(_propose, ("refuse",)),
    "send_again": Form(_each(send_again)),
    "approve": Form(_all(approve), bulk=True),
    "notify": Form(_all(notify), bulk=True),
    "deliberate": Form(_deliberate, ("resolution", "meeting"), bulk=True),
    "enlist": Form(_all(enlist), bulk=True),
    "confer": Form(_all(confer), bulk=True),
    "strike": Form(_each(strike)),
    "report_list": Form(_all(report_list), bulk=True),
    "check_list": Form(_all(check_list), bulk=True),
    "hold_hearing": Form(_each(hold_hearing)),
    "drop_cancellation": Form(_each(drop_cancellation)),
    "propose_cancellation": Form(_each(propose_cancellation)),
    "cancel": Form(_each(cancel)),
    "decline_cancellation": Form(_each(decline_cancellation)),
    "decide_appeal": Form(_decide_appeal, ("overturn",)),
}

__all__ = ["FORMS", "LEARNERS_OWN", "WITHOUT_ENGINE", "Form"]
