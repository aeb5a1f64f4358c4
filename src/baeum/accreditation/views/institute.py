"""The institute's pages: rounds with their panels and draws, evaluators, complaints."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from baeum.people.acting import actor
from baeum.people.models import Appointment, SignIn
from baeum.places.models import Office
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.path import COMPLAINT, acts_in
from baeum_rules.accreditation.sentences import word
from baeum_rules.courses.fields import fields_on

from ..evaluators import evaluators_on
from ..models import Application, Complaint, Draw, Round, Seat, Tie
from ..services.announce_draw import announce_draw
from ..services.announce_round import NewItem, announce_round, terms_refused
from ..services.assign_panels import PanelsAssigned, assign_panels
from ..services.complain import text_of
from ..services.dismiss import dismiss
from ..services.draw import draw
from ..services.name_fields import name_fields
from ..services.record_investigation import record_investigation
from ..services.register_tie import register_tie
from ..services.take_up import take_up
from .doing import day
from .door import english, named, page, refused, said
from .round_items import choices, items_of, problems_of, rows_of
from .shown import field_said, language

LARGEST_ID = 2**63


@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds, and a new one."""
    typed = {name: request.POST.get(name, "")[:100] for name in ("number", "opens_on", "closes_on")}
    opens = day(typed["opens_on"])
    on = opens or today()  # the criteria are those of the day on which it opens
    rows = rows_of(request.POST, on)
    shown: dict[str, Any] = {"typed": typed, "rows": rows, "criteria": choices(on, english())}
    status = 200
    if request.method == "POST" and "more" not in request.POST:
        wrong = problems_of(rows, on)
        made = _announced(typed, None if wrong else items_of(rows, on))
        if isinstance(made, Round):
            return HttpResponseRedirect(reverse("accreditation:round", args=[made.pk]))
        shown["problem"], status = (said(made), made.status) if made else ("", 422)
        shown["problems"] = named(wrong)
    submitted = Count("applications", filter=Q(applications__number__isnull=False))
    shown["rounds"] = Round.objects.annotate(submitted=submitted).order_by("-opens_on")
    shown["more"] = "more" in request.POST
    return page(request, "rounds", shown, status)


def _announced(typed: dict[str, str], items: list[NewItem] | None) -> Round | Refusal | None:
    """The round; without items (they are wrong) only what else is wrong."""
    opens, closes = day(typed["opens_on"]), day(typed["closes_on"])
    if opens is None or closes is None:
        return Refusal("form.day", {"text": typed["opens_on"] if opens is None else typed["closes_on"]})
    if items is None:
        return terms_refused(typed["number"], opens, closes, today())
    return announce_round(
        typed["number"], opens_on=opens, closes_on=closes, items=items, by=actor(), on=today()
    )


@require_http_methods(["GET", "HEAD", "POST"])
def one_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """A round: its items, where its applications stand, panels, draws."""
    found = Round.objects.filter(pk=round_id).first() if round_id < LARGEST_ID else None
    if found is None:
        return refused(request, Refusal("round.unknown", status=404))
    shown: dict[str, Any] = {
        "typed": {name: request.POST.get(name, "")[:300] for name in ("seed_from", "seed_on", "seed")}
    }
    status = 200
    if request.method == "POST":
        answer = _done(found, request.POST.get("do", ""), shown["typed"])
        if isinstance(answer, Refusal):
            shown["problem"], status = said(answer), answer.status
        elif isinstance(answer, Draw):
            return HttpResponseRedirect(reverse("accreditation:draw_page", args=[answer.pk]))
        elif isinstance(answer, PanelsAssigned):
            shown["panels"] = answer
            numbers = Application.objects.filter(pk__in=answer.short).values_list("number", flat=True)
            shown["short"] = list(numbers)
    counted = found.applications.filter(number__isnull=False).values("state").annotate(total=Count("pk"))
    waiting = next((one["total"] for one in counted if one["state"] == "complete"), 0)
    load = (
        Seat.objects.filter(application__round=found).exclude(state=Seat.State.EXCUSED)
        .values("appointment_id").annotate(total=Count("pk")).order_by("-total")
    )  # fmt: skip
    names = _logins(one["appointment_id"] for one in load)
    shown |= {
        "tab": "rounds",
        "round": found,
        "items": _items(found),
        "points": sum(item.points for item in found.items.all()),
        "counted": [
            (word("state", one["state"], language()), one["total"]) for one in counted.order_by("state")
        ],
        "waiting": waiting,
        "load": [(names.get(one["appointment_id"], "–"), one["total"]) for one in load],
        "draws": Draw.objects.filter(round=found).order_by("-announced_on"),
        "open_draw": Draw.objects.filter(round=found, drawn_on__isnull=True).first(),
    }
    return page(request, "round", shown, status)


def _items(found: Round) -> list[dict[str, Any]]:
    """What is scored in a round, with the criterion where the item has a name of its own."""
    criteria = dict(choices(found.opens_on, english()))
    named = [(item, item.en if english() else item.ko) for item in found.items.all()]
    return [
        {
            "name": name,
            "points": item.points,
            "criterion": "" if criteria.get(item.criterion) == name else criteria.get(item.criterion, ""),
        }
        for item, name in named
    ]


def _done(of_round: Round, do: str, typed: dict[str, str]) -> PanelsAssigned | Draw | Refusal:
    by, on = actor(), today()
    if do == "assign":
        return assign_panels(of_round, by=by, on=on)
    if do == "announce_draw":
        seed_on = day(typed["seed_on"])
        if seed_on is None:
            return Refusal("form.day", {"text": typed["seed_on"][:40]})
        return announce_draw(of_round, seed_from=typed["seed_from"], seed_on=seed_on, by=by, on=on)
    announced = Draw.objects.filter(round=of_round, drawn_on__isnull=True).first()
    if do == "draw" and announced:
        return draw(announced, seed=typed["seed"], by=by, on=on)
    return Refusal("form.choose")


