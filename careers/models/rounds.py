"""Rounds: one person's interviews, what they did before each, and what they were asked."""

import datetime as dt
import uuid
import zoneinfo
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models.functions import Now

from careers.models.accounts import User, validate_time_zone
from careers.models.applications import Application, validate_has_come
from careers.models.interviews import LONGEST, InterviewStage
from careers.models.personal import Personal, WhenMerged
from careers.models.roadmap import Skill

DAY_MINUTES = 24 * 60
WEAK_RATING = 2
"""Of a round, from 1 to 5: at this or below, its skills are worth another look."""
WEAK_SCORE = 2
"""Of an answer, from 0 to 5."""


def validate_moment(value: dt.datetime) -> None:
    """So that a day more or less, in any zone, still is a date."""
    if not 1970 <= value.year <= 2199:
        raise ValidationError("Give a date between 1970 and 2199.")


class RoundQuerySet(models.QuerySet["Round"]):
    def there(self) -> Self:
        """Without those that their owner deleted, or whose application is deleted."""
        return self.filter(removed_at=None, application__removed_at=None)

    def shown(self) -> Self:
        """With all that its name and its page's head need."""
        return self.select_related("application", "interview_stage")


class Round(Personal):
    """One interview of an application, of a stage of the catalogue or under a title of its own.

    `starts_at` is a moment; `zone` is that of whoever invites, in which the time was told. Take-homes have `due_at`
    instead. Held without an outcome means that nobody has told yet. `version` counts saves, so that two tabs do not
    overwrite each other.
    """

    class Format(models.TextChoices):
        PHONE = "phone", "Phone"
        VIDEO = "video", "Video"
        ON_SITE = "on_site", "On site"
        SHARED_COMPUTER = "shared_computer", "Shared computer"
        WHITEBOARD = "whiteboard", "Whiteboard"
        TAKE_HOME = "take_home", "Take-home"

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    class Outcome(models.TextChoices):
        PASSED = "passed", "Passed"
        FAILED = "failed", "Not passed"
        WITHDRAWN = "withdrawn", "I withdrew"

    MAX_NOTES: ClassVar = 50_000

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="rounds")
    interview_stage = models.ForeignKey(
        InterviewStage, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kind"
    )
    title = models.CharField("own name", max_length=120, blank=True)
    format = models.CharField(max_length=15, choices=Format.choices, blank=True)
    starts_at = models.DateTimeField("starts", null=True, blank=True, validators=[validate_moment])
    zone = models.CharField("their time zone", max_length=64, default="UTC", validators=[validate_time_zone])
    minutes = models.PositiveSmallIntegerField(
        "length",
        null=True,
        blank=True,
        validators=[MinValueValidator(1, "At least 1 minute."), MaxValueValidator(DAY_MINUTES, "At most 24 h.")],
    )
    place = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=1000, blank=True, validators=[URLValidator(schemes=["http", "https"])])
    interviewers = models.TextField(max_length=2000, blank=True)
    due_at = models.DateTimeField("due", null=True, blank=True, validators=[validate_moment])
    budget_minutes = models.PositiveSmallIntegerField(
        "time I give it",
        null=True,
        blank=True,
        validators=[MinValueValidator(1, "At least 1 minute."), MaxValueValidator(LONGEST, "At most 168 h.")],
    )
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.PLANNED)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True)
    told_on = models.DateField("told on", null=True, blank=True, validators=[validate_has_come])
    rating = models.PositiveSmallIntegerField(
        "how it went", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    notes = models.TextField(max_length=MAX_NOTES, blank=True)
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    export_name = "rounds"
    export_fields = (
        "key", "application", "interview_stage", "title", "format", "starts_at", "zone", "minutes", "place", "link",
        "interviewers", "due_at", "budget_minutes", "status", "outcome", "told_on", "rating", "notes", "added_at",
        "removed_at",
    )  # fmt: skip
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)
    counted_as = "interview round"
    may_lie_ahead = ("starts_at", "due_at")

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint("user", "key", name="round_key"),
            models.CheckConstraint(
                condition=models.Q(interview_stage__isnull=False) | ~models.Q(title=""), name="round_has_a_name"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="") | ~models.Q(status="planned"), name="round_outcome_after_it"
            ),
            models.CheckConstraint(condition=models.Q(told_on=None) | ~models.Q(outcome=""), name="round_told_what"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.application.company}"

    @classmethod
    def of(cls, user: User) -> RoundQuerySet:
        return cls.objects.filter(user=user)

    @property
    def export_key(self) -> str:
        return str(self.key)

    def get_absolute_url(self) -> str:
        return f"/rounds/{self.pk}/"

    @property
    def name(self) -> str:
        return self.title or (self.interview_stage.title if self.interview_stage else "")

    @property
    def is_take_home(self) -> bool:
        return self.format == self.Format.TAKE_HOME

    @property
    def their_zone(self) -> zoneinfo.ZoneInfo:
        try:
            return zoneinfo.ZoneInfo(self.zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):  # a zone that this machine's data no longer knows
            return zoneinfo.ZoneInfo("UTC")

    @property
    def when(self) -> dt.datetime | None:
        """What one prepares for: the interview, or the hour by which the work is handed in."""
        return self.due_at if self.is_take_home else self.starts_at

    @property
    def went_weakly(self) -> bool:
        return self.outcome == self.Outcome.FAILED or (self.rating or WEAK_RATING + 1) <= WEAK_RATING


