"""Synonyms are kept by the institute, every change with its officer; the next search uses them."""

from __future__ import annotations

import pytest
from django.test import Client

from baeum.catalogue.search.finding import NOTHING, TYPED, Asked, search
from baeum.courses.models import SynonymChange, SynonymGroup
from baeum.courses.services.keep_synonyms import add_synonyms, change_synonyms, remove_synonyms
from baeum.courses.services.note_unfound import note_unfound
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from cast import Cast, done
from visiting import as_officer

from .conftest import ON

pytestmark = pytest.mark.django_db


def code(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.code


def test_the_seeds_are_there_and_say_so() -> None:
    assert SynonymGroup.objects.count() > 150
    assert SynonymChange.objects.filter(by=None).count() == SynonymGroup.objects.count()
    for group in SynonymGroup.objects.all():
        assert len(set(group.joined)) == len(group.joined) == len(group.words) >= 2, group
        assert "" not in group.joined


@pytest.mark.usefixtures("catalogue")
def test_the_next_search_uses_what_was_added_changed_and_removed(cast: Cast) -> None:
    by = cast.as_("inseo")
    assert search(Asked("뫼비우스"), ON).stage == NOTHING
    group = done(add_synonyms(["뫼비우스", "바리스타"], by=by))
    assert search(Asked("뫼비우스"), ON).stage == TYPED
    done(change_synonyms(group.pk, ["클라인 병", "바리스타"], by=by))
    assert search(Asked("뫼비우스"), ON).stage == NOTHING
    assert search(Asked("클라인병"), ON).stage == search(Asked("클라인 병"), ON).stage == TYPED
    assert remove_synonyms(group.pk, by=by) is None
    assert search(Asked("클라인병"), ON).total == 0
    history = SynonymChange.objects.filter(group=group.pk).order_by("pk")
    assert [(one.before, one.words, one.by_id) for one in history] == [
        ([], ["뫼비우스", "바리스타"], by.appointment_id),
        (["뫼비우스", "바리스타"], ["클라인 병", "바리스타"], by.appointment_id),
        (["클라인 병", "바리스타"], [], by.appointment_id),
    ]


def test_what_is_refused(cast: Cast) -> None:
    by = cast.as_("inseo")
    for words in (
        [],
        ["하나"],
        ["하나", " 하나 "],
        ["하나", "하 나"],
        ["하나", "!!"],
        [str(n) for n in range(31)],
    ):
        assert code(add_synonyms(words, by=by)) == "synonyms.words"
    assert code(add_synonyms(["가" * 61, "나"], by=by)) == "synonyms.long"
    assert code(change_synonyms(0, ["가나", "다라"], by=by)) == "synonyms.unknown"
    for other in ("sora", "haneul", "yujin"):
        assert code(add_synonyms(["가나", "다라"], by=cast.as_(other))) == "synonyms.not_yours"
        group = SynonymGroup.objects.first()
        assert group and code(remove_synonyms(group.pk, by=cast.as_(other)) or group) == "synonyms.not_yours"  # type: ignore[arg-type]


def test_the_history_stays() -> None:
    from django.db import connection
    from django.db.utils import ProgrammingError

    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("DELETE FROM courses_synonymchange")


def test_the_pages_of_the_officer(cast: Cast) -> None:
    client: Client = as_officer(cast, "inseo")
    note_unfound("뫼비우스", [], on=today())
    assert "뫼비우스" in client.get("/courses/synonyms/unfound/").content.decode()
    assert 'value="뫼비우스"' in client.get("/courses/synonyms/new/?word=뫼비우스").content.decode()
    refused = client.post("/courses/synonyms/new/", {"words": "뫼비우스"})
    assert refused.status_code == 422 and 'value="뫼비우스"' in refused.content.decode()
    assert client.post("/courses/synonyms/new/", {"words": "뫼비우스, 클라인 병"}).status_code == 302
    found = client.get("/courses/synonyms/?q=클라인병").content.decode()
    group = SynonymGroup.objects.get(joined__contains=["뫼비우스"])
    assert "뫼비우스 = 클라인 병" in found and f"/courses/synonyms/{group.pk}/" in found
    address = f"/courses/synonyms/{group.pk}/"
    assert client.post(address, {"words": "뫼비우스 = 바리스타", "act": "keep"}).status_code == 302
    assert "뫼비우스 = 클라인 병 → 뫼비우스 = 바리스타" in client.get(address).content.decode()
    assert client.post(address, {"act": "remove"}).status_code == 302
    assert client.get(address).status_code == 404
