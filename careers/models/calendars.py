"""A person's calendar feed: a secret address that calendar programs read."""

import datetime as dt
import secrets
import uuid
from typing import ClassVar

from django.db import models

from careers.models.accounts import User
from careers.models.personal import Personal, WhenMerged

TOKEN_BYTES = 24
EVENING = dt.time(19)


def new_token() -> str:
    """192 bits, which nobody guesses."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class CalendarFeed(Personal):
    """What goes into the feed. Without a token it has no address: nobody reads it.

    `key` makes the events' identifiers the person's own; they stay the same under a new address, so a calendar that
    changes over shows nothing twice. An export leaves the token out: each copy of Ascent has its own address.
    """

    class Alarm(models.IntegerChoices):
        AT_START = 0, "When it begins"
        MINUTES_10 = 10, "10 minutes before"
        MINUTES_30 = 30, "30 minutes before"
        HOUR = 60, "1 hour before"
        DAY = 1440, "1 day before"

    CHOICES: ClassVar = ("with_study", "with_camps", "with_interviews", "with_follow_ups")

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="calendar_feed", editable=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    token = models.CharField(max_length=40, unique=True, null=True, default=None, editable=False)  # noqa: DJ001 - none
    with_study = models.BooleanField("Study time", default=True)
    with_camps = models.BooleanField("Camps and target date", default=True)
    with_interviews = models.BooleanField("Interviews and hand-ins", default=True)
    with_follow_ups = models.BooleanField("Next actions of applications", default=True)
    study_at = models.TimeField("Study begins at", default=EVENING)
    alarm_minutes = models.PositiveSmallIntegerField("Reminder", choices=Alarm.choices, null=True, blank=True)

    export_name = "calendar_feed"
    export_fields = ("key", *CHOICES, "study_at", "alarm_minutes")
    when_merged = WhenMerged.MEMBERS_OWN
    identity = ()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(alarm_minutes=None) | models.Q(alarm_minutes__lte=1440), name="calendar_alarm"
            )
        ]

    def __str__(self) -> str:
        return "open" if self.token else "closed"
