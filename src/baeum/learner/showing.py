"""What every page of an account shows around its own: whose it is, its menu, what was just done."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from .visiting import Visit

MENU = (
    "home",
    "statement",
    "deposit_kinds",
    "goal",
    "plan",
    "claims",
    "requests",
    "documents",
    "export",
    "shares",
    "looks",
    "proxies",
    "person",
)
DONE = "done"
UNDER = {  # pages that have no place in the menu, and the one they belong to
    "claim": "claims",
    "claim_write": "claims",
    "receipt": "claims",
    "openings": "claims",
    "line": "statement",
    "what_if": "goal",
    "deposit": "deposit_kinds",
    "outside": "deposit_kinds",
    "outside_items": "deposit_kinds",
    "request": "requests",
    "document": "documents",
    "document_new": "documents",
    "import": "export",
    "share_new": "shares",
    "share_made": "shares",
    "consents": "person",
    "closing": "person",
}


def menu() -> dict[str, str]:
    """The words of the menu, by route."""
    return {
        "home": _("내 계좌"),
        "statement": _("학습 내역"),
        "deposit_kinds": _("적기"),
        "goal": _("학위 목표"),
        "plan": _("학업 계획"),
        "claims": _("신청·결정"),
        "requests": _("요청"),
        "documents": _("증명서 발급"),
        "export": _("내보내기"),
        "shares": _("공유"),
        "looks": _("열람 기록"),
        "proxies": _("내 대리인"),
        "person": _("인적사항"),
    }


def done_words(code: str) -> str:
    """What was just done, in words; empty for anything else in the address."""
    return {
        "opened": _("계좌를 열었습니다. 첫 줄을 적어 보세요."),
        "deposited": _("적었습니다."),
        "drafted": _("초안을 두었습니다. 언제든 이어서 적을 수 있습니다."),
        "brought_in": _("증명서에서 고른 것을 적었습니다."),
        "outside_dropped": _("증명서를 지웠습니다."),
        "dropped": _("초안을 버렸습니다."),
        "reversed": _("되돌렸습니다. 두 줄 모두에 그 일이 적혔습니다."),
        "moved": _("평생교육 이수실적으로 옮겼습니다. 두 줄 모두에 그 일이 적혔습니다."),
        "evidence": _("증빙을 붙였습니다. 새 줄로 이어집니다."),
        "requested": _("요청을 보냈습니다. 기한까지 답이 옵니다."),
        "consented": _("동의를 바꾸었습니다."),
        "closed": _("계좌를 해지했습니다. 적힌 것은 계속 보고 내려받을 수 있습니다."),
        "withdrawn": _("공유를 거두었습니다. 그 링크는 이제 아무것도 보여 주지 않습니다."),
        "recorded": _("대리인을 적었습니다."),
        "ended": _("대리를 끝냈습니다. 다음 요청부터 볼 수 없습니다."),
        "corrected": _("고쳤습니다."),
        "goal": _("목표를 정했습니다."),
        "claim_kept": _("초안을 두었습니다."),
        "claim_submitted": _("냈습니다. 번호와 기한을 확인하세요."),
        "claim_take_back": _("신청을 철회했습니다."),
        "claim_appeal": _("이의신청을 냈습니다."),
        "claim_answer_hearing": _("의견을 냈습니다."),
        "issued": _("발급했습니다."),
        "taken_back": _("거두었습니다. 확인하는 사람에게 ‘거둔 문서’라고 나옵니다."),
        "imported": _("들여왔습니다. 모든 줄이 ‘본인 기재’으로 적혔습니다."),
    }.get(code, "")


def show(
    request: HttpRequest, visit: Visit, place: str, shown: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A page of an account: the template of its place."""
    return render(
        request, f"learner/{place}.html", {**frame(request, visit, place), **(shown or {})}, status=status
    )


def frame(request: HttpRequest, visit: Visit, place: str) -> dict[str, Any]:
    """What a page of an account shows around its own."""
    words = menu()
    return {
        "place": "learner",
        "visit": visit,
        "menu": [
            {
                "href": reverse(f"learner:{name}", args=[visit.id]),
                "label": words[name],
                "here": name == UNDER.get(place, place),
            }
            for name in MENU
        ],
        "done": done_words(request.GET.get(DONE, "")),
    }


def go(route: str, *args: Any, done: str = "") -> HttpResponse:
    """To another page, which tells what was done."""
    query = f"?{DONE}={done}" if done else ""
    return redirect(reverse(f"learner:{route}", args=args) + query)
