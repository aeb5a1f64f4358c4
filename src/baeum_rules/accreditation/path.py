"""The one table of accreditation: state → act → who → clause. Pages, docs and tests are made of it.

A new act is one row here, its words in ``law/accreditation_words.toml``, and one service.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

INSTITUTION, MUNICIPAL, PROVINCIAL, INSTITUTE, MINISTRY, EVALUATOR = (
    "institution_officer",
    "municipal_officer",
    "provincial_officer",
    "institute_officer",
    "ministry_officer",
    "evaluator",
)
ANYBODY, TIME = "anybody", "time"  # a citizen; nobody, as the day comes by itself
OURS = "baeum.accreditation"  # the clause of what the law does not say

APPLICATION, SEAT, COMPLAINT, ROUND = SUBJECTS = ("application", "seat", "complaint", "round")


class State(NamedTuple):
    """Where something can stand: who has it then, and the clock that runs (a name of the law data, or "").

    ``holder``: institution, municipality, province, institute, panel, ministry, nearest (the first office
    above the institution), or nobody.
    """

    code: str
    subject: str
    holder: str
    clock: str = ""


class Row(NamedTuple):
    """One act: from which states, to which ("" where it stays), by whom, by which clause.

    ``case``: which of the ways one act can end. ``reason``: one must be given. ``not_by``: acts whose doer
    may not do this one, to the same application.
    """

    act: str
    subject: str
    states: tuple[str, ...]
    to: str
    who: tuple[str, ...]
    clause: str
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
            yield State(code, subject, holder, f"accreditation.clock.{clock}" if clock else "")

    yield from of(APPLICATION, "institution", draft="", returned_municipality="mending")
    yield from of(APPLICATION, "institution", returned_province="mending", returned_institute="mending")
    yield from of(APPLICATION, "municipality", at_municipality="municipality")
    yield from of(APPLICATION, "province", at_province="province")
    yield from of(APPLICATION, "institute", at_institute="completeness", complete="assignment")
    yield from of(APPLICATION, "panel", scoring="scoring", re_scoring="re_scoring")
    yield from of(APPLICATION, "institution", preliminary="supplement")
    yield from of(APPLICATION, "institute", supplied="re_scoring", passed="recommendation")
    yield from of(APPLICATION, "institute", failed="recommendation")
    yield from of(APPLICATION, "institute", recommended_accredit="committee", recommended_refuse="committee")
    yield from of(APPLICATION, "ministry", deliberated_accredit="proposal", deliberated_refuse="proposal")
    yield from of(APPLICATION, "ministry", proposed_accredit="approval", proposed_refuse="approval")
    yield from of(APPLICATION, "institute", approved="hand_down", refusal_approved="hand_down")
    yield from of(APPLICATION, "nearest", notifying="notice", notifying_refusal="notice")
    yield from of(APPLICATION, "nobody", accredited="", refused="", withdrawn="", expired="")
    yield from of(APPLICATION, "institution", under_order="order")
    yield from of(APPLICATION, "institute", corrected="report", hearing="hearing", heard="after_hearing")
    yield from of(APPLICATION, "ministry", cancellation_proposed="cancellation")
    yield from of(APPLICATION, "nobody", cancelled="", cancelled_for_good="")
    yield from of(APPLICATION, "ministry", appealed="appeal")
    yield from of(SEAT, "panel", assigned="", declared="", locked="", excused="")
    yield from of(COMPLAINT, "institute", received="complaint", investigating="investigation")
    yield from of(COMPLAINT, "nobody", founded="", unfounded="", dismissed="")
    yield from of(ROUND, "institute", announced="", draw_announced="", drawn="")


STATES: dict[str, State] = {state.code: state for state in _states()}
UNDECIDED = (
    "draft", "returned_municipality", "returned_province", "returned_institute", "at_municipality",
    "at_province", "at_institute", "complete", "scoring", "preliminary", "supplied", "re_scoring",
)  # fmt: skip
TIERS = (MUNICIPAL, PROVINCIAL, INSTITUTE)

FORWARD_FROM_MUNICIPALITY = (
    Row("forward", APPLICATION, ("at_municipality",), "at_province", (MUNICIPAL,), "llas.plan.bodies",
        case="to_province"),
    Row("forward", APPLICATION, ("at_municipality",), "at_institute", (MUNICIPAL,), "llas.plan.bodies",
        case="to_institute"),
    Row("forward", APPLICATION, ("at_province",), "at_institute", (PROVINCIAL,), "llas.plan.bodies",
        case="to_institute"),
)  # fmt: skip
APPLYING = (
    Row("open_draft", APPLICATION, (), "draft", (INSTITUTION,), "llas.plan.target"),
    Row("submit", APPLICATION, ("draft",), "at_municipality", (INSTITUTION,), "llas.plan.step.1",
        case="to_municipality"),
    Row("submit", APPLICATION, ("draft",), "at_province", (INSTITUTION,), "llas.plan.step.1",
        case="to_province"),
    Row("submit", APPLICATION, ("draft",), "at_institute", (INSTITUTION,), "llas.plan.step.1",
        case="to_institute"),
    *FORWARD_FROM_MUNICIPALITY,
    Row("send_back", APPLICATION, ("at_municipality",), "returned_municipality", (MUNICIPAL,), OURS,
        reason=True),
    Row("send_back", APPLICATION, ("at_province",), "returned_province", (PROVINCIAL,), OURS, reason=True),
    Row("send_back", APPLICATION, ("at_institute",), "returned_institute", (INSTITUTE,), OURS, reason=True),
    Row("resubmit", APPLICATION, ("returned_municipality",), "at_municipality", (INSTITUTION,), OURS),
    Row("resubmit", APPLICATION, ("returned_province",), "at_province", (INSTITUTION,), OURS),
    Row("resubmit", APPLICATION, ("returned_institute",), "at_institute", (INSTITUTION,), OURS),
    Row("withdraw", APPLICATION, UNDECIDED, "withdrawn", (INSTITUTION,), OURS, reason=True),
)  # fmt: skip
EVALUATING = (
    Row("accept_complete", APPLICATION, ("at_institute",), "complete", (INSTITUTE,), "llas.plan.bodies"),
    Row("assign", APPLICATION, ("complete",), "scoring", (INSTITUTE,), "llas.plan.step.2"),
    Row("replace", APPLICATION, ("scoring", "re_scoring"), "", (INSTITUTE,), OURS, reason=True),
    Row("record_result", APPLICATION, ("scoring", "re_scoring"), "passed", (INSTITUTE,), "llas.plan.step.3",
        case="passed"),
    Row("record_result", APPLICATION, ("scoring",), "preliminary", (INSTITUTE,), "llas.plan.criteria",
        case="preliminary"),
    Row("record_result", APPLICATION, ("scoring", "re_scoring"), "failed", (INSTITUTE,), "llas.plan.criteria",
        case="failed"),
    Row("supply", APPLICATION, ("preliminary",), "supplied", (INSTITUTION,), "llas.plan.step.4"),
    Row("re_evaluate", APPLICATION, ("supplied",), "re_scoring", (INSTITUTE,), "llas.plan.step.4"),
    Row("lapse", APPLICATION, ("preliminary",), "failed", (INSTITUTE,), OURS),
)  # fmt: skip
DECIDING = (
    Row("recommend", APPLICATION, ("passed",), "recommended_accredit", (INSTITUTE,), "llas.plan.step.5",
        case="accredit"),
    Row("recommend", APPLICATION, ("failed",), "recommended_refuse", (INSTITUTE,), "llas.plan.step.5",
        case="refuse"),
    Row("deliberate", APPLICATION, ("recommended_accredit", "recommended_refuse"), "deliberated_accredit",
        (INSTITUTE,), "llas.plan.step.5", case="accredit", not_by=("recommend",)),
    Row("deliberate", APPLICATION, ("recommended_accredit", "recommended_refuse"), "deliberated_refuse",
        (INSTITUTE,), "llas.plan.step.5", case="refuse", not_by=("recommend",)),
    Row("propose", APPLICATION, ("deliberated_accredit",), "proposed_accredit", (MINISTRY,),
        "llas.plan.step.6", case="accredit", not_by=("recommend", "deliberate")),
    Row("propose", APPLICATION, ("deliberated_refuse",), "proposed_refuse", (MINISTRY,),
        "llas.plan.step.6", case="refuse", not_by=("recommend", "deliberate")),
    Row("send_to_committee", APPLICATION, ("deliberated_accredit", "proposed_accredit"),
        "recommended_accredit", (MINISTRY,), OURS, case="accredit", reason=True),
    Row("send_to_committee", APPLICATION, ("deliberated_refuse", "proposed_refuse"),
        "recommended_refuse", (MINISTRY,), OURS, case="refuse", reason=True),
    Row("approve", APPLICATION, ("proposed_accredit",), "approved", (MINISTRY,), "llas.plan.step.6",
        case="accredit", not_by=("recommend", "deliberate", "propose")),
    Row("approve", APPLICATION, ("proposed_refuse",), "refusal_approved", (MINISTRY,), "llas.plan.step.6",
        case="refuse", not_by=("recommend", "deliberate", "propose")),
    Row("hand_down", APPLICATION, ("approved",), "notifying", (INSTITUTE,), "llas.plan.notice",
        case="accredit"),
    Row("hand_down", APPLICATION, ("refusal_approved",), "notifying_refusal", (INSTITUTE,),
        "llas.plan.notice", case="refuse"),
    Row("notify", APPLICATION, ("notifying",), "accredited", TIERS, "llas.plan.step.7", case="accredit"),
    Row("notify", APPLICATION, ("notifying_refusal",), "refused", TIERS, "llas.plan.step.7", case="refuse"),
)  # fmt: skip
AFTERWARDS = (
    Row("inspect", APPLICATION, ("accredited",), "", (INSTITUTE,), "llas.plan.validity"),
    Row("order_correction", APPLICATION, ("accredited",), "under_order", (INSTITUTE,), "lea-d.14-14-5",
        reason=True),
    Row("extend_order", APPLICATION, ("under_order",), "", (INSTITUTE,), "lea-d.14-14-5", reason=True),
    Row("report_correction", APPLICATION, ("under_order",), "corrected", (INSTITUTION,), OURS, reason=True),
    Row("accept_correction", APPLICATION, ("corrected",), "accredited", (INSTITUTE,), OURS),
    Row("reject_correction", APPLICATION, ("corrected",), "under_order", (INSTITUTE,), OURS, reason=True),
    Row("call_hearing", APPLICATION, ("accredited",), "hearing", (INSTITUTE,), "apa.hearing", case="fraud",
        reason=True),
    Row("call_hearing", APPLICATION, ("under_order", "corrected"), "hearing", (INSTITUTE,), "apa.hearing",
        case="not_corrected", reason=True),
    Row("hold_hearing", APPLICATION, ("hearing",), "heard", (INSTITUTE,), "apa.hearing", reason=True),
    Row("drop_cancellation", APPLICATION, ("heard",), "accredited", (INSTITUTE,), OURS, reason=True),
    Row("propose_cancellation", APPLICATION, ("heard",), "cancellation_proposed", (INSTITUTE,),
        "llas.plan.complaint", reason=True),
    Row("cancel", APPLICATION, ("cancellation_proposed",), "cancelled", (MINISTRY,), "lea-d.14-14-5",
        reason=True, not_by=("propose_cancellation",)),
    Row("decline_cancellation", APPLICATION, ("cancellation_proposed",), "accredited", (MINISTRY,), OURS,
        reason=True, not_by=("propose_cancellation",)),
    Row("appeal", APPLICATION, ("cancelled",), "appealed", (INSTITUTION,), "agl.36", reason=True),
    Row("decide_appeal", APPLICATION, ("appealed",), "cancelled_for_good", (MINISTRY,), "agl.36",
        case="upheld", reason=True, not_by=("propose_cancellation", "cancel")),
    Row("decide_appeal", APPLICATION, ("appealed",), "accredited", (MINISTRY,), "agl.36",
        case="overturned", reason=True, not_by=("propose_cancellation", "cancel")),
    Row("expire", APPLICATION, ("accredited", "under_order"), "expired", (TIME,), "llas.plan.validity"),
    Row("renew", APPLICATION, ("accredited", "expired"), "", (INSTITUTION,), OURS),
)  # fmt: skip
BESIDE = (
    Row("announce_round", ROUND, (), "announced", (INSTITUTE,), "lea-d.14-14-5"),
    Row("announce_draw", ROUND, ("announced",), "draw_announced", (INSTITUTE,), OURS),
    Row("draw", ROUND, ("draw_announced",), "drawn", (INSTITUTE,), "llas.plan.validity"),
    Row("seat", SEAT, (), "assigned", (INSTITUTE,), "llas.plan.step.2"),
    Row("declare", SEAT, ("assigned",), "declared", (EVALUATOR,), OURS, case="no_tie"),
    Row("declare", SEAT, ("assigned", "declared"), "excused", (EVALUATOR,), OURS, case="tie", reason=True),
    Row("fill_sheet", SEAT, ("declared",), "", (EVALUATOR,), "llas.plan.step.2"),
    Row("lock_sheet", SEAT, ("declared",), "locked", (EVALUATOR,), "llas.plan.step.2"),
    Row("complain", COMPLAINT, (), "received", (ANYBODY,), "llas.plan.complaint"),
    Row("take_up", COMPLAINT, ("received",), "investigating", (INSTITUTE,), "llas.plan.complaint"),
    Row("dismiss", COMPLAINT, ("received",), "dismissed", (INSTITUTE,), OURS, reason=True),
    Row("record_investigation", COMPLAINT, ("investigating",), "founded", (INSTITUTE,),
        "llas.plan.complaint", case="founded", reason=True),
    Row("record_investigation", COMPLAINT, ("investigating",), "unfounded", (INSTITUTE,),
        "llas.plan.complaint", case="unfounded", reason=True),
)  # fmt: skip
PATH: tuple[Row, ...] = (*APPLYING, *EVALUATING, *DECIDING, *AFTERWARDS, *BESIDE)


def rows(act: str, subject: str = APPLICATION) -> tuple[Row, ...]:
    """Every row of an act."""
    return tuple(row for row in PATH if row.act == act and row.subject == subject)


def row_of(act: str, state: str, case: str = "", subject: str = APPLICATION) -> Row | None:
    """The row of an act in a state and case; None where there is none. ``state`` "": at the start."""
    for row in rows(act, subject):
        if (state in row.states or (not state and not row.states)) and row.case == case:
            return row
    return None


def acts_in(state: str, role: str, subject: str = APPLICATION) -> tuple[Row, ...]:
    """What a role may do in a state, in the order of the table."""
    return tuple(row for row in PATH if row.subject == subject and state in row.states and role in row.who)


def states_of(act: str, subject: str = APPLICATION) -> tuple[str, ...]:
    """The states an act can be done in, each once, in the order of the table."""
    return tuple(dict.fromkeys(state for row in rows(act, subject) for state in row.states))
