"""A misspelt option is named with the one that was meant, also where a required one is missing for it."""

from __future__ import annotations

import pytest

from baeum.cli import main

Said = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("audit-batch", "--learnrs", "l.csv", "--out", "o.parquet"),
            "unknown option: --learnrs. Did you mean --learners? "
            "the following arguments are required: --learners.",
        ),
        (
            ("impact", "--learners", "l.csv", "--oout", "o", "--law-wiht", "c.toml"),
            "unknown option: --oout. Did you mean --out? "
            "unknown option: --law-wiht. Did you mean --law-with? "
            "the following arguments are required: --out.",
        ),
        (
            ("export-ledgers", "--out", "o", "--reson", "a yearly impact"),
            "unknown option: --reson. Did you mean --reason? the following arguments are required: --reason.",
        ),
        (("export-ledgers",), "the following arguments are required: --out, --reason."),
    ],
)
def test_both_are_named(capsys: Said, words: tuple[str, ...], told: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*words, "--lang", "en"])
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith(f"error: {told}\n")


def test_in_korean(capsys: Said) -> None:
    with pytest.raises(SystemExit):
        main(["synth", "--learner", "5", "--ot", "o", "--lang", "ko"])
    err = capsys.readouterr().err
    assert "모르는 옵션입니다: --ot. 혹시 --out 입니까?" in err
    assert "꼭 있어야 하는 옵션이 없습니다: --out." in err