class RoundTask(Personal):
    """A line to tick for a round: one of the catalogue, by its key, or one of the person's own, which has a text."""

    class List(models.TextChoices):
        PREPARE = "prepare", "Prepare"
        DAY_BEFORE = "day_before", "The day before, and the day"
        ASK = "ask", "My questions to ask"
        RUBRIC = "rubric", "What they look for"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="tasks")
    list = models.CharField(max_length=10, choices=List.choices)
    item = models.CharField(max_length=80)
    text = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField(db_default=Now())

    export_name = "round_tasks"
    export_fields = ("round", "list", "item", "text", "done_at", "added_at")
    when_merged = WhenMerged.UNION
    identity = ("round", "list", "item")

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint("user", "round", "list", "item", name="round_task_once"),
            models.CheckConstraint(condition=~models.Q(item=""), name="round_task_says_which"),
        ]

    def __str__(self) -> str:
        return self.text or self.item


class RoundQuestion(Personal):
    """A question that was really asked, what the person said, and what they would say now."""

    class Kind(models.TextChoices):
        CODING = "coding", "Coding"
        CONCEPTS = "concepts", "Concepts"
        MATHEMATICS = "mathematics", "Mathematics and statistics"
        DESIGN = "design", "System design"
        PROJECT = "project", "My projects"
        BEHAVIOUR = "behaviour", "Behaviour and motivation"
        OTHER = "other", "Other"

    MAX_ANSWER: ClassVar = 10_000

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="questions")
    kind = models.CharField(max_length=11, choices=Kind.choices, default=Kind.OTHER)
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    question = models.TextField(max_length=2000)
    said = models.TextField("what I said", max_length=MAX_ANSWER, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(5)])
    better = models.TextField("a better answer", max_length=MAX_ANSWER, blank=True)
    added_at = models.DateTimeField(db_default=Now())

    export_name = "round_questions"
    export_fields = ("key", "round", "kind", "skill", "question", "said", "score", "better", "added_at")
    when_merged = WhenMerged.BOTH_KEPT
    follows = ("skill",)
    identity = ("key",)
    counted_as = "interview question"

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint("user", "key", name="round_question_key"),
            models.CheckConstraint(
                condition=models.Q(score=None) | models.Q(score__lte=5), name="round_question_score"
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def went_weakly(self) -> bool:
        return self.score is not None and self.score <= WEAK_SCORE


class RoundWork(Personal):
    """Time that went into a take-home on a day of the person."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="work")
    day = models.DateField(validators=[validate_has_come])
    minutes = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1, "At least 1 minute."), MaxValueValidator(DAY_MINUTES, "At most 24 h.")]
    )
    note = models.CharField(max_length=300, blank=True)

    export_name = "round_work"
    export_fields = ("key", "round", "day", "minutes", "note")
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [models.UniqueConstraint("user", "key", name="round_work_key")]

    def __str__(self) -> str:
        return self.note or str(self.day)
