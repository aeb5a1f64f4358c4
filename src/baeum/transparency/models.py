"""The leaves of the log, and the checkpoints that were signed. The app writes them through functions only.

A leaf never changes but in two ways, each once: it is given its index, and its nonce is destroyed.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Leaf(models.Model):
    """A commitment. Until the sequencer gives it an index it waits (the outbox is the leaves without one).

    ``nonce``: null once the data it was about are gone, and the commitment tells nothing any more.
    """

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    nonce = models.BinaryField(max_length=16, null=True)
    commitment = models.BinaryField(max_length=32)
    index = models.BigIntegerField(null=True)  # the place in the log: 0, 1, 2 without gaps
    entered_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["kind", "subject"], name="leaf_once"),
            models.UniqueConstraint(
                fields=["index"], condition=Q(index__isnull=False), name="leaf_index_once"
            ),
            models.CheckConstraint(
                condition=Q(index__isnull=True) | Q(index__gte=0), name="leaf_index_from_0"
            ),
        )
        indexes = (models.Index(fields=["id"], condition=Q(index__isnull=True), name="leaf_waiting"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Log(models.Model):
    """The log itself, once: its name, and the public key it began with, as keys of notes are written."""

    single = models.BooleanField(primary_key=True, default=True)
    origin = models.CharField(max_length=200)
    key = models.CharField(max_length=400)
    begun_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(single=True), name="log_is_one"),)

    def __str__(self) -> str:
        return self.origin


class Checkpoint(models.Model):
    """A signed checkpoint, here before anybody sees it, so that no second one of its size can be signed.

    ``edge``: the whole subtrees of the tree (``merkle.Edge``), from which it grows on.
    """

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    edge = models.BinaryField()
    note = models.TextField()
    signed_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.size}"


class Cosignature(models.Model):
    """What a witness signed. ``key``: as keys of notes are written."""

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="cosignatures")
    key = models.CharField(max_length=400)
    line = models.CharField(max_length=600)
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["checkpoint", "key"], name="cosignature_once_a_witness"),
        )

    def __str__(self) -> str:
        return self.key.partition("+")[0]
