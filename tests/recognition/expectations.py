"""Compares an answer with what a worked example expects of it."""

from __future__ import annotations

from typing import Any

from baeum_rules.recognition.examples import Example


def differences(example: Example, answer: dict[str, Any]) -> list[str]:
    """Everything in which the answer is not as expected; [] if nothing is."""
    expect = example.expect
    if "errors" in expect or "errors" in answer:
        found = {error["record"]: error["code"] for error in answer.get("errors", [])}
        return [] if found == expect.get("errors") else [f"errors {answer.get('errors')}"]
    told = [(name, expect[name], answer[name]) for name in ("complete", "remaining") if name in expect]
    told += [(name, value, answer["totals"][name]) for name, value in expect.get("totals", {}).items()]
    lines = {line["id"]: line for line in answer["records"]}
    left_out = [line for line in answer["records"] if line["verdict"] == "not_chosen"]
    if "recognised" in expect:
        told.append(("recognised", expect["recognised"], answer["totals"]["recognised"]))
    if "not_chosen" in expect:
        told.append(("not_chosen", expect["not_chosen"], len(left_out)))
    if "notes" in expect:
        told.append(("notes", expect["notes"], [note["code"] for note in answer["notes"]]))
    for line in left_out:
        rules = [reason["rule"] for reason in line["reasons"]]
        told.append((f"{line['id']} rules", expect.get("rules_of_not_chosen", rules), rules))
    rows = {row["id"]: row for row in answer["requirements"]}
    for name, row in expect.get("requirements", {}).items():
        told.append((name, row, {key: rows[name][key] for key in row}))
    for name, wanted in expect.get("records", {}).items():
        told += record_differences(name, wanted, lines[name])
    return [f"{name}: expected {wanted}, found {found}" for name, wanted, found in told if wanted != found]


def record_differences(name: str, wanted: dict[str, Any], line: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """(what, expected, found) of one record; a recognised one must give at least the rules named."""
    told = [
        (f"{name} {key}", wanted[key], line[key]) for key in ("verdict", "credits", "class") if key in wanted
    ]
    rules = [reason["rule"] for reason in line["reasons"]]
    if "rules" in wanted:
        named = [rule for rule in rules if rule in wanted["rules"]]
        told.append((f"{name} rules", wanted["rules"], named if line["credits"] else rules))
    if "figures" in wanted:
        figures = next(
            (one["figures"] for one in line["reasons"] if one["rule"] in wanted.get("rules", rules)), {}
        )
        told.append(
            (f"{name} figures", wanted["figures"], {key: figures.get(key) for key in wanted["figures"]})
        )
    return told
