"""What ``baeum synth`` says, in both languages."""

from __future__ import annotations

from typing import Any

_PAIRS: dict[str, tuple[str, str]] = {
    "drawing": ("학습자 만들기", "drawing learners"),
    "written": (
        "학습자 {learners:,}명, 학습기록 {records:,}건을 썼습니다: {folder}",
        "Wrote {learners:,} learners with {records:,} records to {folder}",
    ),
    "made_up": (
        "모두 지어낸 사람입니다. 무엇을 어떤 비율로 뽑았는지: docs/reference/synth.md",
        "All of them are made up. What was drawn from what: docs/reference/synth.md",
    ),
    "learners": (
        "--learners {0}: 1에서 {1:,}까지의 수를 적어 주십시오.",
        "--learners {0}: give a number from 1 to {1:,}.",
    ),
    "seed": (
        "--seed {0}: 0 이상의 수를 적어 주십시오.",
        "--seed {0}: give a number from 0.",
    ),
    "records": (
        "--records {0}: 한 사람의 평균 기록 수를 1에서 {1}까지로 적어 주십시오.",
        "--records {0}: give the mean number of records a learner, from 1 to {1}.",
    ),
    "contested": (
        "--contested {0}: 비율을 0에서 1까지로 적어 주십시오. 34 %는 0.34입니다.",
        "--contested {0}: give a share from 0 to 1; 34 % is 0.34.",
    ),
    "both": (
        "--adversarial 학습자는 거의 모두 한도에 걸리므로 --contested와 함께 쓸 수 없습니다.",
        "--adversarial learners nearly all meet a limit: it does not go with --contested.",
    ),
    "not_folder": (
        "{0}: 폴더가 아니라 파일입니다. 다른 이름을 주십시오.",
        "{0} is a file, not a folder. Give another name.",
    ),
    "not_empty": (
        "{0}: 빈 폴더가 아닙니다. 다른 폴더를 주거나 --force로 learners와 records를 바꾸십시오.",
        "{0} is not empty. Give another folder, or --force to replace learners and records.",
    ),
    "busy": (
        "{0}: 다른 프로세스가 쓰고 있습니다. 그것이 끝나기를 기다리거나 다른 폴더를 주십시오.",
        "{0}: another process is writing there. Wait until it ends, or give another folder.",
    ),
    "unwritten": (
        "{0}: 쓰지 못했습니다({1}). 폴더와 권한, 남은 자리를 확인하십시오.",
        "{0}: cannot be written ({1}). Check the folder, its permissions and the space left.",
    ),
    "extra": (
        "numpy와 pyarrow가 필요합니다. 배움 소스 폴더에서 pip install '.[batch]' 를 하십시오({0}).",
        "numpy and pyarrow are needed ({0}). In the checkout of Baeum: pip install '.[batch]'",
    ),
    "stopped": ("멈췄습니다. 쓰던 파일은 지웠습니다.", "Stopped. The unfinished files were removed."),
}


def word(name: str, lang: str, *values: Any, **named: Any) -> str:
    """A sentence in a language, its places filled."""
    return _PAIRS[name][lang != "ko"].format(*values, **named)
