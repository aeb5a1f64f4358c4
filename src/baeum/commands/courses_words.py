"""What ``baeum courses`` says, in both languages."""

from __future__ import annotations

WORDS = {
    "ko": {
        "checking": "확인",
        "storing": "저장",
        "writing": "쓰기",
        "indexing": "색인",
        "indexed": "강좌 {total}건을 다시 찾을 수 있게 했습니다.",
        "row": "{row}행 {column} “{value}”: {said}",
        "more": "... 그 밖에 {more}건",
        "side": "고칠 곳 {errors}건을 모두 적었습니다: {side}",
        "no_side": "고칠 곳을 {side}에 적지 못했습니다({said}).",
        "nothing": "{rows}행을 보았습니다. 틀린 행 {wrong}, 맞는 행 {good}. 아무것도 저장하지 않았습니다."
        " (맞는 행만 저장하려면 --good-rows)",
        "stored": "{rows}행: 새로 {new}, 바뀜 {changed}, 그대로 {unchanged}, 이미 더 새것이 있음 {older},"
        " 기관이 직접 등록함 {own}, 같은 행 되풀이 {repeated}, 틀림 {wrong}.",
        "stopped": "멈췄습니다. 아무것도 저장하지 않았습니다.",
        "form": "{file}: 형식을 알 수 없습니다. .csv, .json, .xml로 끝나게 하거나 --format을 주십시오.",
        "there": "{file}: 이미 있습니다. 다른 이름이나 --force를 주십시오.",
        "folder": "{folder}: 없는 폴더입니다.",
        "unwritten": "{file}: 쓰지 못했습니다({said}).",
        "encoding": "{file}: cp949로 쓸 수 없는 글자: “{letter}”. --encoding utf-8-sig를 쓰십시오.",
        "written": "강좌 {total}건을 썼습니다: {file}",
    },
    "en": {
        "checking": "checking",
        "storing": "storing",
        "writing": "writing",
        "indexing": "indexing",
        "indexed": "Made {total} offerings findable anew.",
        "row": "row {row} {column} “{value}”: {said}",
        "more": "... and {more} more",
        "side": "All {errors} errors are in {side}",
        "no_side": "The errors could not be written to {side} ({said}).",
        "nothing": "{rows} rows: {wrong} wrong, {good} good. Nothing was stored."
        " (--good-rows stores the good ones.)",
        "stored": "{rows} rows: {new} new, {changed} changed, {unchanged} unchanged, {older} older than"
        " what is there, {own} entered by the institution itself, {repeated} repeated, {wrong} wrong.",
        "stopped": "Stopped. Nothing was stored.",
        "form": "{file}: which format? Let it end in .csv, .json or .xml, or give --format.",
        "there": "{file} is there already. Give another name, or --force.",
        "folder": "{folder}: there is no such folder.",
        "unwritten": "{file}: cannot be written ({said}).",
        "encoding": "{file}: a letter cannot be written in cp949 (“{letter}”). Use --encoding utf-8-sig.",
        "written": "Wrote {total} offerings to {file}",
    },
}
