"""What ``baeum database`` prints, in both languages."""

from __future__ import annotations

from typing import Any

WORDS: dict[str, dict[str, Any]] = {
    "ko": {
        "running": "PostgreSQL {0}: {1}",
        "connect": "접속: {0}",
        "end": "멈추기: Ctrl+C",
        "ending": "멈춥니다 …",
        "ended": "끝낸 프로세스: {0}",
        "stopped": "{0}: 돌고 있지 않습니다.",
        "migrated": "적용한 마이그레이션: {0}개",
        "prepared": "{0}: 역할 {1}과 데이터베이스가 준비되었습니다.",
        "passwords": "암호를 정한 역할: {0}",
        "no_passwords": "암호를 정하지 않은 역할: {0}. psql의 \\password로 정하거나, 주소에 암호를 적어 다시"
        " 하십시오({1}).",
        "kind": {"embedded": "내장", "url": "DATABASE_URL"},
        "rows": {
            "kind": "데이터베이스",
            "place": "위치",
            "major": "데이터",
            "running": "실행 중",
            "process": "서버 프로세스",
            "holder": "돌리는 프로세스",
            "programs": "실행 파일",
            "server": "서버 버전",
            "faults": "고칠 것",
            "pending": "남은 마이그레이션",
        },
        "yes": "예",
        "no": "아니요",
        "not_made": "아직 만들지 않음",
        "none": "없음",
    },
    "en": {
        "running": "PostgreSQL {0}: {1}",
        "connect": "connect: {0}",
        "end": "stop: Ctrl+C",
        "ending": "stopping …",
        "ended": "ended process {0}",
        "stopped": "{0}: not running.",
        "migrated": "migrations applied: {0}",
        "prepared": "{0}: the roles {1} and the database are ready.",
        "passwords": "passwords set for: {0}",
        "no_passwords": "no password set for: {0}. Set one with \\password in psql, or put it into the"
        " address and run this again ({1}).",
        "kind": {"embedded": "embedded", "url": "DATABASE_URL"},
        "rows": {
            "kind": "database",
            "place": "place",
            "major": "data",
            "running": "running",
            "process": "server process",
            "holder": "run by",
            "programs": "programs",
            "server": "server version",
            "faults": "to mend",
            "pending": "migrations to apply",
        },
        "yes": "yes",
        "no": "no",
        "not_made": "not made yet",
        "none": "none",
    },
}
