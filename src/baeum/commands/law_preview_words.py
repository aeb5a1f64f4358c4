"""The words of ``baeum law preview`` in both languages."""

from __future__ import annotations

from baeum.commands.audit_words import ENDINGS, VERDICTS

_PAIRS: dict[str, tuple[str, str]] = {
    "file_needed": (
        "변경안 파일이 필요합니다. 예: baeum law preview changes.toml cases/",
        "A file of changes is needed, for example: baeum law preview changes.toml cases/",
    ),
    "owner": (
        "DATABASE_URL을 쓸 때는 DATABASE_OWNER_URL도 있어야 합니다.",
        "With DATABASE_URL, DATABASE_OWNER_URL is needed too.",
    ),
    "previewing": ("결정을 다시 셈하는 중", "going through the decisions"),
    "title": ("법령 변경의 영향 미리보기", "Impact of a change of the law"),
    "change": (
        "{name} ({what}): {before} → {after} {unit}, {since}부터 · {clause}",
        "{name} ({what}): {before} → {after} {unit}, from {since} · {clause}",
    ),
    "law": ("법령 자료 {0} → {1}", "law data {0} → {1}"),
    "some": (
        "결정 {decisions:,}건 가운데 {affected:,}건이 달라집니다: "
        "인정이나 요건 {outcome:,}건, 까닭만 {reasons_only:,}건.",
        "{affected:,} of {decisions:,} decisions are affected: {outcome:,} in what is recognised or needed, "
        "{reasons_only:,} only in their reasons.",
    ),
    "none": (
        "결정 {decisions:,}건 가운데 달라지는 것이 없습니다.",
        "None of {decisions:,} decisions is affected.",
    ),
    "unreached": (
        "{unreached:,}건에는 이 변경이 닿을 수 없습니다(달라지는 값을 묻지 않습니다).",
        "The change cannot reach {unreached:,} of them: they ask for no value that changes.",
    ),
    "never_asked": (
        "어떤 결정도 이 값을 묻지 않습니다: {0}. 그런 기록이 없거나, 아직 그날이 오지 않았거나, "
        "인정에 쓰이지 않는 값입니다. "
        "--since 로 시작하는 날을 당겨 볼 수 있습니다.",
        "No decision asks for: {0}. There are no such records, the day has not come for any, or recognition "
        "does not use the value. --since tries an earlier first day.",
    ),
    "unread": (
        "{0:,}건은 읽을 수 없어 셈하지 못했습니다: {1}",
        "{0:,} could not be read and are not counted: {1}",
    ),
    "kind": ("달라지는 것", "what differs"),
    "decisions": ("결정", "decisions"),
    "requirement": ("요건", "requirement"),
    "more": ("더 부족", "shorter"),
    "less": ("덜 부족", "less short"),
    "by": ("학점 합", "credits in all"),
    "need": ("필요가 바뀜", "need changes"),
    "decision": ("결정", "decision"),
    "remaining": ("남은 학점", "still to earn"),
    "recognised": ("인정 학점", "recognised"),
    "complete": ("요건 충족", "complete"),
    "records": ("달라진 기록", "records moved"),
    "gained": ("갖추게 됨", "gained"),
    "lost": ("잃음", "lost"),
    "rest": ("… 그 밖에 {0:,}건. 모두 보려면 --json", "… and {0:,} more; --json lists all"),
}
_KINDS: dict[str, tuple[str, str]] = {
    "complete.gained": ("학위 요건을 갖추게 됨", "degree becomes complete"),
    "complete.lost": ("학위 요건을 잃음", "degree is no longer complete"),
    "remaining.more": ("남은 학점이 늘어남", "more still to earn"),
    "remaining.less": ("남은 학점이 줄어듦", "less still to earn"),
    "recognised.more": ("인정 학점이 늘어남", "more recognised"),
    "recognised.less": ("인정 학점이 줄어듦", "less recognised"),
    "need": ("요건이 바뀜", "a need changes"),
    "credits": ("기록의 학점이 바뀜", "credits of a record change"),
    "class": ("기록의 이수구분이 바뀜", "class of a record changes"),
    "error": ("고른 기록을 더는 넣을 수 없음, 또는 그 반대", "a choice can no longer be had, or can again"),
    "reasons_only": ("까닭만 바뀜", "only reasons change"),
}


def word(name: str, lang: str) -> str:
    """A word or sentence of the command."""
    return _PAIRS[name][ENDINGS[lang]]


def kind(code: str, lang: str) -> str:
    """A kind of difference in words."""
    if code.startswith("verdict."):
        before, after = (VERDICTS[one][ENDINGS[lang]] for one in code.split(".")[1:])
        return f"{before} → {after}"
    return _KINDS[code][ENDINGS[lang]]
