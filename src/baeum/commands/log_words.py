"""What ``baeum log`` says."""

from __future__ import annotations

from typing import Any

ACTIONS = {  # what it does, and what it needs
    "init": (
        "begin the log: make its key, enter what is stored, publish the first checkpoint",
        "The key is kept in BAEUM_LOG_KEY_FILE: keep a copy. With DATABASE_URL it needs DATABASE_OWNER_URL.",
    ),
    "publish": (
        "give indices to what was entered, sign, and write the files in BAEUM_LOG",
        "The worker does this every minute.",
    ),
    "verify": (
        "check all of it: files, signatures, old checkpoints, and every row that was committed to",
        "Exit code 0: all is as it was committed to; 1: what is not is named; 2: it cannot be told.",
    ),
    "witness": (
        "cosign a checkpoint, if it grew from the one cosigned before",
        "For another body than the one that runs the log; needs no database. The cosignature is printed.",
    ),
    "status": ("what is published, what waits, who cosigned", "Exit code 0, or 1 where it is not begun."),
}

WORDS: dict[str, dict[str, Any]] = {
    "ko": {
        "label": "확인",
        "entering": "넣기",
        "owner": "DATABASE_URL을 쓸 때는 DATABASE_OWNER_URL도 있어야 합니다.",
        "interrupted": "멈추었습니다. 발표한 것은 그대로입니다.",
        "begun": "기록 {origin}을(를) 시작했습니다. 공개 열쇠(증인과 검증기에 줄 것):\n{key}\n"
        "비밀 열쇠: {file} (사본을 따로 두십시오)",
        "old": "전부터 있던 행 {count}건을 넣었습니다: {kinds}",
        "published": "발표한 크기 {size}, 새로 {added}건: {path}",
        "added": "증인 서명 {count}개를 붙였습니다.",
        "every": "--every는 0보다 커야 합니다.",
        "again": "{said}; 다시 해 봅니다.",
        "verified": "잎 {size}개, 행 {rows}건(같음 {same}, 지운 사람의 것 {erased}, 자리를 기다림 {waiting}),"
        " 서명된 체크포인트 {checkpoints}개. {seconds:.1f}초, 초당 {rate:.0f}건.",
        "good": "모두 기록과 맞습니다.",
        "bad": "맞지 않는 행 {rows}건, 기록 자체의 흠 {log}건.",
        "cosigned": "증인: {names}",
        "more": "그 밖에 {more}건",
        "status": "{origin}: 서명된 크기 {signed}, 발표한 크기 {published}, 기다리는 것 {waiting}건"
        "\n공개 열쇠: {key}\n폴더: {path}\n증인: {names} (정족수 {quorum})",
        "nobody": "없음",
        "row": "{kind} {subject}{place}: {what}",
        "place": " (잎 {index})",
        "what": {
            "differs": "기록한 것과 다릅니다.",
            "missing": "기록했는데 지금 없습니다.",
            "inserted": "기록을 거치지 않고 들어왔습니다.",
            "nonce_gone": "논스를 지웠으나 행은 그대로여서 확인할 수 없습니다.",
            "leaf_differs": "데이터베이스의 잎이 발표한 잎과 다릅니다.",
            "unknown_kind": "이런 종류를 읽을 줄 모릅니다.",
        },
        "broken": {
            "root": "크기 {size}의 서명된 뿌리가 파일에서 나오지 않습니다.",
            "tile": "타일이 맞지 않습니다: {tile}",
            "leaf_gone": "발표한 잎 {index}이(가) 데이터베이스에 없습니다.",
            "contradicts": "크기 {size}에서 서명한 체크포인트와 지금 파일이 모순됩니다.",
            "checkpoint_changed": "저장된 체크포인트 {size}이(가) 바뀌었습니다: {said}",
            "cosignature": "증인 서명이 맞지 않습니다: {said}",
        },
        "faults": {
            "not_begun": "기록을 시작하지 않았습니다. `baeum log init --origin …`을 실행하십시오.",
            "begun_already": "기록 {origin}은(는) 이미 시작되었습니다.",
            "origin": "{origin!r}: 이름에는 빈칸과 +를 쓸 수 없습니다.",
            "key_unreadable": "기록의 열쇠를 읽을 수 없습니다: {said}",
            "other_key": "{file}은(는) 이 기록의 열쇠가 아닙니다. 기록은 {key}(으)로 시작했습니다.",
            "witnesses_unreadable": "{file}: 증인의 열쇠를 읽을 수 없습니다: {said}",
            "checkpoint_changed": "저장된 체크포인트 {size}이(가) 바뀌었습니다. 서명하지 않았습니다.",
            "published_unreadable": "{path}의 체크포인트를 읽을 수 없습니다: {said}",
            "published_unknown": "{path}에 발표한 크기 {size}의 체크포인트를 데이터베이스가 모릅니다."
            " 옛 백업에서 되돌린 것이면 새 이름으로 기록을 다시 시작해야 합니다."
            " 아무것도 서명하지 않았습니다.",
            "tiles": "{path}: 타일에서 크기 {size}의 뿌리가 나오지 않습니다. 발표하지 않았습니다.",
            "not_published": "{path}에 체크포인트가 없습니다. `baeum log publish`를 실행하십시오.",
            "cosignature": "증인 서명을 붙일 수 없습니다: {said}",
        },
        "witness": {
            "first": "처음에는 --name과 --log-key가 필요합니다.",
            "key": "증인의 공개 열쇠(기록 운영자에게 줄 것):",
            "refused": "서명하지 않았습니다: {said}",
            "unreadable": "{file}: 읽을 수 없습니다: {said}",
        },
    },
    "en": {
        "label": "checking",
        "entering": "entering",
        "owner": "With DATABASE_URL, DATABASE_OWNER_URL is needed too.",
        "interrupted": "Interrupted. What is published stands.",
        "begun": "The log {origin} has begun. Its public key, for witnesses and verifiers:\n{key}\n"
        "Private key: {file} (keep a copy)",
        "old": "{count} rows that were there before were entered: {kinds}",
        "published": "Published size {size}, {added} of it new: {path}",
        "added": "{count} cosignatures were added.",
        "every": "--every must be more than 0.",
        "again": "{said}; trying again.",
        "verified": "{size} leaves, {rows} rows ({same} the same, {erased} of erased people,"
        " {waiting} waiting), {checkpoints} signed checkpoints. {seconds:.1f} s, {rate:.0f} a second.",
        "good": "Everything agrees with the log.",
        "bad": "{rows} rows are wrong, {log} faults of the log itself.",
        "cosigned": "Witnesses: {names}",
        "more": "and {more} more",
        "status": "{origin}: signed size {signed}, published size {published}, {waiting} waiting"
        "\npublic key: {key}\nfolder: {path}\nwitnesses: {names} (quorum {quorum})",
        "nobody": "none",
        "row": "{kind} {subject}{place}: {what}",
        "place": " (leaf {index})",
        "what": {
            "differs": "it differs from what was committed to.",
            "missing": "it was committed to, and is gone.",
            "inserted": "it came without the log.",
            "nonce_gone": "its nonce was destroyed and the row was not: it cannot be checked.",
            "leaf_differs": "the database's leaf differs from the published one.",
            "unknown_kind": "nobody reads this kind.",
        },
        "broken": {
            "root": "The signed root of size {size} does not follow from the files.",
            "tile": "A tile is not as it must be: {tile}",
            "leaf_gone": "The database has no leaf {index}, which is published.",
            "contradicts": "The files contradict the checkpoint that was signed at size {size}.",
            "checkpoint_changed": "The stored checkpoint of size {size} was changed: {said}",
            "cosignature": "A cosignature is wrong: {said}",
        },
        "faults": {
            "not_begun": "The log was not begun. Run `baeum log init --origin …`.",
            "begun_already": "The log {origin} was begun already.",
            "origin": "{origin!r}: a name has no spaces and no +.",
            "key_unreadable": "The log's key cannot be read: {said}",
            "other_key": "{file} is not the key of this log, which began with {key}.",
            "witnesses_unreadable": "{file}: the witnesses' keys cannot be read: {said}",
            "checkpoint_changed": "The stored checkpoint of size {size} was changed. Nothing was signed.",
            "published_unreadable": "The checkpoint in {path} cannot be read: {said}",
            "published_unknown": "The database does not know the checkpoint of size {size} that is published"
            " in {path}. If it was restored from an older backup, begin a log of another name."
            " Nothing was signed.",
            "tiles": "{path}: the tiles do not lead to the root of size {size}. It was not published.",
            "not_published": "There is no checkpoint in {path}. Run `baeum log publish`.",
            "cosignature": "A cosignature cannot be added: {said}",
        },
        "witness": {
            "first": "The first time, --name and --log-key are needed.",
            "key": "The witness's public key, for whoever runs the log:",
            "refused": "Not signed: {said}",
            "unreadable": "{file}: it cannot be read: {said}",
        },
    },
}
