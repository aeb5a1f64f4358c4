"""Decisions of the crowd, by the bulk: two for each learner, as two claims would have led to them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from psycopg import Connection

from baeum.claims.decided import START, hash_of, proposal_place, recognised_in
from baeum.claims.opening import seal_terms
from baeum.crowd.learners import NAMESPACE
from baeum.crowd.loading import copy
from baeum.people.keys import unwrapped
from baeum.shared.sealed import sealed
from baeum_rules.curricula import load_curriculum
from baeum_rules.recognition import recognise

BATCH = 100  # learners of one transaction
MAJORS = ("computer-science", "business-administration", "psychology", "child-studies")
PLACES = ("표본평생교육원 1", "표본평생교육원 2", "표본평생교육원 3")
CERTIFICATES = ("정보처리기사", "컴퓨터활용능력 1급", "직업상담사 2급", "워드프로세서", "유통관리사 2급")
FIRST_DAY = date(2018, 3, 20)
CLAIM = ("id", "account_id", "kind", "number", "office_id", "terms", "state", "window", "applied_on",
         "since", "acts", "degree", "major", "conferral", "clock", "asks_exemption", "referred",
         "to_ministry")  # fmt: skip
PROPOSAL = ("id", "claim_id", "number", "on", "law", "case", "answer", "by_id", "by_person_id")
DECISION = ("id", "account_id", "number", "proposal_id", "claim_id", "on", "proposed_by_id",
            "approved_by_id", "appointment_id", "previous_hash", "hash")  # fmt: skip


class Deciding(NamedTuple):
    """Who decides: an institute, and two of its officers with their appointments."""

    office_id: int
    officers: tuple[tuple[UUID, int], tuple[UUID, int]]


def decide_for_crowd(owner: Connection, decisions: int, tell: Callable[[int], None]) -> int:
    """So many decisions for learners of the crowd who have none yet, two each; how many came."""
    deciding = _deciding(owner)
    found = owner.execute(
        "SELECT held.id, held.person_id, key.wrapped FROM ledger_account held"
        " JOIN people_personkey key ON key.person_id = held.person_id"
        " WHERE held.learner_number LIKE 'L0%%' AND key.wrapped IS NOT NULL"
        " AND NOT EXISTS (SELECT FROM claims_decision made WHERE made.account_id = held.id)"
        " ORDER BY held.id LIMIT %s",
        [-(-decisions // 2)],
    ).fetchall()
    accounts, came = iter(found), 0
    while batch := list(islice(accounts, BATCH)):
        claims: list[Any] = []
        proposals: list[Any] = []
        made: list[Any] = []
        for account_id, person, wrapped in batch:
            _of_one(account_id, unwrapped(person, bytes(wrapped)), deciding, (claims, proposals, made))
        with owner.transaction():
            copy(owner, "claims_claim", CLAIM, claims)
            copy(owner, "claims_proposal", PROPOSAL, proposals)
            copy(owner, "claims_decision", DECISION, made)
        came += len(made)
        tell(came)
    return came


def cases(seed: int) -> Iterator[dict[str, Any]]:
    """Two cases of a learner: what the first claim held, and everything, with what was recognised taken."""
    random = Random(seed)
    major = random.choice(MAJORS)
    records = _records(random, major)
    half = len(records) // 2
    goal = {"degree": "bachelor", "route": "first", "major": major, "curriculum": None}
    first = _case(goal, records[:half], ())
    yield first
    yield _case(goal, records, recognised_in(recognise(first)))


def _case(goal: dict[str, Any], records: list[dict[str, Any]], take: Any) -> dict[str, Any]:
    return {
        "version": 1,
        "as_of": "2026-10-05",
        "goal": goal,
        "learner": {"high_school_completed_on": "2010-02-10", "bdes_degree_on": None, "previous_degrees": []},
        "records": records,
        "choices": {"take": sorted(take, key=int), "leave": []},
    }


def _records(random: Random, major: str) -> list[dict[str, Any]]:
    curriculum = load_curriculum(major)
    subjects = [
        *curriculum.required,
        *curriculum.elective,
        *curriculum.liberal[:12],
        "생활 도예",
        "시민 교양",
    ]
    random.shuffle(subjects)
    found: list[dict[str, Any]] = []
    for place, subject in enumerate(subjects[: random.randrange(12, 40)], 1):
        day = (FIRST_DAY + timedelta(random.randrange(3000))).isoformat()
        if random.random() < 0.8:
            record: dict[str, Any] = {
                "source": "accredited_course",
                "institution": random.choice(PLACES),
                "score": random.choice((52, 60, 71, 88, 95)),
                "attendance": random.choice((79, 80, 96)),
            }
        else:
            record = {
                "source": "part_time_course",
                "institution": "표본대학교",
                "basis": "higher_education_act",
                "score": random.choice((58, 64, 90)),
                "class": random.choice(("major_elective", "liberal_arts")),
                "same_program": random.random() < 0.5,
            }
        record |= {"subject": subject, "credits": random.choice((2, 3, 3, 3)), "ended_on": day}
        found.append({"id": str(place), **record})
    for name in random.sample(CERTIFICATES, random.randrange(3)):
        day = (FIRST_DAY + timedelta(random.randrange(3000))).isoformat()
        found.append({"id": str(len(found) + 1), "source": "certificate", "name": name, "acquired_on": day})
    return found


def _of_one(
    account_id: int, key: bytes, deciding: Deciding, into: tuple[list[Any], list[Any], list[Any]]
) -> None:
    previous = START
    (proposer, proposing), (approver, approving) = deciding.officers
    for number, case in enumerate(cases(account_id), 1):
        claim, proposal = (
            uuid5(NAMESPACE, f"{word} {account_id} {number}") for word in ("claim", "proposal")
        )
        on = date(2026, 10, 5 + number)
        answer = json.loads(json.dumps(recognise(case)))
        sealed_case = sealed(key, proposal_place(claim, 1, "case"), case)
        sealed_answer = sealed(key, proposal_place(claim, 1, "answer"), answer)
        name = f"S{account_id:08}-{number}"
        into[0].append(
            (claim, account_id, "recognition", name, deciding.office_id, seal_terms(key, claim, {}),
             "granted", "2026-Q4", on, on, 1, "", "", "", "", False, False, False)
        )  # fmt: skip
        into[1].append(
            (proposal, claim, 1, on, answer["law"], sealed_case, sealed_answer, proposing, proposer)
        )
        own = hash_of(
            previous, number, on, str(proposer), str(approver), answer["law"], sealed_case, sealed_answer
        )
        decision = uuid5(NAMESPACE, f"decision {account_id} {number}")
        into[2].append(
            (decision, account_id, number, proposal, claim, on, proposer, approver, approving, previous, own)
        )
        previous = own


def _deciding(owner: Connection) -> Deciding:
    """The sample institute and its two officers, made where they are not there yet."""
    from baeum.crowd.loading import officer_at  # which makes the sample institutions too

    offices = [officer_at(owner, "institute", "sample-institute", number) for number in (1, 2)]
    (office, one), (_, two) = offices
    first, second = (uuid5(NAMESPACE, f"institute officer {number}") for number in (1, 2))
    return Deciding(office, ((first, one), (second, two)))
