"""A person's study log, and the timer that runs while they study."""

import datetime as dt
import uuid
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now, TruncWeek
from django.utils import timezone

from careers.formats import hours
from careers.models.accounts import User
from careers.models.personal import Personal, WhenMerged
from careers.models.resources import Resource
from careers.models.roadmap import Skill

MAX_MINUTES = 24 * 60
EARLIEST_DAY = dt.date(1970, 1, 1)


def validate_study_day(value: dt.date) -> None:
    """Anybody's today at the latest: somewhere on earth it is tomorrow already."""
    latest = (timezone.now() + dt.timedelta(hours=14)).date()
    if not EARLIEST_DAY <= value <= latest:
        raise ValidationError("Study time lies on a day that has come, since 1970.")


class StudyEntryQuerySet(models.QuerySet["StudyEntry"]):
    def between(self, first: dt.date, last: dt.date) -> "StudyEntryQuerySet":
        """Of these days, both included."""
        return self.filter(day__gte=first, day__lte=last)

    def minutes(self) -> int:
        return self.aggregate(sum=models.Sum("minutes", default=0))["sum"]

    def minutes_by_day(self) -> dict[dt.date, int]:
        return dict(self.order_by("day").values_list("day").annotate(sum=models.Sum("minutes")))

    def minutes_by_week(self) -> dict[dt.date, int]:
        """Monday → minutes, oldest first. Weeks without an entry are missing."""
        weeks = self.annotate(week=TruncWeek("day")).order_by("week")
        return dict(weeks.values_list("week").annotate(sum=models.Sum("minutes")))


class StudyEntry(Personal):
    """Minutes of study on one day of the person.

    `day` is the date where they were when they studied. It is fixed then: changing the time zone later moves no
    entry to another day or week, so a past week keeps its hours. `at` is the moment when it was logged, in order
    of which the entries of a day stand. Neither skill nor resource: study for something that no roadmap knows.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    minutes = models.PositiveSmallIntegerField(
        validators=[
            MinValueValidator(1, "At least 1 minute."),
            MaxValueValidator(MAX_MINUTES, "A day has no more than 24 h."),
        ]
    )
    day = models.DateField(validators=[validate_study_day])
    at = models.DateTimeField(db_default=Now())
    note = models.CharField(max_length=300, blank=True)

    objects = StudyEntryQuerySet.as_manager()

    export_name = "study_entries"
    export_fields = ("key", "skill", "resource", "minutes", "day", "at", "note")
    when_merged = WhenMerged.BOTH_KEPT
    follows = ("skill", "resource")
    identity = ("key",)
    counted_as = "study entry"

    class Meta:
        ordering = ["-day", "-at", "-id"]
        indexes = [models.Index(fields=["user", "day"], name="study_entry_days")]
        constraints = [
            models.UniqueConstraint("user", "key", name="study_entry_key"),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=MAX_MINUTES), name="study_entry_minutes"
            ),
        ]

    def __str__(self) -> str:
        return f"{hours(self.minutes)} of {self.subject}"

    @property
    def subject(self) -> str:
        """What was studied, by the narrowest name that is known."""
        return str(self.resource or self.skill or "other study")


class StudyTimer(Personal):
    """Study that goes on since `started_at`. It lives here, so a closed tab or another device does not stop it."""

    LONG: ClassVar = dt.timedelta(hours=12)
    """Longer than anybody studies: it was forgotten, so its minutes are asked for instead of proposed."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="study_timer", editable=False)
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(db_default=Now())

    export_name = "study_timer"
    export_fields = ("skill", "resource", "started_at")
    when_merged = WhenMerged.MEMBERS_OWN
    follows = ("skill", "resource")
    identity = ()

    def __str__(self) -> str:
        return f"running since {self.started_at}"

    def minutes(self, now: dt.datetime) -> int:
        """Whole minutes so far, at least one. Time that passed, so changes of the clocks do not count."""
        return max(1, round((now - self.started_at).total_seconds() / 60))

    def forgotten(self, now: dt.datetime) -> bool:
        return now - self.started_at > self.LONG
