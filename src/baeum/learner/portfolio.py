"""Everything of an account in one document (docs/guides/learner.md has the format), and its paper view."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from baeum.counsel.queries import Thread, threads_of
from baeum.ledger.learning import unseal_content
from baeum.ledger.models import Consent, CorrectionRequest, Entry, Evidence
from baeum.ledger.services.put_evidence import unsealed_file
from baeum.ledger.services.request_correction import unsealed_answer, unsealed_reason
from baeum.people.models import Look, Proxy
from baeum.shared.clock import now
from baeum.sheets.portfolio import Portfolio, PortfolioLine, PortfolioPart

from . import words
from .lines import READ_WITH, Line, shown, sums_by_part
from .visiting import Visit

FORMAT, VERSION = "baeum.portfolio", 1
VERIFIED = ("institution_confirmed", "officially_verified")


def document(visit: Visit, *, with_files: bool) -> dict[str, Any]:
    """The whole account; what is in its files only where they are asked for."""
    account = visit.account
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": now().isoformat(timespec="seconds"),
        "account": {
            "learner_number": account.learner_number,
            "opened_at": account.opened_at.isoformat(),
            "closed_at": _iso(account.closed_at),
            "credits": account.credits,
            "hours": account.hours,
        },
        "person": {
            "name": visit.person.name,
            "birth_date": visit.person.birth_date.isoformat(),
            "contacts": visit.person.contacts,
            "address": visit.person.address,
            "workplace": visit.person.workplace,
        },
        "consents": [
            {"purpose": one.purpose, "given_at": _iso(one.given_at), "withdrawn_at": _iso(one.withdrawn_at)}
            for one in Consent.objects.filter(account=account).order_by("pk")
        ],
        "lines": [_line(one, visit.key) for one in _entries(visit)],
        "files": _files(visit, with_files),
        "requests": [_request(one, visit.key) for one in _requests(visit)],
        "questions": [_question(one) for one in threads_of(account.person_id)],
        "looks": [
            {"at": _iso(one.at), "office": one.office.code, "subject": one.subject, "reason": one.reason}
            for one in Look.objects.filter(person_id=account.person_id)
            .select_related("office")
            .order_by("pk")
        ],
        "proxies": [
            {
                "begins": one.begins.isoformat(),
                "ends": one.ends.isoformat(),
                "revoked_at": _iso(one.revoked_at),
            }
            for one in Proxy.objects.filter(principal_id=account.person_id).order_by("pk")
        ],
    }


def _entries(visit: Visit) -> Sequence[Entry]:
    return list(Entry.objects.filter(account=visit.account).select_related("office").order_by("number"))


def _requests(visit: Visit) -> Sequence[CorrectionRequest]:
    found = CorrectionRequest.objects.filter(account=visit.account).select_related("office", "entry")
    return list(found.order_by("asked_at"))


def _line(entry: Entry, key: bytes) -> dict[str, Any]:
    return {
        "number": entry.number,
        "act": entry.act,
        "of_number": entry.of_number,
        "part": entry.part,
        "kind": entry.kind,
        "standing": entry.standing,
        "office": None
        if entry.office is None
        else {"code": entry.office.code, "ko": entry.office.name_ko, "en": entry.office.name_en},
        "happened_from": entry.happened_from.isoformat() if entry.happened_from else None,
        "happened_on": entry.happened_on.isoformat(),
        "recorded_at": _iso(entry.recorded_at),
        "credits": entry.credits,
        "hours": entry.hours,
        **unseal_content(key, entry.account_id, entry.number, bytes(entry.content)),
        "file": str(entry.evidence_id) if entry.evidence_id else None,
        "hash": bytes(entry.hash).hex(),
        "previous_hash": bytes(entry.previous_hash).hex(),
    }


def _files(visit: Visit, with_files: bool) -> list[dict[str, Any]]:
    """The files by id; what is in them only where it is asked for."""
    files = Evidence.objects.filter(account=visit.account).order_by("put_at", "pk")
    if not with_files:
        files = files.defer("sealed")
    return [
        {"id": str(one.pk), "type": one.type, "size": one.size, "put_at": _iso(one.put_at)}
        | ({"base64": b64encode(unsealed_file(visit.key, one)).decode()} if with_files else {})
        for one in files
    ]


def _request(one: CorrectionRequest, key: bytes) -> dict[str, Any]:
    return {
        "line": one.entry.number,
        "office": one.office.code,
        "asks": one.asks,
        "reason": unsealed_reason(key, one),
        "asked_at": _iso(one.asked_at),
        "due_on": one.due_on.isoformat(),
        "answer": one.answer,
        "answer_reason": unsealed_answer(key, one),
        "answered_at": _iso(one.answered_at),
    }


def _question(one: Thread) -> dict[str, Any]:
    """A question with everything that was said, as its asker reads it."""
    return {
        "topic": one.question.topic,
        "title": one.title,
        "asked_at": _iso(one.question.asked_at),
        "state": one.where.state if one.where else None,
        "office": one.where.office.code if one.where else None,
        "messages": [
            {
                "number": said.message.number,
                "act": said.message.act,
                "at": _iso(said.message.at),
                "office": said.message.office.code if said.message.office else None,
                "to_office": said.message.to_office.code if said.message.to_office else None,
                "words": said.words,
                "cited": said.message.cited,
            }
            for said in one.said
        ],
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def paper(visit: Visit, *, verified_only: bool) -> Portfolio:
    """The portfolio for paper and workbook, in the language of the page: the latest learning first.

    The learner's copy has every line that stands; ``verified_only`` leaves out what only they declared.
    """
    entries = Entry.objects.filter(account=visit.account).select_related(*READ_WITH)
    lines = [line for line in shown(entries.order_by("-happened_on", "-number"), visit.key) if line.stands]
    if verified_only:
        lines = [line for line in lines if line.standing in VERIFIED]
    made = now()
    facts = (
        (_("이름"), visit.person.name),
        (_("생년월일"), words.day(visit.person.birth_date)),
        (_("학습자번호"), visit.account.learner_number),
        (_("주소"), visit.person.address),
        (_("직장"), visit.person.workplace),
        (_("뽑은 때"), words.moment(made)),
    )
    return Portfolio(
        lang="en" if words.english() else "ko",
        made_on=made.date(),
        scope=_("기관이 확인한 줄만") if verified_only else _("모든 줄"),
        facts=tuple((str(name), value) for name, value in facts if value),
        parts=tuple(
            PortfolioPart(*(one[name] for name in ("part", "label", "lines", "credits", "hours")))  # type: ignore[arg-type]
            for one in sums_by_part(lines)
        ),
        lines=tuple(_paper_line(line) for line in lines),
    )


def _paper_line(line: Line) -> PortfolioLine:
    return PortfolioLine(
        number=line.number,
        part=line.part,
        kind=line.kind,
        title=line.title,
        where=line.where,
        begins=line.happened_from.isoformat() if line.happened_from else "",
        ends=line.happened_on.isoformat(),
        recorded=line.recorded,
        credits=line.credits,
        hours=line.hours,
        amount=line.amount,
        standing=line.standing_word,
        standing_code=line.standing,
        vouched_by=line.vouched_by,
        state=line.came_from,
        details=line.details,
    )
