"""The words of ``baeum impact`` and of its page in both languages."""

from __future__ import annotations

from typing import Any

from baeum.commands.audit_words import ENDINGS

_PAIRS: dict[str, tuple[str, str]] = {
    # mistakes
    "no_law": (
        "견줄 법령이 없습니다. --law-with 변경안.toml 이나 --law-of 2024-06-01, 또는 --against 를 주십시오.",
        "There is no law to compare: give --law-with CHANGES.toml, --law-of 2024-06-01, or --against.",
    ),
    "same_law": (
        "두 법령이 같습니다({0}). --law-with, --law-of, --against 가운데 하나를 다르게 주십시오.",
        "Both laws are the same ({0}). Let --law-with, --law-of and --against differ.",
    ),
    "law_missing": (
        "{0} {1}: 이런 파일이 없습니다.{2} 날짜는 2024-06-01처럼 적습니다.",
        "{0} {1}: there is no such file.{2} A day is written 2024-06-01.",
    ),
    "did_you_mean": (" 혹시 {0} 입니까?", " Did you mean {0}?"),
    "out_is_file": (
        "--out {0}: 폴더가 아니라 파일입니다. 다른 이름을 주십시오.",
        "--out {0}: it is a file, a folder is expected. Give another name.",
    ),
    "changed_suffix": (
        "--changed {0}: .parquet 으로 끝나는 이름을 주십시오.",
        "--changed {0}: end the name with .parquet.",
    ),
    "over_input": (
        "{0} {1}: 읽을 파일({2})에 덮어쓸 수 없습니다. 다른 이름을 쓰십시오.",
        "{0} {1}: an input would be written over, that of {2}. Give another name.",
    ),
    "over_output": (
        "{0} {1}: {2}도 같은 자리에 씁니다. 다른 이름을 쓰십시오.",
        "{0} {1}: {2} is written to the same place. Give another name.",
    ),
    "changed_is_folder": (
        "--changed {0}: 폴더입니다. 파일 이름을 주십시오.",
        "--changed {0}: it is a folder, a file is expected.",
    ),
    "cannot_write": (
        "{0}: 쓸 수 없습니다({1}). 자리와 권한을 확인하고 다시 실행하십시오.",
        "{0}: cannot be written ({1}). See to room and permissions, and run it again.",
    ),
    "interrupted": (
        "멈추었습니다. 아무것도 쓰지 않았습니다.",
        "Stopped. Nothing was written.",
    ),
    "faulty": (
        "학습자 {0:,}명은 셈하지 못했습니다(오류 {1:,}건: {2}).",
        "{0:,} learners could not be counted ({1:,} errors: {2}).",
    ),
    # terminal and page
    "comparing": ("두 법령으로 셈하는 중", "comparing both laws"),
    "title": ("법령 변경의 영향", "Impact of a change of the law"),
    "laws": ("법령 자료 {0} → {1}", "law data {0} → {1}"),
    "ran": ("학습자 {0:,}명, {1:.1f}초, 초당 {2:,.0f}명", "{0:,} learners in {1:.1f} s, {2:,.0f} a second"),
    "as_of": ("기준일 {0}부터 {1}까지", "as of {0} to {1}"),
    "as_of_one": ("기준일 {0}", "as of {0}"),
    "written": ("표: {0} · 그림: {1}", "table: {0} · page: {1}"),
    "changed_written": (
        "달라진 학습자 {0:,}명: {1} (개인정보입니다. 밖으로 내보내지 마십시오.)",
        "{0:,} learners changed: {1} (personal data: it must not leave the office)",
    ),
    "nobody": (
        "달라지는 학습자가 없습니다. 변경이 시작하는 날 뒤에 마친 학습기록이 있는지 보십시오.",
        "No learner is changed. See whether there are records completed after the day the change begins.",
    ),
    "too_few": (
        "학습자가 {0}명보다 적어 아무 수도 적지 않습니다.",
        "There are fewer than {0} learners: no number is told.",
    ),
    "otherwise": (
        "그대로인 학습자 가운데 {0:,}명은 어떤 학습기록이 달리 판정되지만 학점은 같습니다.",
        "Of the learners unchanged, {0:,} have a record that is judged otherwise, with the same credits.",
    ),
    "learners": ("학습자", "learners"),
    "gains": ("유리", "gain"),
    "loses": ("불리", "lose"),
    "unchanged": ("그대로", "unchanged"),
    "completes": ("이제 요건 갖춤", "complete now"),
    "no_longer": ("더는 못 갖춤", "no longer complete"),
    "refused_more": ("불인정 늘어남", "more refused"),
    "refused_fewer": ("불인정 줄어듦", "fewer refused"),
    "gains_credits": ("유리: 더 얻을 학점 (중앙값)", "gain: credits to earn (median)"),
    "loses_credits": ("불리: 더 얻을 학점 (중앙값)", "lose: credits to earn (median)"),
    "gains_by": (
        "유리해지는 학습자: 더 얻을 학점이 얼마나 줄어드나",
        "Who gains: how many fewer credits to earn",
    ),
    "loses_by": ("불리해지는 학습자: 더 얻을 학점이 얼마나 느나", "Who loses: how many more credits to earn"),
    "credits": ("{0}학점", "{0} credits"),
    "credits_none": ("0학점 (인정 학점만)", "0 (recognised only)"),
    "credits_from_to": ("{0}~{1}학점", "{0} to {1} credits"),
    "credits_from": ("{0}학점 이상", "{0} credits or more"),
    "withheld": ("가림", "withheld"),
    "all": ("모두", "all"),
    "region": ("지역", "region"),
    "age": ("나이대", "age band"),
    "degree": ("학위", "degree"),
    "route": ("경로", "route"),
    "major": ("전공", "major"),
    "source": ("달리 판정된 기록의 학점원", "source of the records judged otherwise"),
    "by": ("{0}별", "By {0}"),
    "few": ("{0}명 미만이라 묶은 곳", "small groups together"),
    "unknown": ("적지 않음", "not stated"),
    "others": ("그 밖의 모두", "all others"),
    "ages": ("{0}~{1}세", "{0} to {1}"),
    "oldest": ("{0}세 이상", "{0} and over"),
    "first": ("첫 학위", "first degree"),
    "second": ("타전공 학위", "second degree"),
    "accredited_course": ("평가인정 학습과정", "accredited course"),
    "university_course": ("학교에서 얻은 학점", "university course"),
    "part_time_course": ("시간제 등록", "part-time course"),
    "certificate": ("자격", "certificate"),
    "bdes_exam": ("독학학위제 시험", "self-study degree examination"),
    "bdes_exemption_course": ("독학학위제 면제과정", "exemption course"),
    "heritage": ("국가무형유산", "national intangible heritage"),
    # only on the page
    "lead": (
        "같은 학습자와 학습기록을 두 법령으로 각각 계산해 견준 것입니다. 학점인정 결정이 아닙니다.",
        "The same learners and records, calculated by both laws and compared. It is no decision on credits.",
    ),
    "what_changes": ("무엇이 바뀌나", "What changes in the law"),
    "value": ("값", "value"),
    "was": ("앞", "before"),
    "becomes": ("뒤", "after"),
    "since": ("언제부터", "from"),
    "clause": ("근거", "clause"),
    "always": ("처음부터", "the beginning"),
    "since_until": ("{0} ~ {1}", "{0} to {1}"),
    "never": ("아직 시작하지 않음", "not begun"),
    "cited_otherwise": (
        "값 {0}개는 값은 같고 근거나 주석만 다릅니다: {1}",
        "{0} values are the same by another clause or with another note: {1}",
    ),
    "many_changes": ("그 밖에 {0}개의 값이 다릅니다.", "{0} more values differ."),
    "certificates_differ": (
        "두 법령 자료의 폴더가 달라 자격표도 다를 수 있습니다.",
        "The law data are of two folders: the tables of certificates may differ too.",
    ),
    "whole": ("전체", "All learners"),
    "how_many_credits": ("학점", "credits"),
    "picture_of": ("{0}: 유리·불리한 학습자의 비율", "{0}: share of learners who gain and lose"),
    "picture_more": (
        "달라지는 학습자가 많은 {0}곳만 그렸습니다. 표에는 모두 있습니다.",
        "Only the {0} with most learners changed are drawn; the table has all.",
    ),
    "none_of_it": ("이렇게 나눌 학습자가 없습니다.", "There is nobody to divide so."),
    "overlap": (
        "한 학습자가 여러 학점원에 들 수 있어 더해도 전체가 되지 않습니다.",
        "A learner may be in several, so they do not add up to all.",
    ),
    "scroll": ("표 (옆으로 밀어 볼 수 있음)", "table (scrolls sideways)"),
    "reading": ("읽는 법", "How to read it"),
    "rule_way": (
        "유리: 요건을 이제 갖추거나, 더 얻을 학점이 줄거나, 그것이 같으면서 인정 학점이 느는 학습자. "
        "불리: 그 반대.",
        "Gain: the degree is complete now, or fewer credits are to be earned, or as many with more "
        "recognised. Lose: the opposite.",
    ),
    "rule_median": (
        "더 얻을 학점: 그 학습자들에게서 얼마나 변하는지의 합이고, 괄호 안은 중앙값입니다. "
        "불인정: 인정되지 않는 학습기록이 늘거나 주는 학습자입니다.",
        "Credits to earn: by how much they change, summed up over those learners; the median in brackets. "
        "Refused: learners of whom more or fewer records are refused.",
    ),
    "rule_small": (
        "“가림”: {0}명 미만인 칸은 적지 않습니다. 뺄셈으로 알아낼 수 없도록 다른 칸도 함께 가립니다. "
        "{0}명 미만인 집단은 묶었습니다.",
        "“withheld”: a cell of fewer than {0} learners is not told, and others are withheld with it, "
        "so that it cannot be found by subtraction. Groups of fewer than {0} learners are put together.",
    ),
    "rule_age": (
        "나이는 기준일의 해에서 태어난 해를 뺀 것입니다.",
        "Age is the year of the answer less the year of birth.",
    ),
    "rule_not": (
        "법령이 바뀌면 사람들이 다르게 배울 수 있습니다. 그것은 셈하지 않았습니다.",
        "People may learn otherwise under another law. That is not counted.",
    ),
    "unanswered": (
        "틀린 곳이 있어 셈하지 못한 학습자: {0}",
        "Learners not counted, because of faults in the tables: {0}",
    ),
    "fewer_than": ("{0}명 미만", "fewer than {0}"),
}


def word(name: str, lang: str, *values: Any) -> str:
    """A word or sentence in a language, its places filled."""
    text = _PAIRS[name][ENDINGS[lang]]
    return text.format(*values) if values else text
