"""Notices: who is told, in which version, and by e-mail through a job that acts as nobody."""

from __future__ import annotations

import json
from string import Formatter
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from baeum.accreditation.jobs import mail_job
from baeum.accreditation.models import Notice, NoticeAddress, Round
from baeum.accreditation.services.set_notice_address import set_notice_address
from baeum.accreditation.telling import said, templates
from baeum.people.acting import NOBODY, acting, actor
from baeum.shared.clock import today
from baeum_rules.accreditation.path import PATH
from cast import Cast, done

from .cases import ON, code, submitted

FIGURES = {"number", "course", "institution", "round", "on", "state", "reason", "due_on", "sum", "hearing_on"}
FIGURES |= {"granted", "from_day", "until"}


@pytest.mark.parametrize("name", list(templates()))
def test_every_template_is_of_an_act_and_whole(name: str) -> None:
    act, _, case = name.partition(":")
    assert [row for row in PATH if row.act == act and (not case or row.case == case)]
    template = templates()[name]
    assert template["to"] in ("institution", "holder")
    versions = [one["version"] for one in template["versions"]]
    assert versions == sorted(set(versions))
    for one in template["versions"]:
        shown = [
            {part for _, part, _, _ in Formatter().parse(one[f"{tongue}_subject"] + one[tongue]) if part}
            for tongue in ("ko", "en")
        ]
        assert shown[0] == shown[1] <= FIGURES


def test_a_notice_keeps_the_version_it_was_sent_in(
    cast: Cast, of_round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted(cast, of_round)
    with acting(cast.as_("sora")):
        notice = Notice.objects.get()
    before = said(notice, "ko")
    changed = json.loads(json.dumps(templates()))
    newest = {**changed["submit"]["versions"][0], "version": 2, "ko": "새 글"}
    changed["submit"]["versions"].append(newest)
    monkeypatch.setattr("baeum.accreditation.telling.templates", lambda: changed)
    assert said(notice, "ko") == before and "2026-1-0001" in before[0] and "근무일" in before[1]
    assert "working days" in said(notice, "en")[1]
    submitted(cast, of_round)
    with acting(cast.as_("sora")):
        assert sorted(Notice.objects.values_list("version", flat=True)) == [1, 2]


def jobs() -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'accreditation.mail'")
        return [row[0] if isinstance(row[0], dict) else json.loads(row[0]) for row in cursor.fetchall()]


def test_it_is_mailed_once_to_the_office(cast: Cast, of_round: Round) -> None:
    done(set_notice_address("hangang@example.org", by=cast.as_("sora"), on=today()))
    done(set_notice_address("jongno@example.org", by=cast.as_("jiho"), on=today(), language="en"))
    submitted(cast, of_round)
    (job,) = jobs()
    assert set(job) == {"notice_id"}  # an id, and nothing about anybody
    assert actor() == NOBODY
    mail_job(**job)
    (sent,) = mail.outbox
    assert sent.to == ["hangang@example.org"] and "접수" in sent.subject and "2026-1-0001" in sent.subject
    mail_job(**job)
    assert len(mail.outbox) == 1
    with acting(cast.as_("sora")):
        assert Notice.objects.get().mailed_at is not None


def test_an_office_without_an_address_gets_none(cast: Cast, of_round: Round) -> None:
    done(set_notice_address("old@example.org", by=cast.as_("sora"), on=today()))
    assert set_notice_address("", by=cast.as_("sora"), on=today()) is None
    submitted(cast, of_round)
    mail_job(**jobs()[0])
    assert mail.outbox == []


def test_addresses_are_an_offices_own(cast: Cast) -> None:
    done(set_notice_address("hangang@example.org", by=cast.as_("sora"), on=ON))
    assert code(set_notice_address("no address", by=cast.as_("sora"), on=ON)) == "notice.address"
    assert code(set_notice_address("a@example.org", by=cast.as_self("nari"), on=ON)) == "notice.not_yours"
    for key in ("taeo", "jiho", "inseo", "eunchae", "suho"):
        with acting(cast.as_(key)):
            assert not NoticeAddress.objects.exists(), key
