"""The words of ``baeum audit-batch`` in both languages."""

from __future__ import annotations

from baeum.commands.audit_words import ENDINGS

_PAIRS: dict[str, tuple[str, str]] = {
    "auditing": ("학습자 계산", "learners"),
    "compiling": (
        "처음 실행하므로 규칙을 기계어로 옮깁니다. 몇 분 걸리고, 다음부터는 바로 시작합니다.",
        "The first run: the rules are being compiled. This takes minutes, once; later runs start at once.",
    ),
    "no_libraries": (
        "일괄 계산에 라이브러리({0})가 필요합니다. 배움 소스 폴더에서 pip install '.[batch]' 를 하십시오.",
        "A batch needs the library {0}. In the checkout of Baeum: pip install '.[batch]'",
    ),
    "chunk": (
        "--chunk {0}: 1부터 {1:,}까지의 수를 적으십시오.",
        "--chunk {0}: a number from 1 to {1:,} is expected.",
    ),
    "processes": (
        "--processes {0}: 1부터 {1}까지의 수를 적으십시오.",
        "--processes {0}: a number from 1 to {1} is expected.",
    ),
    "out_suffix": (
        "{0} {1}: {2} 가운데 하나로 끝내거나, 폴더라면 점 없는 이름을 쓰십시오.",
        "{0} {1}: end it with one of {2}, or name a folder, without a dot.",
    ),
    "no_folder": (
        "{0}: {1} 폴더가 없습니다. 먼저 만드십시오.",
        "{0}: there is no folder {1}. Make it first.",
    ),
    "out_is_folder": (
        "{0} {1}: 같은 이름의 폴더가 있습니다. 다른 이름을 쓰십시오.",
        "{0} {1}: it is a folder. Give another name.",
    ),
    "out_is_file": (
        "{0} {1}: 같은 이름의 파일이 있어 폴더를 만들 수 없습니다. 다른 이름을 쓰십시오.",
        "{0} {1}: a file of that name is there, so that no folder can be made. Give another name.",
    ),
    "written_over": (
        "{0} {1}: {2} {3}에 덮어쓰게 됩니다. {0}에 다른 이름을 주십시오.",
        "{0} {1}: {2} {3} would be written over. Give another name as {0}.",
    ),
    "not_in_force": (
        "{1}의 법령에는 값({0})이 없습니다. {2}부터 있습니다. 그 뒤의 날을 --law-of 에 적으십시오.",
        "The law of {1} has no value {0}; its first day is {2}. Give a later day as --law-of.",
    ),
    "cannot_write": (
        "{0}: 쓸 수 없습니다({1}). 자리와 권한을 확인하고 같은 명령을 다시 실행하면 이어 합니다.",
        "{0}: cannot be written ({1}). See to room and permissions; the same command then goes on.",
    ),
    "interrupted": (
        "멈추었습니다. 같은 명령을 다시 실행하면 이어 합니다.",
        "Stopped. The same command goes on from here.",
    ),
    "killed": (
        "일하던 프로세스가 갑자기 끝났거나 메모리가 모자랍니다. 같은 명령을 다시 실행하면 이어 합니다."
        " 또 그러면 --processes 나 --chunk 를 줄이십시오.",
        "A process of the run was killed, or memory ran out. The same command goes on from here; if it"
        " happens again, give fewer --processes or a smaller --chunk.",
    ),
    "summary": (
        "학습자 {0:,}명, {1:.1f}초, 초당 {2:,.0f}명, 법령 자료 {3}",
        "{0:,} learners in {1:.1f} s, {2:,.0f} a second, law data {3}",
    ),
    "contested": (
        "다 세지 못한 학습자 {0:.1%}",
        "contested (not all counts in full): {0:.1%}",
    ),
    "by_solver": (
        "하나씩 계산한 학습자 {0:,}명, 해법기로 증명한 학습자 {1:,}명",
        "decided one by one: {0:,}, proved by the solver: {1:,}",
    ),
    "slowest": (
        "덩어리 {0:,}개, 가장 느린 것은 {1:,}번째 {2:.1f}초",
        "{0:,} chunks, the slowest is number {1:,} with {2:.1f} s",
    ),
    "resumed": ("앞서 끝낸 덩어리 {0:,}개를 이어 했습니다.", "{0:,} chunks were finished before."),
    "written": ("결과: {0}", "answers: {0}"),
    "faulty": (
        "학습자 {0:,}명은 오류 {1:,}건 때문에 계산하지 못했습니다: {2}",
        "{0:,} learners could not be answered, because of {1:,} errors: {2}",
    ),
    "checking": ("결과를 다시 확인합니다", "checking the answers"),
    "every": (
        "--every {0}: 1 이상이어야 합니다. 모두 보려면 1을 쓰십시오.",
        "--every {0}: it must be 1 or more; 1 checks every learner.",
    ),
    "other_law": (
        "{0}: 법령 자료 {1}의 결과이고 지금 자료는 {2}입니다. --law-of나 --law-with로 그 자료를 주십시오.",
        "{0}: answers by law data {1}, but this is {2}; give that law by --law-of or --law-with.",
    ),
    "unknown_learner": (
        "이런 학습자가 표에 없거나 순서가 다릅니다",
        "no such learner in the table, or in another order",
    ),
    "every_nobody": (
        "--every {0}: 학습자가 {1:,}명뿐이라 아무도 확인하지 않게 됩니다. {1} 이하의 수를 쓰십시오.",
        "--every {0}: there are only {1:,} learners, so that nobody would be checked. Give at most {1}.",
    ),
    "every_without": (
        "--every {0}: 고른 학습자에게 모두 결과가 없어 아무것도 확인하지 못했습니다. 더 작은 수를 쓰십시오.",
        "--every {0}: nothing was checked, for none of these learners has an answer. Give a smaller number.",
    ),
    "missing": (
        "결과가 없고 오류도 없습니다. audit-batch 를 다시 실행하십시오",
        "no answer, and no fault either; run audit-batch again",
    ),
    "checked": (
        "학습자 {checked:,}명을 확인했습니다: 틀린 결과 {wrong:,}, 빠진 결과 {missing:,},"
        " 오류가 있어 결과가 없는 학습자 {without:,}.",
        "{checked:,} learners checked: {wrong:,} answers wrong, {missing:,} missing,"
        " {without:,} learners without one because of faults.",
    ),
    "bounds": (
        "더 적게 남는 선택이 없음: 셈으로 {arithmetic:,}, 풀이기로 {solver:,}, 묻지 않음 {not asked:,}.",
        "That nothing less can be left: by arithmetic {arithmetic:,}, by the solver {solver:,},"
        " not asked {not asked:,}.",
    ),
    "check_interrupted": ("멈추었습니다. 아무것도 바꾸지 않았습니다.", "Interrupted. Nothing was changed."),
}


def word(name: str, lang: str) -> str:
    """A word or sentence of the command."""
    return _PAIRS[name][ENDINGS[lang]]
