"""The doors of the database by themselves: what they refuse even where the code before them would not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from baeum.certificates import lists
from baeum.certificates.models import IssuedCopy
from baeum.certificates.services.revoke import revoke
from baeum.people.acting import acting
from baeum.people.services.erase import erase
from baeum.shared.clock import now
from baeum.wallet import codes
from baeum.wallet.denied import Denied
from baeum.wallet.models import Presentation
from baeum.wallet.services import receive
from baeum.wallet.services.ask import Asked, ask
from claims.cases import Learner
from outside.making import Elsewhere

from .steps import copies, offered, token_for
from .wallet import Wallet

pytestmark = pytest.mark.django_db
BADGE = '{"badge": [{"proof": {}}]}'


def told(statement: str, *values: Any) -> Any:
    """What a door says to nobody in particular."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def taken(token: str, nonce: str, count: int = 1) -> str:
    """The state that the door of places tells."""
    until = now() + timedelta(minutes=10)
    return str(
        told(
            "SELECT state FROM wallet_take(%s, %s::bytea[], %s, %s, %s, %s, %s, 10)",
            *(codes.digest(token), [codes.digest(nonce)], until, *lists.candidate(), lists.SIZE, count),
        )
    )


def asked(elsewhere: Elsewhere, minutes_ago: int = 0) -> UUID:
    by, at = elsewhere.cast.as_self("nari"), now() - timedelta(minutes=minutes_ago)
    made = ask(elsewhere.accounts["nari"], by=by, at=at)
    assert isinstance(made, Asked), made
    return made.id


def test_an_answer_is_written_once_and_in_time(elsewhere: Elsewhere) -> None:
    answer = "SELECT wallet_answer(%s, %s)"
    first, late = asked(elsewhere), asked(elsewhere, minutes_ago=20)
    found = [
        told(answer, *one) for one in ((first, b"one"), (first, b"two"), (late, b"three"), (uuid4(), b""))
    ]
    assert found == [True, False, False, False]
    with acting(elsewhere.cast.as_self("nari")):
        assert bytes(Presentation.objects.get(pk=first).sealed or b"") == b"one"


def test_who_comes_second_is_told(elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two who both saw that nobody had answered; and one who would rather not, afterwards."""
    presentation = asked(elsewhere)
    form, seen = {"state": str(presentation), "vp_token": BADGE}, receive.asked(presentation)
    receive.receive(presentation, form, at=now())
    with pytest.raises(Denied, match="before"):
        receive.receive(presentation, {**form, "error": "access_denied"}, at=now())
    monkeypatch.setattr(receive, "asked", lambda _: seen)
    with pytest.raises(Denied, match="before"):
        receive.receive(presentation, form, at=now())


def test_of_somebody_erased_nothing_is_taken_in(elsewhere: Elsewhere) -> None:
    presentation, by = asked(elsewhere), elsewhere.cast.as_self("nari")
    erase(elsewhere.cast.person["nari"].id, by=by, at=now())
    with pytest.raises(Denied) as denied:
        receive.receive(presentation, {"state": str(presentation), "vp_token": BADGE}, at=now())
    assert denied.value.status == 404


def test_places_are_for_tokens_of_what_holds(nari: Learner, document: UUID, wallet: Wallet) -> None:
    _, token = token_for(wallet, offered(nari, document))
    states = [taken(token, one, count) for one, count in (("a", 1), ("a", 1), ("b", 10), ("c", 9))]
    assert states == ["taken", "nonce", "enough", "taken"]
    assert taken("no token", "d") == "unknown"
    _, other = token_for(wallet, offered(nari, document))
    revoke(document, why="holder", by=nari.by, at=now())
    assert taken(other, "e") == "revoked"


def test_no_more_copies_are_kept_than_places_were_taken(
    nari: Learner, document: UUID, wallet: Wallet
) -> None:
    _, token = token_for(wallet, offered(nari, document))
    before = copies(nari, document)
    assert taken(token, "a", 2) == "taken"
    with acting(nari.by):
        of_list = IssuedCopy.objects.get(document_id=document).of_list_id
    keep, digest = "SELECT wallet_keep(%s, %s, %s)", codes.digest(token)
    with pytest.raises(DatabaseError, match="more copies"), transaction.atomic():
        told(keep, digest, of_list, [1, 2, 3])
    told(keep, digest, of_list, [1, 2])
    with pytest.raises(DatabaseError, match="more copies"), transaction.atomic():
        told(keep, digest, of_list, [3])
    assert copies(nari, document) == before + 2


def test_places_are_given_by_no_other_door(nari: Learner) -> None:  # noqa: ARG001  there is a list
    with pytest.raises(ProgrammingError, match="permission"), transaction.atomic():
        told("SELECT first FROM certificates_places(%s, %s, %s, 1)", *lists.candidate(), lists.SIZE)
