"""The work queue of an office: what waits for somebody, and since when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from baeum.counsel.queries import waiting_for
from baeum.people.acting import actor
from baeum.places.models import Office
from baeum.shared.clock import today

from ..queries import corrections_to_do, imports_to_do
from .door import officer, page

SHOWN = 10


@require_safe
@officer
def home(request: HttpRequest, office: Office) -> HttpResponse:
    """Requests for correction, questions and files that wait."""
    on, asker = today(), actor().person_id
    assert asker is not None  # whoever acts for an office has signed in
    asked = list(corrections_to_do(office.pk)[: SHOWN + 1])
    waiting = list(imports_to_do(office.pk)[: SHOWN + 1])
    shown = {
        "asked": asked[:SHOWN],
        "more_asked": len(asked) > SHOWN,
        "waiting": waiting[:SHOWN],
        "more_waiting": len(waiting) > SHOWN,
        "on": on,
        "questions": waiting_for(office.pk, but_of=asker),
    }
    return page(request, office, "home", shown)
