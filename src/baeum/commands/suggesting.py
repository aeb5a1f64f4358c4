"""A misspelt option is answered with the one that was meant."""

from __future__ import annotations

import argparse
from typing import Any

from baeum.commands.audit_words import word


def suggest_options(parser: argparse.ArgumentParser) -> None:
    """Let a misspelt option be answered with the one that was meant."""
    plain = parser.parse_known_args

    def parse(words: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        found, unknown = plain(words, namespace)
        for option in unknown:
            import difflib  # only after a mistake

            options = [name for action in parser._actions for name in action.option_strings]
            near = difflib.get_close_matches(option.partition("=")[0], options, 1, 0.5)
            hint = f" {word('mean', found.lang).format(near[0])}" if near else ""
            parser.error(word("unknown_option", found.lang).format(option) + hint)
        return found, unknown

    parser.parse_known_args = parse  # type: ignore[method-assign,assignment]  # argparse has no other place
