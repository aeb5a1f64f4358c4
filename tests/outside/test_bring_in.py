"""Credentials from elsewhere become lines: with the granted standing, or as the learner's own word."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from baeum.credentials.badge import CONTEXTS
from baeum.credentials.certificate import present as shown_of
from baeum.ledger.models import Account, Entry, Evidence
from baeum.ledger.services.put_evidence import unsealed_file
from baeum.ledger.services.reverse import reverse
from baeum.ledger.writing import COLUMNS
from baeum.outside.models import BroughtIn
from baeum.outside.own import recognise
from baeum.people.acting import acting
from baeum.people.keys import key_of
from baeum.shared.clock import today

from .making import DID, Elsewhere, as_bytes, issued, line, of_today

CONFIRMED, DECLARED, VERIFIED = "institution_confirmed", "self_declared", "officially_verified"


def codes(item: Any) -> list[str]:
    return [one.code for one in item.lower]


def test_a_badge_of_a_registered_issuer_gets_the_granted_standing(elsewhere: Elsewhere) -> None:
    version = elsewhere.register()
    badge = elsewhere.badge()
    (item,) = elsewhere.look(badge).items
    assert (item.standing, item.lower, item.refused, item.takes) == (CONFIRMED, (), (), True)
    (written,) = elsewhere.brought(badge)
    assert (written.standing, written.act) == (CONFIRMED, "deposit")
    with acting(elsewhere.cast.as_self("nari")):
        entry = Entry.objects.get(pk=written.entry_id)
        kept = BroughtIn.objects.get(entry=entry)
        held = Evidence.objects.get(pk=entry.evidence_id)
        key = key_of(elsewhere.cast.person["nari"].id)
        assert key is not None
        assert json.loads(unsealed_file(key, held)) == badge.document
    assert (entry.part, entry.kind, entry.hours) == ("special_note", "training", 30)
    assert entry.office_id == version.office_id
    assert (kept.issuer_id, kept.outcome, held.type) == (version.pk, "valid", "application/vc")


def test_an_unknown_issuer_is_the_learners_own_word(elsewhere: Elsewhere) -> None:
    badge = elsewhere.badge()
    (item,) = elsewhere.look(badge).items
    assert item.standing == DECLARED and "verify.unknown_issuer" in codes(item)
    (written,) = elsewhere.brought(badge)
    with acting(elsewhere.cast.as_self("nari")):
        entry = Entry.objects.get(pk=written.entry_id)
    assert (entry.standing, entry.office_id, entry.part) == (DECLARED, None, "special_note")


def test_without_a_status_list_it_is_unchecked(elsewhere: Elsewhere) -> None:
    elsewhere.register(with_lists=False)
    (item,) = elsewhere.look(elsewhere.badge()).items
    assert (item.standing, codes(item)) == (DECLARED, ["status.missing"])


def test_the_learner_may_bring_the_status_list_along(elsewhere: Elsewhere) -> None:
    elsewhere.register(with_lists=False)
    (written,) = elsewhere.brought(elsewhere.badge(), lists=elsewhere.world.lists(of_today()))
    assert written.standing == CONFIRMED


def test_a_list_of_the_learners_cannot_hide_what_the_registry_knows(elsewhere: Elsewhere) -> None:
    clear = elsewhere.world.lists(of_today(days=3))
    elsewhere.world.bits.set([77])
    elsewhere.register()
    assert elsewhere.refused(elsewhere.badge(), lists=clear, ticked=[]) == ["verify.revoked"]


def test_a_list_without_an_end_is_not_taken(elsewhere: Elsewhere) -> None:
    elsewhere.register(with_lists=False)
    held = json.loads(elsewhere.world.lists(of_today())[0])
    del held["validUntil"]
    lists = (json.dumps(held).encode(), b"not a list")
    assert elsewhere.refused(elsewhere.badge(), lists=lists, ticked=[]) == [
        "outside.list_without_end",
        "outside.list",
    ]


@pytest.mark.parametrize("changed", ["changed", "revoked", "not_json", "nothing"])
def test_what_does_not_hold_is_refused_and_nothing_is_kept(elsewhere: Elsewhere, changed: str) -> None:
    if changed == "revoked":
        elsewhere.world.bits.set([77])
    elsewhere.register()
    held: Any = elsewhere.badge().document
    if changed == "changed":
        held = json.loads(json.dumps(held, ensure_ascii=False).replace("파이썬", "파이톤"))
    held = {"not_json": b"{", "nothing": b"hello"}.get(changed, held)
    expected = {"not_json": "credential.json", "nothing": "credential.form"}.get(changed, f"verify.{changed}")
    assert elsewhere.refused(held, ticked=["00"]) == [expected]
    with acting(elsewhere.cast.as_self("nari")):
        assert not Entry.objects.exists() and not Evidence.objects.exists()
        assert not BroughtIn.objects.exists()


@pytest.mark.parametrize(
    ("name", "without_name", "standing", "why"),
    [
        ("다른 사람", False, DECLARED, ["outside.other_name"]),
        ("다른 사람", True, DECLARED, ["outside.other_name"]),
        (None, False, DECLARED, ["outside.no_name"]),
        (None, True, CONFIRMED, []),
        ("김*리", False, DECLARED, ["outside.no_name"]),
    ],
)
def test_whose_it_is(
    elsewhere: Elsewhere, name: str | None, without_name: bool, standing: str, why: list[str]
) -> None:
    elsewhere.register(without_name=without_name)
    (item,) = elsewhere.look(elsewhere.world.badge(issued(line(), name=name))).items
    assert (item.standing, codes(item)) == (standing, why)


def test_the_grant_holds_on_its_days_only(elsewhere: Elsewhere) -> None:
    elsewhere.register()
    badge = elsewhere.badge()
    elsewhere.end(today() - timedelta(1))
    (item,) = elsewhere.look(badge).items
    assert (item.standing, codes(item)) == (DECLARED, ["outside.not_granted"])


def test_a_line_that_was_the_learners_own_word_there_gains_nothing_here(elsewhere: Elsewhere) -> None:
    elsewhere.register(standing=VERIFIED)
    own, confirmed = elsewhere.badge(n=1, standing=DECLARED), elsewhere.badge(n=2, standing=CONFIRMED)
    assert [elsewhere.look(one).items[0].standing for one in (own, confirmed)] == [DECLARED, CONFIRMED]
    assert elsewhere.brought(own)[0].standing == DECLARED


def test_the_same_credential_comes_once_however_it_is_written(elsewhere: Elsewhere) -> None:
    elsewhere.register()
    badge = elsewhere.badge()
    elsewhere.brought(badge)
    other = json.dumps(dict(reversed(badge.document.items())), indent=3).encode()
    (item,) = elsewhere.look(other).items
    assert item.line == 1 and not item.takes
    assert elsewhere.refused(other) == ["outside.stands"]


def test_taken_back_it_can_come_again(elsewhere: Elsewhere) -> None:
    badge = elsewhere.badge()
    (first,) = elsewhere.brought(badge)
    by = elsewhere.cast.as_self("nari")
    reverse(first.account_id, first.number, reason="다시", by=by)
    (again,) = elsewhere.brought(badge)
    assert again.number == 3


def test_once_the_issuer_is_registered_the_line_is_confirmed(elsewhere: Elsewhere) -> None:
    badge = elsewhere.badge()
    (first,) = elsewhere.brought(badge)
    elsewhere.register()
    (second,) = elsewhere.brought(badge)
    assert (second.act, second.of_number, second.standing) == ("confirmation", first.number, CONFIRMED)
    assert elsewhere.refused(badge) == ["outside.stands"]


def test_two_persons_with_one_credential_need_a_note_and_get_no_standing(elsewhere: Elsewhere) -> None:
    elsewhere.register(without_name=True)
    badge = elsewhere.badge(None)
    elsewhere.brought(badge)
    assert elsewhere.refused(badge, "dowon") == ["outside.note_missing"]
    (written,) = elsewhere.brought(badge, "dowon", note="함께 들었습니다")
    assert written.standing == DECLARED


def test_a_record_is_ticked_item_by_item(elsewhere: Elsewhere) -> None:
    elsewhere.register()
    held = issued(line(1), line(2), line(3), name=elsewhere.name("nari"))
    members = [elsewhere.world.badge(held, one, n, index=n) for n, one in enumerate(held.lines)]
    record = elsewhere.world.portfolio(held, members)
    items = elsewhere.look(record).items
    assert [item.learning.title for item in items if item.learning] == [f"파이썬 기초 {n}" for n in (1, 2, 3)]
    written = elsewhere.brought(record, ticked=[items[0].key, items[2].key])
    assert [one.number for one in written] == [1, 2]
    assert elsewhere.look(members[0]).items[0].line == 1  # the badge by itself is the same badge
    assert [item.line for item in elsewhere.look(record).items] == [1, None, 2]


def test_one_revoked_badge_of_a_record_is_told_there_and_stops_all_that_was_ticked(
    elsewhere: Elsewhere,
) -> None:
    elsewhere.world.bits.set([1])
    elsewhere.register()
    held = issued(line(1), line(2), name=elsewhere.name("nari"))
    members = [elsewhere.world.badge(held, one, n, index=n) for n, one in enumerate(held.lines)]
    record = elsewhere.world.portfolio(held, members)
    good, bad = elsewhere.look(record).items
    assert good.takes and [one.code for one in bad.refused] == ["verify.revoked"]
    assert elsewhere.refused(record) == ["verify.revoked"]
    with acting(elsewhere.cast.as_self("nari")):
        assert not Entry.objects.exists()
    assert len(elsewhere.brought(record, ticked=[good.key])) == 1


def test_two_items_of_one_event_enter_nothing_at_all(elsewhere: Elsewhere) -> None:
    elsewhere.register()
    held = issued(line(1), line(2, title_ko="파이썬 기초 1"), name=elsewhere.name("nari"))
    assert elsewhere.refused(elsewhere.world.certificate(held)) == ["deposit.event_stands"]
    with acting(elsewhere.cast.as_self("nari")):
        assert not Entry.objects.exists() and not Evidence.objects.exists()


def test_an_sd_jwt_shows_what_was_disclosed(elsewhere: Elsewhere) -> None:
    elsewhere.register()
    held = issued(line(1), line(2), line(3), name=elsewhere.name("nari"))
    text = elsewhere.world.certificate(held)
    some = shown_of(text, lines=[held.lines[1].id], personal=["name"])
    (item,) = elsewhere.look(some).items
    assert item.learning and item.learning.title == "파이썬 기초 2" and item.standing == CONFIRMED
    elsewhere.brought(some)
    assert [one.line for one in elsewhere.look(text).items] == [None, 1, None]
    nameless = shown_of(text, lines=[held.lines[0].id], personal=[])
    assert codes(elsewhere.look(nameless).items[0]) == ["outside.no_name"]
    with acting(elsewhere.cast.as_self("nari")):
        assert Evidence.objects.get().type == "application/sd-jwt"


def test_our_own_come_back_as_the_line_they_came_from(elsewhere: Elsewhere) -> None:
    elsewhere.register()
    asked: list[Any] = []

    def finder(account: int, ids: Any) -> dict[str, int]:
        asked.append((account, set(ids)))
        return {badge.document["id"]: 41}

    badge = elsewhere.badge()
    ended = recognise(finder)
    try:
        (item,) = elsewhere.look(badge).items
    finally:
        ended()
    assert item.line == 41 and not item.takes
    assert asked[0][0] == elsewhere.accounts["nari"] and badge.document["id"] in asked[0][1]


def test_nothing_ticked_and_what_is_not_there(elsewhere: Elsewhere) -> None:
    elsewhere.register()
    badge = elsewhere.badge()
    assert elsewhere.refused(badge, ticked=[]) == ["outside.nothing_ticked"]
    assert elsewhere.refused(badge, ticked=["ff"]) == ["outside.nothing_ticked", "outside.unknown_item"]


def test_the_database_takes_no_standing_that_nobody_granted(elsewhere: Elsewhere) -> None:
    """Whatever the program asks for: the newest word about the issuer decides, for one's own account."""
    version = elsewhere.register()
    (written,) = elsewhere.brought(elsewhere.badge())
    with acting(elsewhere.cast.as_self("nari")):
        evidence = Entry.objects.get(pk=written.entry_id).evidence_id
        head = Account.objects.get(pk=written.account_id).head_number

    def append(key: str, **changed: Any) -> str:
        given = {
            "issuer": version.pk,
            "account": written.account_id,
            "number": head + 1,
            "act": "deposit",
            "of": None,
            "part": "special_note",
            "kind": "training",
            "standing": CONFIRMED,
            "from": None,
            "on": today(),
            "credits": None,
            "hours": None,
            "event": b"1" * 16,
            "content": b"1",
            "evidence": evidence,
            **changed,
        }
        asked = ", ".join(f"%s::{one}" for one in ("bigint", *COLUMNS))
        with acting(elsewhere.cast.as_self(key)):
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(f"SELECT id FROM outside_append({asked})", list(given.values()))
                    transaction.set_rollback(True)
            except ProgrammingError as refused:
                return str(refused).split("\n", maxsplit=1)[0].removeprefix("ledger_append: ")
        return ""

    assert append("nari") == ""
    assert append("nari", standing=VERIFIED) == "no such grant"
    assert append("nari", issuer=0) == "no such grant"
    assert append("nari", part="accredited_learning", kind="course") == "only special notes"
    assert append("nari", evidence=None) == "no credential"
    assert append("nari", act="reversal", of=1) == "registry"
    assert append("dowon") == "not your account"
    elsewhere.end(today())
    assert append("nari") == "no such grant"  # an older word


