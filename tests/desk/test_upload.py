"""A file becomes a preview: every row judged, nothing stored, its content sealed."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from baeum.desk.content import _written, content_of
from baeum.desk.models import Import
from baeum.desk.services.discard import discard
from baeum.desk.services.forget import forget_old
from baeum.desk.services.upload import upload
from baeum.people.acting import Actor, acting
from baeum.shared.refusal import Refusal
from baeum.shared.sealing import Unreadable
from cast import Cast

from .learners import ON, Learner, enrol, file, lines, row, rows_of


def taken(data: bytes, by: Actor, filename: str = "이수.csv", kind: str = "course") -> Import:
    answer = upload(data, filename, kind=kind, by=by, on=ON)
    assert isinstance(answer, Import), answer
    return answer


def refused(data: bytes, by: Actor, filename: str = "이수.csv", kind: str = "course") -> Refusal:
    answer = upload(data, filename, kind=kind, by=by, on=ON)
    assert isinstance(answer, Refusal), answer
    return answer


def errors(found: Import, by: Actor) -> list[tuple[int | None, str | None, str]]:
    with acting(by):
        content = content_of(found)
    assert content is not None
    return [(one["row"], one["column"], one["value"]) for one in content.errors]


def test_a_good_file_is_a_preview_and_stores_nothing(sora: Actor, learners: list[Learner]) -> None:
    found = taken(file(rows_of(learners, 12)), sora)
    assert (found.state, found.rows, found.refused, found.there, found.storable) == ("read", 12, 0, 0, 12)
    assert all(lines(learner) == [] for learner in learners)


def test_rows_that_no_account_takes_are_told_with_all_others(sora: Actor, learners: list[Learner]) -> None:
    silent = enrol("차고요", purposes=("record",))
    one, two = learners[:2]
    rows = [
        row(one, 1),
        row(one, 2, name=two.name),
        row(one, 3, holder="L0000000000"),
        row(silent, 4),
        row(two, 5, ended="2026-13-01"),
    ]
    found = taken(file(rows), sora)
    assert (found.rows, found.refused, found.storable) == (5, 4, 1)
    assert errors(found, sora) == [
        (3, "학습자번호", one.number),
        (4, "학습자번호", "L0000000000"),
        (5, "학습자번호", silent.number),
        (6, "종료일", "2026-13-01"),
    ]


def test_an_officer_is_no_office_to_themselves(cast: Cast, sora: Actor) -> None:
    from baeum.ledger.services.open_account import Opened, open_account

    assert sora.person_id is not None
    own = open_account(
        sora.person_id, purposes=("record", "institution_deposit"), by=cast.as_self("sora"), on=ON
    )
    assert isinstance(own, Opened)
    mine = Learner(sora.person_id, own.account_id, own.learner_number, cast.values("sora").name)
    assert taken(file([row(mine, 1)]), sora).refused == 1


def test_the_same_file_is_the_same_preview_while_it_waits(sora: Actor, learners: list[Learner]) -> None:
    data = file(rows_of(learners, 3))
    first = taken(data, sora)
    assert taken(data, sora).pk == first.pk
    assert taken(data, sora, kind="training").pk != first.pk
    discard(first.pk, by=sora)
    assert taken(data, sora).pk != first.pk


def test_what_it_holds_is_sealed_and_destroyed(sora: Actor, learners: list[Learner]) -> None:
    found = taken(file([row(learners[0], 1), row(learners[1], 2, hours="많이")]), sora)
    content = content_of(found)
    assert content is not None
    assert content.rows[2].name == learners[0].name
    assert _written(content) not in bytes(found.content or b"")
    with connection.cursor() as cursor, acting(sora):
        cursor.execute("SELECT desk_import::text FROM desk_import")
        whole = str(cursor.fetchall())
    for canary in (learners[0].name, learners[0].number, "동네 역사", "이수.csv"):
        assert canary not in whole
        assert canary.encode().hex() not in whole
    gone = discard(found.pk, by=sora)
    assert isinstance(gone, Import)
    assert (gone.state, gone.content, gone.wrapped) == ("discarded", None, None)


def test_what_it_holds_cannot_be_moved_to_another_import(sora: Actor, learners: list[Learner]) -> None:
    one, two = taken(file(rows_of(learners, 2)), sora), taken(file(rows_of(learners, 3)), sora)
    one.wrapped, one.content = two.wrapped, two.content
    with pytest.raises(Unreadable):
        content_of(one)


def test_imports_are_forgotten_after_a_while(sora: Actor, learners: list[Learner]) -> None:
    found = taken(file(rows_of(learners, 3)), sora)
    assert forget_old() == 0
    with acting(sora):
        Import.objects.filter(pk=found.pk).update(uploaded_at="2026-01-01T00:00:00+09:00")
    assert forget_old() == 1  # as nobody: no officer is signed in at night
    with acting(sora):
        found.refresh_from_db()
    assert (found.state, found.content) == ("discarded", None)


@pytest.mark.parametrize(
    ("data", "filename", "kind", "code"),
    [
        (b"", "a.csv", "course", "import.unreadable"),
        (b"\x00" * 50, "a.csv", "course", "import.unreadable"),
        (b"PK\x03\x04", "a.xlsx", "course", "import.unreadable"),
        (b"x" * 5_000_001, "a.csv", "course", "import.too_large"),
        (b"%PDF-1.7", "a.pdf", "course", "import.file"),
        (b"a", "a.csv", "degree", "import.kind"),
    ],
)
def test_a_file_that_is_none_is_refused_and_not_kept(
    sora: Actor, data: bytes, filename: str, kind: str, code: str
) -> None:
    assert refused(data, sora, filename, kind).code == code
    with acting(sora):
        assert not Import.objects.exists()


def test_only_the_officers_of_the_office_see_it(cast: Cast, sora: Actor, learners: list[Learner]) -> None:
    found = taken(file(rows_of(learners, 3)), sora)
    actors: list[Any] = [cast.as_(key) for key in ("taeo", "gaon", "inseo", "jiho", "expired", "revoked")]
    for other in [*actors, cast.as_self("sora"), Actor()]:
        with acting(other):
            assert not Import.objects.filter(pk=found.pk).exists()
        assert isinstance(discard(found.pk, by=other), Refusal)
    for other in (cast.as_("inseo"), cast.as_("expired"), cast.as_self("sora")):
        assert refused(file(rows_of(learners, 3)), other).code == "desk.no_office"


def test_nobody_else_may_ask_about_accounts(cast: Cast, learners: list[Learner]) -> None:
    from baeum.desk.checking import holders_of
    from baeum.sheets.completion import Completion

    one = Completion(learners[0].number, learners[0].name, "t", "civic", ON, "r")
    for other in (cast.as_("inseo"), cast.as_("expired"), cast.as_self("sora"), Actor()):
        with acting(other):
            assert holders_of({2: one}) == {}
    with acting(cast.as_("sora")):
        assert set(holders_of({2: one})) == {2}
