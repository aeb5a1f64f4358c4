"""A misspelt option is answered with the one that was meant."""

from __future__ import annotations

import argparse
from typing import Any

from baeum.commands.audit_words import word


def suggest_options(parser: argparse.ArgumentParser) -> None:
    """Let a misspelt option be answered with the one that was meant, and with those that are missing."""
    plain = parser.parse_known_args

    def parse(words: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        needed = [action for action in parser._actions if action.required and action.option_strings]
        for action in needed:
            action.required = False  # else argparse ends at what is missing, before what is misspelt
        try:
            found, unknown = plain(words, namespace)
        finally:
            for action in needed:
                action.required = True
        missing = [action.option_strings[0] for action in needed if getattr(found, action.dest) is None]
        wrong = _misspelt(parser, unknown, found.lang)
        if missing:
            wrong.append(word("required_options", found.lang).format(", ".join(missing)))
        if wrong:
            parser.error(" ".join(wrong))
        return found, unknown

    parser.parse_known_args = parse  # type: ignore[method-assign,assignment]  # argparse has no other place


def _misspelt(parser: argparse.ArgumentParser, unknown: list[str], lang: str) -> list[str]:
    """A sentence for each option that is not known; for words without an option where there is none."""
    if not unknown:
        return []
    import difflib  # only after a mistake

    options = [name for action in parser._actions for name in action.option_strings]
    found = []
    for option in [one for one in unknown if one.startswith("-")] or unknown:
        near = difflib.get_close_matches(option.partition("=")[0], options, 1, 0.5)
        hint = f" {word('mean', lang).format(near[0])}" if near else ""
        found.append(word("unknown_option", lang).format(option) + hint)
    return found
