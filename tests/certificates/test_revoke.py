"""Revoking: by whom, for what; both lists together; issuing again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from baeum.certificates import lists, rendering
from baeum.certificates.models import Document, IssuedCopy
from baeum.certificates.services.reissue import reissue
from baeum.certificates.services.revoke import revoke
from baeum.credentials.templates import Templates
from baeum.credentials.verify import verify
from baeum.ledger.services.reverse import reverse
from baeum.people.acting import acting
from cast import done
from claims.cases import Learner, code

from .checking import status_lists, trusted
from .lines import ON, frozen, issued

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 26, 10, 20, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


def test_the_learner_takes_one_back(nari: Learner) -> None:
    made = issued(nari, 2)
    assert code(revoke(made.document_id, why="fraud", by=nari.by, at=AT)) == "document.why"
    gone = revoke(made.document_id, why="holder", by=nari.by, at=AT)
    assert isinstance(gone, Document) and gone.revoked_at == AT
    assert code(revoke(made.document_id, why="holder", by=nari.by, at=AT)) == "document.revoked_already"


def test_somebody_elses_is_not_there(nari: Learner) -> None:
    made = issued(nari, 2)
    for other in (nari.world.cast.as_self("mina"), nari.world.cast.as_("sora")):
        assert code(revoke(made.document_id, why="holder", by=other, at=AT)) == "document.none"


def test_the_institute_revokes_what_bears_its_seal(nari: Learner) -> None:
    made = issued(nari, 2)
    officer = nari.world.officers.institute[0]
    assert code(revoke(made.document_id, why="holder", by=officer, at=AT)) == "document.why"
    gone = revoke(made.document_id, why="mistake", by=officer, at=AT)
    assert isinstance(gone, Document) and gone.revoked_under_id == officer.appointment_id


def test_both_lists_revoke_together_on_the_hour(nari: Learner) -> None:
    kept, taken = issued(nari, 2), issued(nari, 3)
    revoke(taken.document_id, why="holder", by=nari.by, at=AT)
    forms = {}
    with acting(nari.by):
        for made in (kept, taken):
            document, shown = Document.objects.get(pk=made.document_id), frozen(nari, made)
            [badge] = rendering.badges(document, shown, ON)
            whole = rendering.portfolio(document, shown, ON)
            text = rendering.disclosable(shown, rendering.status_of(document), ON)
            forms[made.number] = (badge.document, whole.document, text)
    for at, outcomes in ((AT, ("valid", "valid")), (LATER, ("valid", "revoked"))):
        held = status_lists(at)
        for made, outcome in zip((kept, taken), outcomes, strict=True):
            for form in forms[made.number]:
                found = verify(as_bytes(form), trusted=trusted(), status=held, on=ON)
                assert found.outcome == outcome, (at, outcome, found)


def test_every_copy_has_a_bit_of_its_own(nari: Learner) -> None:
    for _ in range(5):
        issued(nari, 2)
    with acting(nari.by):
        bits = list(IssuedCopy.objects.values_list("of_list_id", "index"))
    assert len(set(bits)) == 5 and len({one for one, _ in bits}) == 1


def test_an_unknown_list_is_none() -> None:
    assert lists.published("nothing", "token", AT, Templates()) is None


def test_issued_again(nari: Learner) -> None:
    made = issued(nari, 2, 3, masking="open", purpose="취업", personal=frozenset({"learner_number"}))
    again = reissue(made.document_id, by=nari.by, at=AT)
    before, after = frozen(nari, made), frozen(nari, again)  # type: ignore[arg-type]
    assert (after.lines, after.holder, after.purpose) == (before.lines, before.holder, before.purpose)
    with acting(nari.by):
        former = Document.objects.get(pk=made.document_id)
        assert former.revoked_why == "replaced" and former.replaced_by.number == again.number  # type: ignore[union-attr]
    assert code(reissue(made.document_id, by=nari.world.cast.as_self("mina"), at=AT)) == "document.none"


def test_where_there_is_no_new_one_the_former_stays(nari: Learner) -> None:
    made = issued(nari, 2)
    done(reverse(nari.account, 2, reason="잘못 올림", by=nari.world.cast.as_("sora")))
    assert code(reissue(made.document_id, by=nari.by, at=AT)) == "document.lines_gone"
    with acting(nari.by):
        assert Document.objects.get(pk=made.document_id).revoked_at is None


def as_bytes(form: object) -> bytes:
    """A credential as it is handed over."""
    return form.encode() if isinstance(form, str) else json.dumps(form, ensure_ascii=False).encode()
