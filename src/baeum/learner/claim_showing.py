"""Claims in words: their state, their way so far, their fees and notices. No decision here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baeum.claims.decided import Decided
from baeum.claims.models import Claim, Degree, Fee, Notice
from baeum.claims.opening import reasons_of
from baeum.claims.telling import said
from baeum.learner import words
from baeum.learner.claim_forms import conferral_word
from baeum_rules.claims.path import PATH, STATES, row_of
from baeum_rules.claims.sentences import explained, word
from baeum_rules.claims.windows import countdown
from baeum_rules.parameters import load_law

STYLES = {
    **dict.fromkeys(("granted", "conferred", "restored", "dropped"), "success"),
    **dict.fromkeys(("refused", "cancelled", "cancelled_for_good"), "danger"),
    **dict.fromkeys(("returned", "hearing", "open"), "warning"),
    **dict.fromkeys(("draft", "taken_back"), "gray"),
}
# what was decided is shown once the learner is told
TOLD = ("granted", "refused", "conferred", "cancelled", "cancelled_for_good", "restored", "dropped")
HINTS = {
    "registration": lambda: _("학점은행제를 시작합니다. 목표 학위와 최종학력을 냅니다."),
    "recognition": lambda: _("계좌에 적은 것을 인정 학점으로 바꿉니다."),
    "degree": lambda: _("요건을 채웠으면 2월이나 8월 학위를 신청합니다."),
    "change_goal": lambda: _("학위나 전공을 바꿉니다. 모두 다시 결정되며, 무엇이 달라지는지 먼저 봅니다."),
    "linkage": lambda: _("전문학사를 마치고 학사 과정으로 이어 갑니다."),
    "withdrawal": lambda: _("인정받은 학점을 되돌립니다. 나중에 다시 신청할 수 있습니다."),
    "change_class": lambda: _("전공과 교양 어느 쪽도 되는 과목의 이수구분을 바꿉니다."),
    "re_examination": lambda: _("결정에 다툴 것이 있으면 다시 심사받습니다."),
    "school_level": lambda: _("요건을 채운 학습자에게 전문대학·대학 졸업과 같은 수준의 학력을 증명합니다."),
}


def language() -> str:
    """Of the page."""
    return "en" if get_language() == "en" else "ko"


def sentence_case(text: str) -> str:
    """Begun with a capital letter, where the language has them."""
    return text[:1].upper() + text[1:]


def worded(what: str, code: str) -> str:
    """A kind, state, act or fee in the language of the page, begun with a capital letter."""
    return sentence_case(word(what, code, language()))


def kind_word(kind: str) -> str:
    """A kind of claim."""
    return worded("kind", kind)


def clause_word(clause: str) -> str:
    """A clause as it is cited."""
    source = load_law().source(clause)
    return source.en if language() == "en" else source.ko


def state_of(claim: Claim) -> dict[str, str]:
    """The state in words, with its style."""
    return {
        "word": worded("state", claim.state),
        "style": STYLES.get(claim.state, "info"),
    }


def row(claim: Claim, account_id: int, on: date) -> dict[str, Any]:
    """A claim of the list."""
    due = claim.due_on
    left = "" if due is None or STATES[claim.state].holder == "nobody" else _left(due, on)
    return {
        "href": reverse("learner:claim", args=[account_id, claim.pk]),
        "kind": kind_word(claim.kind),
        "number": claim.number or "",
        "applied_on": words.day(claim.applied_on) if claim.applied_on else "",
        "conferral": conferral_word(claim.conferral) if claim.conferral else "",
        "left": left,
        "draft": claim.state in ("draft", "returned"),
        **state_of(claim),
    }


def _left(due: date, on: date) -> str:
    days = (due - on).days
    if days < 0:
        return _("처리 기한 {day} 지남").format(day=words.day(due))
    return _("처리 기한 {day} · {count}일 남음").format(day=words.day(due), count=days)


def begin_rows(on: date, kinds: list[str]) -> list[dict[str, str]]:
    """What can be begun, each with its hint, its clause and when it can be submitted."""
    return [
        {
            "kind": kind,
            "label": kind_word(kind),
            "hint": HINTS[kind](),
            "when": explained(countdown(kind, on), language()),
            "open": "yes" if countdown(kind, on).open else "",
            "clause": clause_word(next(r.clause for r in PATH if r.act == "open_draft" and kind in r.kinds)),
        }
        for kind in kinds
    ]


def history(claim: Claim, key: bytes) -> list[dict[str, Any]]:
    """The acts so far: who did what when, why, and by which clause."""
    acts = list(claim.history.select_related("office").order_by("number"))
    reasons = reasons_of(key, claim.pk, acts)
    found = []
    for act in acts:
        known = row_of(act.act, act.before, claim.kind, act.case)
        found.append(
            {
                "act": worded("act", act.act),
                "office": words.office_name(act.office) if act.office else _("학습자"),
                "day": words.day(act.on),
                "state": worded("state", act.after) if act.after != act.before else "",
                "reason": reasons.get(act.number, ""),
                "clause": clause_word(known.clause) if known else "",
            }
        )
    return found


def fee_row(fee: Fee, account_id: int) -> dict[str, Any]:
    """A fee: how much for what, by which clause, whether it is settled."""
    return {
        "what": worded("fee", fee.what),
        "sum": _("{each}원 × {amount}").format(each=f"{fee.each:,}", amount=fee.amount),
        "won": _("{won}원").format(won=f"{fee.won:,}"),
        "clause": clause_word(fee.clause),
        "due": words.day(fee.due_on) if fee.state == Fee.State.OPEN else "",
        "word": worded("state", fee.state),
        "style": {"paid": "success", "exempt": "success"}.get(fee.state, "warning"),
        "settled": words.day(fee.settled_on) if fee.settled_on else "",
        "receipt": fee.receipt or "",
        "href": reverse("learner:receipt", args=[account_id, fee.pk]) if fee.receipt else "",
    }


def notice_row(notice: Notice, key: bytes, account_id: int) -> dict[str, Any]:
    """What was told, in words."""
    acts = list(notice.claim.history.filter(number=notice.act))
    reason = reasons_of(key, notice.claim_id, acts).get(notice.act, "")
    subject, text = said(notice.template, notice.version, notice.figures, reason, language())
    return {
        "subject": subject,
        "text": text,
        "day": words.day(notice.on),
        "unread": notice.read_on is None,
        "href": reverse("learner:claim", args=[account_id, notice.claim_id]),
    }


def degree_row(degree: Degree) -> dict[str, str]:
    """A degree that was conferred."""
    state = _("취소됨") if degree.cancelled_on else _("학위수여")
    return {
        "name": degree.degree_name or degree.major,
        "number": degree.number or "",
        "day": words.day(degree.conferred_on) if degree.conferred_on else "",
        "body": words.office_name(degree.body),
        "state": state,
        "style": "danger" if degree.cancelled_on else "success",
    }


def decided_head(found: Decided) -> dict[str, Any]:
    """The head of a decision: its number, its day, the law by which it was made."""
    return {"number": found.number, "day": words.day(found.on), "law": found.law}
