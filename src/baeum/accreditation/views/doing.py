"""Which service does an act, and what its form asks beside the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event
from ..models import Complaint, Draw
from ..services import (
    accept_complete,
    accept_correction,
    appeal,
    approve,
    call_hearing,
    cancel,
    decide_appeal,
    decline_cancellation,
    deliberate,
    drop_cancellation,
    extend_order,
    forward,
    hand_down,
    hold_hearing,
    inspect,
    lapse,
    notify,
    order_correction,
    propose,
    propose_cancellation,
    re_evaluate,
    recommend,
    record_result,
    reject_correction,
    replace,
    report_correction,
    resubmit,
    send_back,
    send_to_committee,
    submit,
    supply,
    withdraw,
)

Answers = dict[str, str]
Doing = Callable[[list[UUID], Answers, Actor, date], list[Event | Refusal]]


@dataclass(frozen=True)
class Form:
    """``doing``: the act. ``asks``: other questions than the reason; ``bulk``: of many at once.

    ``reason``: whether a reason or a remark is taken.
    """

    doing: Doing
    asks: tuple[str, ...] = ()
    bulk: bool = False
    reason: bool = True


def _each(act: Callable[..., Event | Refusal], *, reason: bool = True) -> Doing:
    def doing(ids: list[UUID], typed: Answers, by: Actor, on: date) -> list[Event | Refusal]:
        told = {"reason": typed.get("reason", "")} if reason else {}
        return [act(one, by=by, on=on, **told) for one in ids]

    return doing


def _all(act: Callable[..., list[Event | Refusal]], *, reason: bool = True) -> Doing:
    def doing(ids: list[UUID], typed: Answers, by: Actor, on: date) -> list[Event | Refusal]:
        told = {"reason": typed.get("reason", "")} if reason else {}
        return act(ids, by=by, on=on, **told)

    return doing


def day(text: str) -> date | None:
    """A day as people type it: 2026-11-21, 2026.11.21., 20261121."""
    digits = "".join(letter for letter in text if letter.isascii() and letter.isdigit())
    parts = [part for part in text.replace(".", "-").replace("/", "-").split("-") if part.strip()]
    try:
        if len(parts) == 3:
            return date(*(int(part) for part in parts))
        return date.fromisoformat(digits) if len(digits) == 8 else None
    except ValueError:
        return None


def _deliberate(ids: list[UUID], typed: Answers, by: Actor, on: date) -> list[Event | Refusal]:
    return deliberate.deliberate(
        ids,
        resolution=typed.get("resolution", ""),
        meeting=typed.get("meeting", ""),
        reason=typed.get("reason", ""),
        by=by,
        on=on,
    )


def _until(act: Callable[..., Event | Refusal]) -> Doing:
    def doing(ids: list[UUID], typed: Answers, by: Actor, on: date) -> list[Event | Refusal]:
        until = day(typed.get("until", ""))
        if until is None:
            return [Refusal("form.day", {"text": typed.get("until", "")[:40]})]
        return [act(one, until=until, reason=typed.get("reason", ""), by=by, on=on) for one in ids]

    return doing


def _call_hearing(ids: list[UUID], typed: Answers, by: Actor, on: date) -> list[Event | Refusal]:
    hearing_on = day(typed.get("hearing_on", ""))
    if hearing_on is None:
        return [Refusal("form.day", {"text": typed.get("hearing_on", "")[:40]})]
    fraud, reason = typed.get("fraud") == "yes", typed.get("reason", "")
    call = call_hearing.call_hearing
    return [call(one, fraud=fraud, hearing_on=hearing_on, reason=reason, by=by, on=on) for one in ids]


def _chosen(act: Callable[..., Event | Refusal], name: str, yes: str) -> Doing:
    def doing(ids: list[UUID], typed: Answers, by: Actor, on: date) -> list[Event | Refusal]:
        choice = {name: typed.get(name) == yes}
        return [act(one, **choice, reason=typed.get("reason", ""), by=by, on=on) for one in ids]

    return doing


def _inspect(ids: list[UUID], typed: Answers, by: Actor, on: date) -> list[Event | Refusal]:
    why, _, key = typed.get("why", "").partition(":")
    known = key.isascii() and key.isdigit() and len(key) < 10
    draw = Draw.objects.filter(pk=int(key)).first() if why == "draw" and known else None
    complaint = Complaint.objects.filter(number=key).first() if why == "complaint" else None
    return [
        inspect.inspect(
            one,
            findings=typed.get("reason", ""),
            fault=typed.get("fault") == "yes",
            draw=draw,
            complaint=complaint,
            by=by,
            on=on,
        )
        for one in ids
    ]


FORMS: dict[str, Form] = {
    "submit": Form(_each(submit.submit, reason=False), reason=False),
    "resubmit": Form(_each(resubmit.resubmit)),
    "forward": Form(_each(forward.forward), bulk=True),
    "send_back": Form(_each(send_back.send_back)),
    "withdraw": Form(_each(withdraw.withdraw)),
    "accept_complete": Form(_each(accept_complete.accept_complete), bulk=True),
    "replace": Form(_each(replace.replace)),
    "record_result": Form(_each(record_result.record_result, reason=False), bulk=True, reason=False),
    "supply": Form(_each(supply.supply)),
    "re_evaluate": Form(_each(re_evaluate.re_evaluate, reason=False), bulk=True, reason=False),
    "lapse": Form(_each(lapse.lapse, reason=False), bulk=True, reason=False),
    "recommend": Form(_all(recommend.recommend), bulk=True),
    "deliberate": Form(_deliberate, ("resolution", "meeting"), bulk=True),
    "propose": Form(_all(propose.propose), bulk=True),
    "send_to_committee": Form(_each(send_to_committee.send_to_committee)),
    "approve": Form(_all(approve.approve), bulk=True),
    "hand_down": Form(_all(hand_down.hand_down, reason=False), bulk=True, reason=False),
    "notify": Form(_all(notify.notify), bulk=True),
    "inspect": Form(_inspect, ("why", "fault")),
    "order_correction": Form(_until(order_correction.order_correction), ("until",)),
    "extend_order": Form(_until(extend_order.extend_order), ("until",)),
    "report_correction": Form(_each(report_correction.report_correction)),
    "accept_correction": Form(_each(accept_correction.accept_correction)),
    "reject_correction": Form(_each(reject_correction.reject_correction)),
    "call_hearing": Form(_call_hearing, ("fraud", "hearing_on")),
    "hold_hearing": Form(_each(hold_hearing.hold_hearing)),
    "drop_cancellation": Form(_each(drop_cancellation.drop_cancellation)),
    "propose_cancellation": Form(_each(propose_cancellation.propose_cancellation)),
    "cancel": Form(_each(cancel.cancel)),
    "decline_cancellation": Form(_each(decline_cancellation.decline_cancellation)),
    "appeal": Form(_each(appeal.appeal)),
    "decide_appeal": Form(_chosen(decide_appeal.decide_appeal, "overturn", "yes"), ("overturn",)),
}
