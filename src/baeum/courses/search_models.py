"""What search reads: made in Python whenever an offering is written, always derivable from it again."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from baeum.people.models import Appointment


class GramsField(SearchVectorField):  # type: ignore[type-arg]  # not generic while it runs
    """Written as a list of grams; kept as a tsvector, so that one scan of its index answers AND and OR."""

    def get_prep_value(self, value: Any) -> Any:
        """The text form of a tsvector."""
        return " ".join(map(lexeme, value)) if isinstance(value, list) else super().get_prep_value(value)


def lexeme(gram: str) -> str:
    """A gram as it stands in the text of a tsvector and of a tsquery."""
    return "'" + gram.replace("\\", "\\\\").replace("'", "''") + "'"


class SearchEntry(models.Model):
    """One line of a list of courses: an offering, or a course that has none. Facets are columns of it.

    ``title_words``: the title in one spelling, a space before and after each word; ``title_joined``: without
    spaces. ``beside``: the other words one looks for (region, institution, field, mode ...). ``grams``: what
    both are found by, see ``hangul.grams``. ``more_grams``: the same of the description.
    The columns that are counted come first: PostgreSQL reads a row from its beginning.
    """

    course = models.ForeignKey("courses.Course", models.CASCADE, related_name="search_entries")
    offering = models.OneToOneField(
        "courses.Offering", models.CASCADE, null=True, related_name="search_entry"
    )
    province = models.CharField(max_length=10, default="")  # code; "": not stated
    city = models.CharField(max_length=10, default="")
    field = models.CharField(max_length=40, default="")  # code of the Act's scheme
    mode = models.CharField(max_length=10, default="")
    fee = models.PositiveIntegerField(null=True)
    begins = models.DateField(null=True)  # null: a course without an offering
    ends = models.DateField(null=True)
    application_begins = models.DateField(null=True)
    application_ends = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    called_off_on = models.DateField(null=True)
    declared_account = models.BooleanField(default=False)
    declared_credit_bank = models.BooleanField(default=False)
    title = models.CharField(max_length=300)
    institution = models.CharField(max_length=200)
    title_words = models.TextField()
    title_joined = models.TextField()
    title_initials = models.TextField()  # ㅂㄹㅅㅌ 2ㄱ, spaced as title_words
    beside = models.TextField(default="")  # the other words one looks for, spaced
    grams = GramsField()
    more_grams = GramsField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["course"], condition=Q(offering__isnull=True), name="search_entry_of_course_once"
            ),
        )
        indexes = (
            GinIndex(fields=["grams"], name="search_entry_grams", fastupdate=False),
            GinIndex(fields=["more_grams"], name="search_entry_more", fastupdate=False),
            models.Index(fields=["begins"], name="search_entry_begins"),
        )

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word of titles and synonyms. ``keys``: what a misspelt word is looked up by (``likeness.keys``)."""

    word = models.CharField(max_length=60, primary_key=True)
    seen = models.PositiveIntegerField(default=1)  # in how many titles, as last counted
    keys = ArrayField(models.TextField())

    class Meta:
        indexes = (GinIndex(fields=["keys"], name="search_word_keys", fastupdate=False),)

    def __str__(self) -> str:
        return self.word


class SynonymGroup(models.Model):
    """Words that mean the same to whoever searches. ``joined``: as typed together in one spelling."""

    words = ArrayField(models.CharField(max_length=60))
    joined = ArrayField(models.CharField(max_length=60))

    class Meta:
        indexes = (GinIndex(fields=["joined"], name="synonym_group_joined", fastupdate=False),)

    def __str__(self) -> str:
        return " = ".join(self.words)


class SynonymChange(models.Model):
    """Who made what of a group, and when; never changed. ``words`` is empty where the group was removed."""

    group = models.PositiveBigIntegerField()
    before = ArrayField(models.CharField(max_length=60), default=list)
    words = ArrayField(models.CharField(max_length=60), default=list)
    by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")  # null: shipped with it
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.group}: {', '.join(self.words)}"


class UnfoundQuery(models.Model):
    """A search that found nothing as it was typed: the words and how often, nothing of who searched."""

    query = models.CharField(max_length=60)
    shown = models.CharField(max_length=60, default="")  # what was shown instead; "": nothing
    day = models.DateField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["day", "query"], name="unfound_query_once_a_day"),)

    def __str__(self) -> str:
        return self.query
