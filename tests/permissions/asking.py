"""What is asked in the scene: of every office that counsels, once passed on, once of one's own office."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from baeum.counsel.answering import Chosen
from baeum.counsel.citing import Typed
from baeum.counsel.queries import mark_read
from baeum.counsel.services.ask import Asked, ask
from baeum.counsel.services.forward import forward
from baeum.counsel.services.publish import Draft, publish
from baeum.counsel.services.reply import reply
from baeum.people.acting import acting
from baeum.shared.clock import today

from .signs import Sign

if TYPE_CHECKING:
    from .scene import Scene

CHOSEN = {
    **{office: Chosen("course", institution=office) for office in ("hangang", "dasan", "gwangan")},
    "jongno": Chosen("local", region="11110"),
    "mapo": Chosen("local", region="11440"),
    "seoul": Chosen("accreditation", holder="province", region="11"),
    "busan": Chosen("accreditation", holder="province", region="26"),
    "institute": Chosen("account"),
}
ANSWERS = {"hangang": "sora", "jongno": "jiho"}  # who has answered already


def ask_around(scene: Scene) -> None:
    """Nari asks everybody, Dowon dasan, which passes it on, Sora her own office, Boram for herself too."""
    for office in CHOSEN:
        scene.question_at[office] = asked = _ask(scene, "nari", office)
        if office in ANSWERS:
            _answer(scene, asked, "nari", office)
    scene.question["nari"] = scene.question_at["hangang"]
    scene.question["sora"] = _ask(scene, "sora", "hangang")
    scene.question["boram"] = _ask(scene, "boram", "gwangan")
    scene.question["dowon"] = scene.passed_on = passed = _ask(scene, "dowon", "dasan")
    why = Sign("forwarded why", "dowon", "dasan")
    forward(passed, to="institute", reason=why.word(), by=scene.cast.as_("taeo"), on=today())
    scene.signs.add(why)
    scene.thread[passed].add(why)
    _answer(scene, passed, "dowon", "institute", "inseo")
    with acting(scene.cast.as_self("boram")):
        mark_read(scene.question["nari"], scene.cast.person["boram"].id, 1)
    draft = Draft("account", "누가 봅니까?", "Who sees it?", "본인만 봅니다.", "Only you do.", cites=())
    scene.entry = uuid4()
    publish(scene.entry, draft, by=scene.cast.as_("inseo"), on=today())


def _ask(scene: Scene, who: str, office: str) -> UUID:
    title, words = Sign("question title", who, office), Sign("question words", who, office)
    asked, whose, by = uuid4(), scene.cast.person[who].id, scene.cast.as_self(who)
    named = scene.cast.office[office].pk
    made = ask(
        asked, whose, CHOSEN[office], title=title.word(), words=words.word(), named=named, by=by, on=today()
    )
    assert isinstance(made, Asked), made
    scene.thread[asked] = {title, words}
    for sign in (title, words):
        scene.signs.add(sign)
    scene.signs.add(Sign("question id", who, office), str(asked))
    return asked


def _answer(scene: Scene, asked: UUID, who: str, office: str, by: str = "") -> None:
    words = Sign("answer", who, office)
    cites = [Typed("accredited.minimum_score", "2005-10-27")]
    officer = scene.cast.as_(by or ANSWERS[office])
    written = reply(asked, words=words.word(), by=officer, on=today(), cites=cites)
    assert not hasattr(written, "problems"), written
    scene.signs.add(words)
    scene.thread[asked].add(words)
