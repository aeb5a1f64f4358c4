"""The one table of claims: state → act → who → clause, for every kind. Pages, docs and tests are made of it.

A new act is one row here, its words in ``law/claim_words.toml``, and one service.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

LEARNER, INSTITUTION, PROVINCIAL, INSTITUTE, COMMITTEE, MINISTRY = (
    "learner",  # or their proxy
    "institution_officer",
    "provincial_officer",
    "institute_officer",
    "committee_member",
    "ministry_officer",
)
OURS = "baeum.claims"  # the clause of what the law does not say

CLAIM, RULING, FEE = SUBJECTS = ("claim", "ruling", "fee")

# what a learner asks for, and the clause by which they may
ASKS = {
    "registration": "rules.11.2",
    "recognition": "rules.4.1",
    "degree": "rules.8.4",
    "change_goal": "practice.claims",
    "linkage": "decree.16.1.1",
    "withdrawal": "practice.claims",
    "change_class": "practice.claims",
    "re_examination": "practice.claims",
    "school_level": "act.8",
}
# what the institute begins by itself
BEGINS = {"credit_cancellation": "act.7.4", "degree_cancellation": "act.9.3"}
KINDS = (*ASKS, *BEGINS)
PLAIN = tuple(kind for kind in ASKS if kind != "degree")
DECIDED = ("recognition", "change_goal", "linkage", "withdrawal", "change_class", "re_examination")


class State(NamedTuple):
    """Where something can stand: who has it then, and the clock that runs (a name of the law data, or "").

    ``holder``: learner, handed (the office where it was handed in), university, institute, committee,
    ministry, or nobody.
    """

    code: str
    subject: str
    holder: str
    clock: str = ""


class Row(NamedTuple):
    """One act: from which states, to which ("" where it stays), by whom, by which clause, of which kinds.

    ``case``: which of the ways one act can end. ``reason``: one must be given, which the learner reads.
    ``not_by``: acts whose doer may not do this one, to the same claim.
    """

    act: str
    subject: str
    states: tuple[str, ...]
    to: str
    who: tuple[str, ...]
    clause: str
    kinds: tuple[str, ...] = KINDS
    case: str = ""
    reason: bool = False
    not_by: tuple[str, ...] = ()

    @property
    def reading(self) -> bool:
        """Whether it is a rule of ours."""
        return self.clause == OURS


def _states() -> Iterator[State]:
    def of(subject: str, holder: str, **clocks: str) -> Iterator[State]:
        for code, clock in clocks.items():
            yield State(code, subject, holder, f"claim.clock.{clock}" if clock else "")

    yield from of(CLAIM, "learner", draft="", returned="supplement")
    yield State("handed_in", CLAIM, "handed", "calendar.forwarding")
    yield from of(CLAIM, "institute", submitted="receipt", examining="examination")
    yield from of(CLAIM, "committee", with_subcommittee="subcommittee", before_committee="committee")
    yield from of(CLAIM, "institute", proposed_grant="approval", proposed_refuse="approval")
    yield from of(CLAIM, "institute", approved_grant="notice", approved_refuse="notice")
    yield from of(CLAIM, "nobody", granted="", refused="", taken_back="")
    yield from of(CLAIM, "university", at_university="university", checked="conferral")
    yield from of(CLAIM, "institute", reported="check", passed="listing", listed="listing")
    yield from of(CLAIM, "ministry", at_ministry="conferral")
    yield from of(CLAIM, "nobody", conferred="")
    yield from of(CLAIM, "institute", hearing="hearing", heard="after_hearing")
    yield from of(CLAIM, "institute", cancellation_proposed="cancellation")
    yield from of(CLAIM, "ministry", cancellation_at_ministry="cancellation")
    yield from of(CLAIM, "nobody", dropped="", cancelled="", cancelled_for_good="", restored="")
    yield from of(CLAIM, "institute", appealed="appeal")
    yield from of(CLAIM, "ministry", appealed_to_ministry="appeal")
    yield from of(RULING, "committee", ruled="subcommittee")
    yield from of(RULING, "nobody", stands="", declined="")
    yield from of(FEE, "learner", open="payment")
    yield from of(FEE, "nobody", paid="", exempt="")


STATES: dict[str, State] = {state.code: state for state in _states()}
WRITABLE = ("draft", "returned")  # the learner may still write in it
UNDECIDED = ("draft", "handed_in", "submitted", "returned", "examining", "at_university")
DEGREE, CREDITS_TAKEN, DEGREE_TAKEN = ("degree",), ("credit_cancellation",), ("degree_cancellation",)
RULED = ("recognition", "change_goal", "linkage", "re_examination")  # the subcommittee can be asked

APPLYING = (
    *(Row("open_draft", CLAIM, (), "draft", (LEARNER,), clause, (kind,)) for kind, clause in ASKS.items()),
    Row("submit", CLAIM, ("draft",), "submitted", (LEARNER,), "practice.calendar", tuple(ASKS),
        case="to_institute"),
    Row("submit", CLAIM, ("draft",), "handed_in", (LEARNER,), "rules.4.3", PLAIN, case="to_office"),
    Row("submit", CLAIM, ("draft",), "at_university", (LEARNER,), "act.9.2", DEGREE, case="to_university"),
    Row("forward", CLAIM, ("handed_in",), "submitted", (INSTITUTION, PROVINCIAL), "rules.4.3", PLAIN),
    Row("ask_supplement", CLAIM, ("submitted", "examining"), "returned", (INSTITUTE,), OURS, tuple(ASKS),
        reason=True),
    Row("supplement", CLAIM, ("returned",), "submitted", (LEARNER,), OURS, tuple(ASKS)),
    Row("lapse", CLAIM, ("returned",), "refused", (INSTITUTE,), OURS, tuple(ASKS), reason=True),
    Row("take_back", CLAIM, UNDECIDED, "taken_back", (LEARNER,), OURS, tuple(ASKS)),
)  # fmt: skip
EXAMINING = (
    Row("receive", CLAIM, ("submitted",), "examining", (INSTITUTE,), "rules.4.1", tuple(ASKS)),
    Row("accept_evidence", CLAIM, ("examining",), "", (INSTITUTE,), "rules.4.1", tuple(ASKS)),
    Row("decline_evidence", CLAIM, ("examining",), "", (INSTITUTE,), "rules.4.1", tuple(ASKS), reason=True),
    Row("refer", CLAIM, ("examining",), "with_subcommittee", (INSTITUTE,), "guide.school.class", RULED),
    Row("resolve", CLAIM, ("with_subcommittee",), "examining", (COMMITTEE,), "guide.school.class", RULED),
    Row("propose", CLAIM, ("examining",), "proposed_grant", (INSTITUTE,), "act.7.5", PLAIN, case="grant"),
    Row("propose", CLAIM, ("examining",), "proposed_refuse", (INSTITUTE,), "act.7.5", tuple(ASKS),
        case="refuse"),
    Row("send_again", CLAIM, ("proposed_grant", "proposed_refuse", "before_committee"), "examining",
        (INSTITUTE,), OURS, tuple(ASKS), reason=True),
    Row("approve", CLAIM, ("proposed_grant",), "approved_grant", (INSTITUTE,), "act.7.5", PLAIN,
        case="grant", not_by=("propose",)),
    Row("approve", CLAIM, ("proposed_refuse",), "approved_refuse", (INSTITUTE,), "act.7.5", tuple(ASKS),
        case="refuse", not_by=("propose", "check_list")),
    Row("notify", CLAIM, ("approved_grant",), "granted", (INSTITUTE,), OURS, PLAIN, case="grant"),
    Row("notify", CLAIM, ("approved_refuse",), "refused", (INSTITUTE,), OURS, tuple(ASKS), case="refuse"),
)  # fmt: skip
CONFERRING = (
    Row("propose", CLAIM, ("examining",), "before_committee", (INSTITUTE,), "decree.16.1.1", DEGREE,
        case="grant"),
    Row("deliberate", CLAIM, ("before_committee",), "passed", (COMMITTEE,), "decree.19", DEGREE,
        case="grant", not_by=("propose",)),
    Row("deliberate", CLAIM, ("before_committee",), "approved_refuse", (COMMITTEE,), "decree.19", DEGREE,
        case="refuse", reason=True, not_by=("propose",)),
    Row("enlist", CLAIM, ("passed",), "listed", (INSTITUTE,), "act.9.1", DEGREE),
    Row("send_list", CLAIM, ("listed",), "at_ministry", (INSTITUTE,), "act.9.1", DEGREE),
    Row("confer", CLAIM, ("at_ministry",), "conferred", (MINISTRY,), "act.9.1", DEGREE, case="minister",
        not_by=("propose", "deliberate", "enlist", "send_list")),
    Row("strike", CLAIM, ("listed", "at_ministry", "checked"), "approved_refuse",
        (INSTITUTE, MINISTRY), OURS, DEGREE, reason=True),
    Row("report_list", CLAIM, ("at_university",), "reported", (INSTITUTION,), "act.9.2", DEGREE),
    Row("check_list", CLAIM, ("reported",), "checked", (INSTITUTE,), "decree.16.2", DEGREE, case="grant"),
    Row("check_list", CLAIM, ("reported",), "proposed_refuse", (INSTITUTE,), "decree.16.2", DEGREE,
        case="refuse"),
    Row("confer", CLAIM, ("checked",), "conferred", (INSTITUTION,), "act.9.2", DEGREE, case="university",
        not_by=("report_list", "check_list")),
)  # fmt: skip
CANCELLING = (
    *(Row("call_hearing", CLAIM, (), "hearing", (INSTITUTE,), "apa.hearing", (kind,), reason=True)
      for kind in BEGINS),
    Row("answer_hearing", CLAIM, ("hearing",), "", (LEARNER,), "apa.hearing", tuple(BEGINS), reason=True),
    Row("hold_hearing", CLAIM, ("hearing",), "heard", (INSTITUTE,), "apa.hearing", tuple(BEGINS),
        reason=True),
    Row("drop_cancellation", CLAIM, ("heard",), "dropped", (INSTITUTE,), OURS, tuple(BEGINS), reason=True),
    Row("propose_cancellation", CLAIM, ("heard",), "cancellation_proposed", (INSTITUTE,), "act.7.4",
        CREDITS_TAKEN, reason=True),
    Row("propose_cancellation", CLAIM, ("heard",), "cancellation_at_ministry", (INSTITUTE,), "act.9.3",
        DEGREE_TAKEN, reason=True),
    Row("cancel", CLAIM, ("cancellation_proposed",), "cancelled", (INSTITUTE,), "act.7.4", CREDITS_TAKEN,
        reason=True, not_by=("call_hearing", "propose_cancellation")),
    Row("cancel", CLAIM, ("cancellation_at_ministry",), "cancelled", (MINISTRY,), "act.9.3", DEGREE_TAKEN,
        reason=True, not_by=("call_hearing", "propose_cancellation")),
    Row("decline_cancellation", CLAIM, ("cancellation_proposed",), "dropped", (INSTITUTE,), OURS,
        CREDITS_TAKEN, reason=True, not_by=("propose_cancellation",)),
    Row("decline_cancellation", CLAIM, ("cancellation_at_ministry",), "dropped", (MINISTRY,), OURS,
        DEGREE_TAKEN, reason=True, not_by=("propose_cancellation",)),
    Row("appeal", CLAIM, ("cancelled",), "appealed", (LEARNER,), "agl.36", CREDITS_TAKEN, reason=True),
    Row("appeal", CLAIM, ("cancelled",), "appealed_to_ministry", (LEARNER,), "agl.36", DEGREE_TAKEN,
        reason=True),
    *(Row("decide_appeal", CLAIM, (state,), to, (who,), "agl.36", kinds, case=case, reason=True,
          not_by=("call_hearing", "propose_cancellation", "cancel"))
      for state, who, kinds in (("appealed", INSTITUTE, CREDITS_TAKEN),
                                ("appealed_to_ministry", MINISTRY, DEGREE_TAKEN))
      for case, to in (("upheld", "cancelled_for_good"), ("overturned", "restored"))),
)  # fmt: skip
BESIDE = (
    Row("rule", RULING, (), "ruled", (COMMITTEE,), "guide.school.class", RULED, reason=True),
    Row("second", RULING, ("ruled",), "stands", (COMMITTEE,), "guide.school.class", RULED,
        not_by=("rule",)),
    Row("decline_ruling", RULING, ("ruled",), "declined", (COMMITTEE,), OURS, RULED,
        not_by=("rule",)),
    Row("charge", FEE, (), "open", (LEARNER, INSTITUTE), "act.12-3.1", ("registration", "recognition")),
    Row("receive_payment", FEE, ("open",), "paid", (INSTITUTE,), "rules.13.1"),
    Row("exempt", FEE, ("open",), "exempt", (INSTITUTE,), "act.12-3.2"),
)  # fmt: skip
PATH: tuple[Row, ...] = (*APPLYING, *EXAMINING, *CONFERRING, *CANCELLING, *BESIDE)


def rows(act: str, subject: str = CLAIM, kind: str = "") -> tuple[Row, ...]:
    """Every row of an act; ``kind``: of this kind of claim only."""
    return tuple(
        row for row in PATH if row.act == act and row.subject == subject and (not kind or kind in row.kinds)
    )


def row_of(act: str, state: str, kind: str, case: str = "", subject: str = CLAIM) -> Row | None:
    """The row of an act in a state, kind and case; None where there is none. ``state`` "": at the start."""
    for row in rows(act, subject, kind):
        if (state in row.states or (not state and not row.states)) and row.case == case:
            return row
    return None


def acts_in(state: str, role: str, kind: str, subject: str = CLAIM) -> tuple[Row, ...]:
    """What a role may do in a state, in the order of the table."""
    return tuple(
        row
        for row in PATH
        if row.subject == subject and kind in row.kinds and state in row.states and role in row.who
    )


def states_of(act: str, kind: str = "", subject: str = CLAIM) -> tuple[str, ...]:
    """The states an act can be done in, each once, in the order of the table."""
    return tuple(dict.fromkeys(state for row in rows(act, subject, kind) for state in row.states))
