"""Questions of the made-up people, and what the made-up institute has published."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID, uuid5

from baeum.counsel.answering import Answering, Chosen, answering
from baeum.counsel.citing import Typed
from baeum.counsel.services.add import add
from baeum.counsel.services.ask import ask
from baeum.counsel.services.close import close
from baeum.counsel.services.forward import forward
from baeum.counsel.services.publish import Draft, publish
from baeum.counsel.services.reply import reply
from baeum.counsel.wrong import Wrong
from baeum.demo.cast import NAMESPACE, Cast
from baeum.shared.clock import today

Made = TypeVar("Made")
SCORE = "accredited.minimum_score"
PUBLISHED = {
    "score": Draft(
        "credit_bank",
        "평가인정 학습과정은 몇 점부터 학점으로 인정됩니까?",
        "From which score are accredited courses recognised?",
        "100점 만점에 60점부터입니다. 출석률도 80퍼센트 이상이어야 합니다.",
        "From 60 of 100 points, with an attendance of at least 80 percent.",
        cites=(Typed(SCORE), Typed("accredited.minimum_attendance")),
    ),
    "old": Draft(
        "credit_bank",
        "2004년에 들은 과정도 인정됩니까?",
        "Are courses of 2004 recognised?",
        "예. 그때는 70점부터 인정했습니다. 끝난 날의 기준을 따릅니다.",
        "Yes. At that time it was from 70 points; the day the course ended decides.",
        cites=(Typed(SCORE, "2004-08-20"),),
    ),
    "second": Draft(
        "credit_bank",
        "학위를 받은 뒤 같은 전공으로 또 받을 수 있습니까?",
        "May I earn a second degree in the same major?",
        "다른 전공으로만 받을 수 있습니다.",
        "Only in another major.",
        cites=(Typed("second.rule", "2022-03-02"),),
    ),
    "account": Draft(
        "account",
        "학습계좌에 적은 것은 누가 봅니까?",
        "Who sees what is in my learning account?",
        "본인과 대리인이 봅니다. 기관은 자기가 등록한 줄만 봅니다.\n"
        "담당자가 열람하면 이유와 함께 기록에 남습니다.",
        "You and your proxies. An institution sees the lines it entered, and no others.\n"
        "Every look by an officer is logged with its reason.",
    ),
    "refund": Draft(
        "refund",
        "과정을 그만두면 학습비를 얼마나 돌려받습니까?",
        "How much of the tuition is paid back when I leave a course?",
        "시작한 지 얼마나 지났는지에 따라 다릅니다. 먼저 그 교육기관에 물어보세요.",
        "That depends on how far the course has gone. Ask the institution first.",
    ),
}


def talk(cast: Cast) -> dict[str, UUID]:
    """Threads in every state, and published questions, as the app. The ids by what they show."""
    return {**_threads(cast), **_entries(cast)}


def _threads(cast: Cast) -> dict[str, UUID]:
    nari, sora, jiho, inseo = cast.as_self("nari"), cast.as_("sora"), cast.as_("jiho"), cast.as_("inseo")
    on = today()
    hangang = Chosen("course", institution="hangang")
    answered = _ask(
        cast,
        "answered",
        hangang,
        "92점인데 88점으로 적혔습니다",
        "사회복지학개론 성적표는 92점입니다. 고칠 수 있습니까?",
    )
    words = (
        "성적 원부를 확인했습니다. 계좌의 줄에서 ‘정정 요구’를 보내 주시면 바로 고치겠습니다.\n"
        "60점을 넘어 학점에는 영향이 없습니다."
    )
    _done(reply(answered, words=words, by=sora, on=on, cites=[Typed(SCORE)]))
    passed = _ask(
        cast, "passed", hangang, "글쓰기 동아리를 만들고 싶습니다", "종로에서 모일 곳과 지원이 있습니까?"
    )
    _done(forward(passed, to="jongno", reason="동아리 지원은 구청의 일입니다.", by=sora, on=on))
    pinned = _ask(
        cast,
        "pinned",
        Chosen("credit_bank"),
        "2004년에 들은 과정",
        "2004년 8월에 끝난 과정이 68점입니다. 인정됩니까?",
    )
    words = "그때의 기준은 70점이어서 68점은 인정되지 않습니다."
    _done(reply(pinned, words=words, by=inseo, on=on, cites=[Typed(SCORE, "2004-08-20")]))
    _done(add(pinned, words="지금 다시 들으면 60점이면 됩니까?", by=nari))
    closed = _ask(
        cast, "closed", Chosen("local", region="11110"), "도서관 강좌", "겨울 강좌는 언제 신청합니까?"
    )
    _done(reply(closed, words="12월 1일부터 종로구 누리집에서 신청합니다.", by=jiho, on=on))
    _done(close(closed, by=nari))
    return {"answered": answered, "passed": passed, "pinned": pinned, "closed": closed}


def _entries(cast: Cast) -> dict[str, UUID]:
    inseo, entries = cast.as_("inseo"), {}
    for name, draft in PUBLISHED.items():
        entries[f"entry {name}"] = uuid5(NAMESPACE, f"entry {name}")
        _done(publish(entries[f"entry {name}"], draft, by=inseo, on=today()))
    return entries


def _ask(cast: Cast, name: str, chosen: Chosen, title: str, words: str) -> UUID:
    """A question of Nari's."""
    found = answering(chosen, on=today())
    assert isinstance(found, Answering), found
    asked, nari = uuid5(NAMESPACE, f"question {name}"), cast.person["nari"].id
    by, named = cast.as_self("nari"), found.office.pk
    _done(ask(asked, nari, chosen, title=title, words=words, named=named, by=by, on=today()))
    return asked


def _done(made: Made | Wrong) -> Made:
    """What a service made, where a refusal would be a fault of the examples."""
    assert not isinstance(made, Wrong), made
    return made
