"""What people tell the curators: resources they suggest, what is wrong with one, what a skill lacks.

Curators read the words and never whose they are. What a file brings along from another copy was told to the curators
there, so it comes in as withdrawn: no import fills a queue.
"""

import uuid
from typing import ClassVar

from django.core.validators import URLValidator
from django.db import models
from django.db.models.functions import Now

from careers.models.accounts import User
from careers.models.personal import Personal, WhenMerged
from careers.models.resources import Resource
from careers.models.roadmap import Skill

REASON_LENGTH = 300


class Suggestion(Personal):
    """A resource that somebody thinks should be in the catalogue, and what became of that."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "In the catalogue"
        REJECTED = "rejected", "Not taken"
        DUPLICATE = "duplicate", "There already"
        WITHDRAWN = "withdrawn", "Withdrawn"

    DECIDED: ClassVar = [State.ACCEPTED, State.REJECTED, State.DUPLICATE]
    WHY_LENGTH: ClassVar = 600

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    url = models.URLField("address", max_length=500, validators=[URLValidator(schemes=["http", "https"])])
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=13, choices=Resource.Kind.choices)
    cost = models.CharField(max_length=8, choices=Resource.Cost.choices)
    why = models.CharField(max_length=WHY_LENGTH)
    suggested_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=REASON_LENGTH, blank=True, help_text="The person reads it.")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """What it became, or what was there already."""

    export_name = "suggestions"
    export_fields = (
        *("key", "url", "title", "kind", "cost", "why", "suggested_at"),
        *("state", "decided_at", "reason", "resource"),
    )
    when_merged = WhenMerged.BOTH_KEPT
    follows = ("resource",)
    identity = ("key",)
    counted_as = "suggestion"

    class Meta:
        ordering = ["-suggested_at", "-id"]
        indexes = [
            models.Index(fields=["suggested_at"], name="suggestion_waiting", condition=models.Q(state="waiting"))
        ]
        constraints = [
            models.UniqueConstraint("user", "key", name="suggestion_key"),
            models.UniqueConstraint(
                fields=["user", "url"], name="suggestion_waits_once", condition=models.Q(state="waiting")
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "withdrawn"], decided_at__isnull=True)
                | models.Q(state__in=["accepted", "rejected", "duplicate"], decided_at__isnull=False),
                name="suggestion_decided_with_a_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="rejected") | ~models.Q(reason=""), name="suggestion_rejected_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def export_key(self) -> str:
        return str(self.key)

    def arrive(self) -> None:
        if self.state == self.State.WAITING:
            self.state = self.State.WITHDRAWN


class SuggestedSkill(Personal):
    """A skill that a suggestion is meant for."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")

    export_name = "suggested_skills"
    export_fields = ("suggestion", "skill")
    when_merged = WhenMerged.UNION
    follows = ("skill",)
    identity = ("suggestion", "skill")

    class Meta:
        ordering = ["skill__stage__order", "skill__order"]
        constraints = [models.UniqueConstraint("user", "suggestion", "skill", name="suggested_skill_once")]

    def __str__(self) -> str:
        return f"{self.suggestion} for {self.skill}"


class Report(Personal):
    """Something is wrong with a resource. Of one person and resource one is open at a time."""

    class What(models.TextChoices):
        BROKEN = "broken", "The page is gone or broken"
        OUTDATED = "outdated", "It is outdated"
        LEVEL = "level", "The level is wrong"
        PROMOTIONAL = "promotional", "It advertises more than it teaches"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        OPEN = "open", "Waiting"
        ANSWERED = "answered", "Answered"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Outcome(models.TextChoices):
        FIXED = "fixed", "Mended"
        RETIRED = "retired", "Taken out of the catalogue"
        KEPT = "kept", "Left as it is"

    WORDS_LENGTH: ClassVar = 600

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="reports")
    what = models.CharField(max_length=11, choices=What.choices)
    words = models.CharField(max_length=WORDS_LENGTH, blank=True)
    reported_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    outcome = models.CharField(max_length=7, choices=Outcome.choices, blank=True)
    answer = models.CharField(max_length=REASON_LENGTH, blank=True, help_text="The person reads it.")
    answered_at = models.DateTimeField(null=True, blank=True)

    export_name = "reports"
    export_fields = (
        *("key", "resource", "what", "words", "reported_at"),
        *("state", "outcome", "answer", "answered_at"),
    )
    when_merged = WhenMerged.BOTH_KEPT
    stays = ("resource",)
    identity = ("key",)
    counted_as = "report"

    class Meta:
        ordering = ["-reported_at", "-id"]
        indexes = [models.Index(fields=["resource"], name="report_open", condition=models.Q(state="open"))]
        constraints = [
            models.UniqueConstraint("user", "key", name="report_key"),
            models.UniqueConstraint(
                fields=["user", "resource"], name="report_open_once", condition=models.Q(state="open")
            ),
            models.CheckConstraint(
                condition=models.Q(state="answered", answered_at__isnull=False) & ~models.Q(outcome="")
                | models.Q(state__in=["open", "withdrawn"], answered_at__isnull=True, outcome=""),
                name="report_answered_with_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource}: {self.get_what_display()}"

    @property
    def export_key(self) -> str:
        return str(self.key)

    def arrive(self) -> None:
        if self.state == self.State.OPEN:
            self.state = self.State.WITHDRAWN


class Wish(Personal):
    """Nothing among a skill's resources fits somebody. Asking again makes it fresh, not two."""

    class What(models.TextChoices):
        FREE = "free", "Something free"
        VIDEO = "video", "A video"
        EXERCISES = "exercises", "Exercises"
        SHORTER = "shorter", "Something shorter"
        EASIER = "easier", "Something easier"
        OTHER = "other", "Something else"

    WORDS_LENGTH: ClassVar = 200

    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=9, choices=What.choices)
    words = models.CharField(max_length=WORDS_LENGTH, blank=True)
    at = models.DateTimeField(db_default=Now())

    export_name = "wishes"
    export_fields = ("skill", "what", "words", "at")
    when_merged = WhenMerged.UNION
    follows = ("skill",)
    identity = ("skill", "what")
    counted_as = "wish"

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "wishes"
        indexes = [models.Index(fields=["at"], name="wish_at")]
        constraints = [models.UniqueConstraint("user", "skill", "what", name="wish_once")]

    def __str__(self) -> str:
        return f"{self.get_what_display()} for {self.skill}"


class Decision(models.Model):
    """What a curator decided of a suggestion or of a resource's reports; appended, never altered.

    It names the thing, not who had told of it.
    """

    class What(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Not taken"
        DUPLICATE = "duplicate", "Marked as a duplicate"
        FIXED = "fixed", "Mended"
        RETIRED = "retired", "Retired"
        KEPT = "kept", "Left as it is"

    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """Nobody: somebody who has left."""
    at = models.DateTimeField(db_default=Now())
    what = models.CharField(max_length=9, choices=What.choices)
    subject = models.CharField(max_length=160)
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.subject}"
