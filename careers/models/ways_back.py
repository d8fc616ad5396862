"""Ways back from what touches many rows at once: each is a row itself, and is good for thirty days."""

import datetime as dt
import uuid
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from careers.models.personal import Personal, WhenMerged
from careers.models.roadmap import Stage

GOOD_FOR = dt.timedelta(days=30)


class WayBackQuerySet[Row: models.Model](models.QuerySet[Row]):
    def good(self, now: dt.datetime) -> Self:
        return self.filter(at__gt=now - GOOD_FOR)

    def expired(self, now: dt.datetime) -> Self:
        return self.filter(at__lte=now - GOOD_FOR)


class Merge(Personal):
    """A guest's rows that came to a member. `held` is what both sides were, for taking it apart again."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    brought = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    """What came along, in words, such as "3 notes"."""
    held = models.JSONField(default=dict)
    """See `acts.merge_guest`. It stays out of exports: ids of this copy, good for nothing elsewhere."""

    objects = WayBackQuerySet["Merge"].as_manager()

    export_name = "merges"
    export_fields = ("key", "at", "undone_at", "brought")
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)
    derived: ClassVar = True

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint("user", "key", name="merge_key")]

    def __str__(self) -> str:
        return ", ".join(self.brought) or "a merge"


class Reset(Personal):
    """One stage, or everything, was set back to do. Names what it took, so that all of it can be put back."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(db_default=Now())
    recovered_at = models.DateTimeField(null=True, blank=True)
    events = models.JSONField(default=list, blank=True)
    """Keys of the events that it appended, one for each skill."""
    ticks = models.JSONField(default=list, blank=True)
    """Ticks that it removed, as an export writes them."""

    objects = WayBackQuerySet["Reset"].as_manager()

    export_name = "resets"
    export_fields = ("key", "stage", "at", "recovered_at", "events", "ticks")
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint("user", "key", name="reset_key")]

    def __str__(self) -> str:
        return f"{self.stage or 'everything'} set back"
