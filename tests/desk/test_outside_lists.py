"""A list of another system goes the same way as our own form, and comes again without doubling anything."""

from __future__ import annotations

from baeum.desk.models import Import
from baeum.desk.services.ask_to_store import ask_to_store
from baeum.desk.services.store import store
from baeum.desk.services.upload import upload
from baeum.people.acting import Actor

from .learners import ON, Learner, lines

HEAD = "학습자번호,성명,훈련과정ID,훈련과정 순차,훈련과정명,훈련시작일,훈련종료일,훈련시간,수료여부"


def test_a_list_of_vocational_training_is_stored_once(sora: Actor, learners: list[Learner]) -> None:
    rows = [
        f"{one.number},{one.name},AIG2026,1,웹 개발,2026-03-02,2026-06-19,480,{told}"
        for one, told in zip(learners[:3], ("수료", "수료", "중도탈락"), strict=True)
    ]
    data = "\n".join([HEAD, *rows]).encode()
    found = upload(data, "hrd.csv", kind="training", by=sora, on=ON)
    assert isinstance(found, Import) and (found.storable, found.refused) == (2, 1)
    ask_to_store(found.pk, "good", by=sora, on=ON)
    store(found.pk, by=sora, on=ON)
    assert [len(lines(one)) for one in learners[:3]] == [1, 1, 0]
    (line,) = lines(learners[0])
    assert (line.standing, line.kind, line.hours) == ("institution_confirmed", "training", 480)
    again = upload(data + b"\n", "hrd.csv", kind="training", by=sora, on=ON)
    assert isinstance(again, Import) and (again.storable, again.there, again.refused) == (0, 2, 1)
