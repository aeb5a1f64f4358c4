"""The words of ``baeum audits`` and ``baeum export-ledgers`` in both languages."""

from __future__ import annotations

from typing import Any

WORDS: dict[str, dict[str, Any]] = {
    "ko": {
        "reader": "읽을 데이터베이스가 없습니다. --database나 DATABASE_REPLICA_URL에 모든 행을 읽는"
        " 역할의 주소를 적으십시오.",
        "no_libraries": "라이브러리({0})가 없습니다. 배움 소스 폴더에서 pip install '.[batch]' 를 하십시오.",
        "interrupted": "멈추었습니다.",
        "disk": "{0}: 쓸 수 없습니다({1}).",
        "database": "데이터베이스: {said}",
        "faults": {
            "sees_not_all": "{address}: 이 역할은 모든 행을 읽지 못합니다({said})."
            " docs/operate/batch.md의 읽는 역할을 만들어 그 주소를 주십시오.",
            "behind": "{address}: 테이블이 이 판의 것이 아닙니다({said}). 본 데이터베이스를 baeum"
            " database migrate 하고 복제본이 따라올 때까지 기다리십시오.",
            "cancelled": "{address}: 복제본이 읽기를 끊었습니다({said}). max_standby_streaming_delay를"
            " 늘리거나 hot_standby_feedback을 켜고 다시 하십시오.",
            "lost": "{address}: 연결이 끊겼습니다({said}). 다시 하십시오.",
            "not_recorded": "열람 기록에 적지 못해 내보내지 않았습니다({said}). DATABASE_URL이 쓸 수 있는"
            " 본 데이터베이스인지 확인하십시오.",
            "at_it": "다른 프로세스가 이미 다시 계산하고 있습니다. baeum audits status로 볼 수 있습니다.",
        },
        "learners": "학습자",
        "exported": "학습자 {learners:,}명, 기록 {records:,}건을 {folder}에 {seconds:.1f}초에"
        " 내보냈습니다(초당 {rate:,.0f}명). 열람 기록에 {by}(으)로 적었습니다.",
        "without": "목표가 없는 계좌 {without:,}개는 뺐습니다. 목표는 학습자가 자기 계좌에서 정합니다.",
        "others": "학점은행제 학위가 목표가 아니거나 읽을 수 없는 {others:,}명은 뺐습니다.",
        "misfits": "표에 담을 수 없는 {misfits:,}명은 {file}에 적었습니다.",
        "a_second": "--a-second는 0 이상의 수입니다.",
        "refreshed": "계산 {audited:,}명(답 없음 {faulty:,}), 그대로 {skipped:,}명, 다른 목표"
        " {others:,}명: {wanted:,}명 가운데 {done:,}명, {state}. {seconds:.1f}초.",
        "asked_to_stop": "멈추라고 했습니다. 지금 덩어리를 마치고 멈춥니다.",
        "nothing_goes": "돌고 있는 것이 없습니다.",
        "law_now": "지금 법령 자료: {law}",
        "no_refresh": "아직 다시 계산한 적이 없습니다.",
        "last": "마지막: 법령 자료 {law}, 기준일 {on}, {done:,}/{wanted:,}명, {state},"
        " {went_on_at:%Y-%m-%d %H:%M}",
        "of_law": "계산해 둔 인정: 법령 자료 {law} {how_many:,}명(요건을 갖춤 {complete:,}, 답 없음"
        " {faulty:,}){now}",
        "stale": " - 지난 것, 보이지 않음",
        "states": {
            "going": "하는 중",
            "stopped": "멈춤",
            "finished": "마침",
            "given_up": "그만둠",
        },
    },
    "en": {
        "reader": "There is no database to read. Give --database or DATABASE_REPLICA_URL the address of a"
        " role that sees every row.",
        "no_libraries": "The library {0} is missing. In the checkout of Baeum: pip install '.[batch]'",
        "interrupted": "Stopped.",
        "disk": "{0}: cannot be written ({1}).",
        "database": "database: {said}",
        "faults": {
            "sees_not_all": "{address}: this role does not see every row ({said}). Make the reader of"
            " docs/operate/batch.md and give its address.",
            "behind": "{address}: its tables are not those of this version ({said}). Run baeum database"
            " migrate on the database itself, and wait until the replica has followed.",
            "cancelled": "{address}: the replica has cancelled the reading ({said}). Raise"
            " max_standby_streaming_delay or set hot_standby_feedback, and try again.",
            "lost": "{address}: the connection was lost ({said}). Try again.",
            "not_recorded": "It could not be recorded in the access log, so nothing was exported"
            " ({said}). See that DATABASE_URL is the database itself, which can be written.",
            "at_it": "Another process refreshes already. See baeum audits status.",
        },
        "learners": "learners",
        "exported": "Exported {learners:,} learners and {records:,} records to {folder} in {seconds:.1f}"
        " s ({rate:,.0f} learners a second). The access log says: by {by}.",
        "without": "Left out: {without:,} accounts without a goal; learners choose one in their account.",
        "others": "Left out: {others:,} whose goal is no degree of the credit bank, or cannot be read.",
        "misfits": "Left out: {misfits:,} that the tables cannot hold, each named in {file}.",
        "a_second": "--a-second: a number of 0 or more is expected.",
        "refreshed": "Audited {audited:,} ({faulty:,} without an answer), {skipped:,} were current,"
        " {others:,} have other goals: {done:,} of {wanted:,}, {state}. {seconds:.1f} s.",
        "asked_to_stop": "It was asked to stop, and does after this chunk.",
        "nothing_goes": "Nothing is going on.",
        "law_now": "Law data now: {law}",
        "no_refresh": "Nothing was refreshed yet.",
        "last": "Last: law data {law}, as of {on}, {done:,} of {wanted:,}, {state}, {went_on_at:%Y-%m-%d"
        " %H:%M}",
        "of_law": "Cached audits: law data {law}, {how_many:,} learners ({complete:,} complete,"
        " {faulty:,} without an answer){now}",
        "stale": " - stale, not shown",
        "states": {
            "going": "going on",
            "stopped": "stopped",
            "finished": "finished",
            "given_up": "given up",
        },
    },
}
