"""The words of ``baeum plan`` in both languages."""

from __future__ import annotations

ENDINGS = {"ko": 0, "en": 1}

_PAIRS: dict[str, tuple[str, str]] = {
    "seconds": (
        "--seconds: {0}부터 {1}까지의 수로 적으십시오.",
        "--seconds: a number from {0} to {1} is expected.",
    ),
    "catalogue_kind": (
        "--catalogue {0}: .json 이나 .csv 파일이 필요합니다.",
        "--catalogue {0}: a .json or .csv file is expected.",
    ),
    "no_items": (
        "계획할 과정이 없습니다. --catalogue, --certificate, --linked, --bdes 가운데 하나를 주십시오.",
        "There is nothing to plan with: give --catalogue, --certificate, --linked or --bdes.",
    ),
    "title": ("학업 계획", "Study plans"),
    "statement": (
        "알려진 과정과 시험으로 계산한 계획이며, 학점인정 결정이 아닙니다.",
        "Calculated from known courses and examinations; not an official decision.",
    ),
    "as_of": ("기준일 {0}", "as of {0}"),
    "law": ("법령 자료 {0}", "law data {0}"),
    "remaining": ("더 얻어야 할 학점: {0}", "Credits still to earn: {0}"),
    "soonest": ("가장 이른 학위", "soonest degree"),
    "cost": ("가장 적은 비용", "least cost"),
    "load": ("가장 가벼운 부담", "least load"),
    "conferral": ("{0} 학위 (학위신청 {1} ~ {2})", "degree of {0} (apply {1} to {2})"),
    "won": ("{0:,}원", "{0:,} won"),
    "total_won": ("비용 {0} (과정 {1}, 수수료 {2})", "cost {0} (courses {1}, fees {2})"),
    "loads": (
        "{0}학점 {1}과목, {2}시간, 가장 많은 학기 {3}시간",
        "{0} credits in {1} items, {2} hours, {3} in the fullest term",
    ),
    "proven": ("가장 좋음이 증명됨", "proven the best"),
    "gap": ("증명된 차이 {0:.1%} 이내", "within {0:.1%} of the best, proven"),
    "no_bound": ("더 나은 것이 없는지 증명하지 못함", "not proven that nothing is better"),
    "term": ("{0}년 {1}학기 ({2} ~ {3})", "{0} semester {1} ({2} to {3})"),
    "of_limit": ("{0}학점 (제한 대상 {1}/{2})", "{0} credits (limited {1} of {2})"),
    "item": ("과목", "item"),
    "where": ("기관", "institution"),
    "credits": ("학점", "credits"),
    "class": ("이수구분", "class"),
    "cost_of": ("비용", "won"),
    "days": ("기간", "from - to"),
    "apply_by": ("신청 마감", "apply by"),
    "fails": ("못 마치면", "if it fails"),
    "unknown": ("모름", "unknown"),
    "sooner": ("왜 더 이르지 않은가", "Why not sooner"),
    "no_plan": ("바람을 모두 지키는 계획이 없습니다.", "No plan keeps all wishes."),
    "note": ("참고", "Note"),
    "left_out": ("계획에 넣지 않은 과정: {0}", "Items left out: {0}"),
    "online": ("온라인 아님 {0}", "{0} not online"),
    "region": ("다른 지역 {0}", "{0} in other regions"),
    "refused": ("원하지 않는 과목 {0}", "{0} refused subjects"),
    "closed": ("신청 마감됨 {0}", "{0} closed for applications"),
    "late": ("너무 늦게 끝남 {0}", "{0} end too late"),
    "not_recognised": ("인정되지 않음 {0}", "{0} not recognised by the rules"),
    "searching": ("{0}: {1} 찾는 중", "{0}: searching by {1}"),
    "by_cost": ("비용", "cost"),
    "by_peak": ("가장 많은 학기의 시간", "hours of the fullest term"),
    "by_hours": ("전체 시간", "hours in all"),
    "by_month": ("학위 시기", "month of the degree"),
    "by_short": ("모자란 학점", "credits short"),
}


def word(name: str, lang: str) -> str:
    """A word or sentence of the command."""
    return _PAIRS[name][ENDINGS[lang]]
