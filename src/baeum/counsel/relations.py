"""What a route of counselling is about: a person, or an office. What is not shown does not exist."""

from __future__ import annotations

from typing import Any

from baeum.counsel.models import Question
from baeum.people.acting import actor, standing
from baeum.people.relations import Subject, finds


@finds("question")
def _question(parts: dict[str, Any]) -> Subject | None:
    """The person whose question it is."""
    person = Question.objects.filter(pk=parts["question"]).values_list("person_id", flat=True).first()
    return Subject(person_id=person) if person else None


@finds("question_here")
def _question_here(parts: dict[str, Any]) -> Subject | None:
    """The office of the officer, which has the question or had it: else they would not see it."""
    person = Question.objects.filter(pk=parts["question"]).values_list("person_id", flat=True).first()
    office = standing().office_id
    return None if office is None or person in (None, actor().person_id) else Subject(office_id=office)