@require_http_methods(["GET", "HEAD", "POST"])
def evaluators(request: HttpRequest) -> HttpResponse:
    """Evaluators with their fields and ties."""
    on, problem, status = today(), "", 200
    people = evaluators_on(on)
    typed = {name: request.POST.get(name, "")[:100] for name in ("evaluator", "office", "kind", "begins")}
    if request.method == "POST":
        answer = _evaluator_act(request, people, typed)
        if not isinstance(answer, Refusal):
            return HttpResponseRedirect(f"{reverse('accreditation:evaluators')}?done")
        problem, status = said(answer), answer.status
    names = _logins(one.pk for one in people)
    open_ = {
        one.pk: {f.field for f in one.evaluator_fields.all() if f.ends is None}
        for one in _with_fields(people)
    }
    ties = Tie.objects.filter(person_id__in=[one.person_id for one in people]).select_related("office")
    by_person: dict[object, list[Tie]] = {}
    for tie in ties.order_by("-begins"):
        by_person.setdefault(tie.person_id, []).append(tie)
    shown = {
        "people": [
            {
                "one": one,
                "name": names.get(one.pk, f"#{one.pk}"),
                "fields": [field_said(code, on) for code in sorted(open_.get(one.pk, ()))],
                "ties": by_person.get(one.person_id, []),
            }
            for one in people
        ],
        "choices": [(str(one.pk), names.get(one.pk, f"#{one.pk}")) for one in people],
        "all_fields": [(one.code, one.en if english() else one.ko) for one in fields_on("act", on)],
        "kinds": Tie.Kind.values,
        "typed": typed,
        "problem": problem,
        "done": "done" in request.GET,
    }
    return page(request, "evaluators", shown, status)


def _evaluator_act(request: HttpRequest, people: list[Appointment], typed: dict[str, str]) -> object:
    chosen = next((one for one in people if str(one.pk) == typed["evaluator"]), None)
    if chosen is None:
        return Refusal("tie.kind")
    if request.POST.get("do") == "fields":
        return name_fields(chosen, request.POST.getlist("field"), by=actor(), on=today())
    office = Office.objects.filter(code=typed["office"].strip()).first()
    begins = day(typed["begins"])
    if office is None:
        return Refusal("tie.kind")
    if begins is None:
        return Refusal("form.day", {"text": typed["begins"][:40]})
    return register_tie(chosen, office, kind=typed["kind"], begins=begins, by=actor())


def _with_fields(people: list[Appointment]) -> list[Appointment]:
    return list(
        Appointment.objects.filter(pk__in=[one.pk for one in people]).prefetch_related("evaluator_fields")
    )


def _logins(appointments: Any) -> dict[int, str]:
    """The login names of those appointed: no personal value."""
    held = Appointment.objects.filter(pk__in=list(appointments)).values_list("pk", "person_id")
    people = dict(held)
    logins = dict(SignIn.objects.filter(person_id__in=people.values()).values_list("person_id", "login"))
    return {pk: logins[person] for pk, person in people.items() if person in logins}


@require_http_methods(["GET", "HEAD"])
def complaints(request: HttpRequest) -> HttpResponse:
    """Every complaint, the most urgent first."""
    on = today()
    listed = Complaint.objects.select_related("application__course_version", "application__office")
    rows = [
        {
            "one": one,
            "state": word("state", one.state, language()),
            "overdue": one.due_on is not None and one.due_on < on,
        }
        for one in listed.defer("sealed", "wrapped").order_by("due_on", "-received_on")[:200]
    ]
    return page(request, "complaints", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def complaint_case(request: HttpRequest, number: str) -> HttpResponse:
    """One complaint: what it says, and what is done about it."""
    found = Complaint.objects.select_related("application__course_version", "application__office").filter(
        number=number[:20]
    )
    one = found.first()
    if one is None:
        return refused(request, Refusal("complaint.unknown", status=404))
    problem, status, reason = "", 200, request.POST.get("reason", "")[:4000]
    if request.method == "POST":
        answer = _complaint_act(number, request.POST.get("do", ""), reason)
        if not isinstance(answer, Refusal):
            return HttpResponseRedirect(reverse("accreditation:complaint_case", args=[number]))
        problem, status = said(answer), answer.status
    acts = dict.fromkeys((row.act, row.case) for row in acts_in(one.state, "institute_officer", COMPLAINT))
    shown = {
        "tab": "complaints",
        "one": one,
        "text": text_of(one),
        "state": word("state", one.state, language()),
        "history": [(step, word("state", step.after, language())) for step in one.history.all()],
        "acts": [
            (
                f"{act}:{case}",
                word("act", act, language()) + (f": {word('case', case, language())}" if case else ""),
            )
            for act, case in acts
        ],
        "reason": reason,
        "problem": problem,
    }
    return page(request, "complaint_case", shown, status)


def _complaint_act(number: str, do: str, reason: str) -> object:
    act, _, case = do.partition(":")
    by, on = actor(), today()
    if act == "take_up":
        return take_up(number, reason=reason, by=by, on=on)
    if act == "dismiss":
        return dismiss(number, reason=reason, by=by, on=on)
    if act == "record_investigation":
        return record_investigation(number, founded=case == "founded", reason=reason, by=by, on=on)
    return Refusal("form.choose")