@pytest.mark.django_db
def test_the_app_may_not_write_lines_past_both_doors() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid::regprocedure::text FROM pg_proc WHERE proname = 'ledger_put'")
        (name,) = cursor.fetchone()
        cursor.execute("SELECT has_function_privilege('baeum_app', %s, 'EXECUTE')", [name])
        assert cursor.fetchone() == (False,)


def test_texts_of_strangers_are_cleaned_and_bounded(elsewhere: Elsewhere) -> None:
    long = "가" * 700
    held = {
        "@context": CONTEXTS,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": "did:web:nobody.example", "type": ["Profile"], "name": "Nobody"},
        "validFrom": "2026-01-02T00:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "urn:uuid:00000000-0000-4000-8000-000000000001",
                "type": ["Achievement"],
                "name": "cafe\u0301 \u202eclub",
                "description": "d",
                "criteria": {"narrative": "n"},
            },
        },
    }
    (item,) = elsewhere.look(held).items
    assert item.learning and item.learning.title == "café club" and item.learning.where == "Nobody"
    held["credentialSubject"]["achievement"]["name"] = long  # type: ignore[index]
    assert elsewhere.refused(held) == ["text.long"]
    del held["validFrom"]
    assert elsewhere.refused(held) == ["outside.no_day"]


def test_did_and_bytes(elsewhere: Elsewhere) -> None:
    """A byte order mark and spaces around are not the credential."""
    elsewhere.register()
    assert (
        elsewhere.look(b"\xef\xbb\xbf \n" + as_bytes(elsewhere.badge()) + b"\n").items[0].verdict.issuer
        == DID
    )
