"""A person's progress. The events are the truth; the states are their projection, written in the same transaction."""

import datetime as dt
import uuid
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connection, models
from django.db.models.functions import Now

from careers.models.personal import Personal, WhenMerged
from careers.models.roadmap import Outcome, Skill


class State(models.TextChoices):
    """A skill's state for one person. To do is the absence of a `SkillState` row."""

    TODO = "todo", "To do"
    LEARNING = "learning", "Learning"
    DONE = "done", "Done"
    SKIPPED = "skipped", "Skipped"


class SkillEvent(Personal):
    """One change of one skill's state: appended, never altered. An undo is an event too, and names what it reverses."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    was = models.CharField(max_length=8, choices=State.choices)
    state = models.CharField(max_length=8, choices=State.choices)
    at = models.DateTimeField(db_default=Now())
    undoes = models.OneToOneField("self", on_delete=models.RESTRICT, null=True, blank=True, related_name="undone_by")

    export_name = "skill_events"
    export_fields = ("key", "skill", "was", "state", "at", "undoes")
    when_merged = WhenMerged.BOTH_KEPT
    stays = ("skill",)
    identity = ("key",)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["user", "skill", "-id"], name="skill_event_latest")]
        constraints = [
            models.UniqueConstraint("user", "key", name="skill_event_key"),
            models.CheckConstraint(condition=~models.Q(was=models.F("state")), name="skill_event_changes_something"),
        ]

    def __str__(self) -> str:
        return f"{self.skill}: {self.was} → {self.state}"

    @property
    def export_key(self) -> str:
        return str(self.key)

    def may_name(self, other: "SkillEvent") -> bool:
        return super().may_name(other) and self.skill_id == other.skill_id


class SkillStateQuerySet(models.QuerySet["SkillState"]):
    def put(self, user_id: int, skill_id: int, state: str, at: dt.datetime) -> str | None:
        """Bring a skill into a state and say which one it was in; None if it was in that state already.

        One statement, so of two taps at the same moment one comes first and the other sees what it did. The row
        stays locked until the transaction ends, which keeps the events of a skill in the order of its states.
        """
        if state == State.TODO:
            statement = "DELETE FROM careers_skillstate WHERE user_id = %s AND skill_id = %s RETURNING state"
            values: list[int | str | dt.datetime] = [user_id, skill_id]
        else:
            statement = """
                INSERT INTO careers_skillstate AS held (user_id, skill_id, state, before, since)
                VALUES (%s, %s, %s, 'todo', %s)
                ON CONFLICT (user_id, skill_id) DO UPDATE
                SET state = excluded.state, before = held.state, since = excluded.since
                WHERE held.state <> excluded.state
                RETURNING before"""
            values = [user_id, skill_id, state, at]
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            row = cursor.fetchone()
        return row[0] if row else None


class SkillState(Personal):
    """The state in which the events left a skill. `before` is where a second tap leads back to."""

    STORED: ClassVar = [(s.value, s.label) for s in State if s is not State.TODO]

    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=8, choices=STORED)
    before = models.CharField(max_length=8, choices=State.choices)
    since = models.DateTimeField()

    objects = SkillStateQuerySet.as_manager()

    export_name = "skill_states"
    export_fields = ("skill", "state", "before", "since")
    when_merged = WhenMerged.FURTHER_STATE_WINS
    stays = ("skill",)
    identity = ("skill",)
    counted_as = "marked skill"
    derived = True

    class Meta:
        constraints = [
            models.UniqueConstraint("user", "skill", name="skill_state_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["learning", "done", "skipped"]), name="skill_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill}: {self.state}"


class OutcomeTick(Personal):
    """An outcome that the person says they can show, and since when."""

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="ticks")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    export_name = "outcome_ticks"
    export_fields = ("skill", "outcome", "at")
    when_merged = WhenMerged.UNION
    follows = ("skill",)
    stays = ("outcome",)
    identity = ("outcome",)
    counted_as = "ticked outcome"

    class Meta:
        constraints = [models.UniqueConstraint("user", "outcome", name="outcome_tick_once")]

    def __str__(self) -> str:
        return f"{self.outcome}"


class SkillNote(Personal):
    """A person's private Markdown on one skill. `version` counts saves, so two tabs cannot overwrite each other."""

    MAX_LENGTH: ClassVar = 50_000

    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=MAX_LENGTH)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(db_default=Now())

    export_name = "skill_notes"
    export_fields = ("skill", "text", "saved_at")
    when_merged = WhenMerged.TEXTS_JOINED
    follows = ("skill",)
    identity = ("skill",)
    counted_as = "note"

    class Meta:
        constraints = [models.UniqueConstraint("user", "skill", name="skill_note_once")]

    def __str__(self) -> str:
        return f"note on {self.skill}"

    def holds(self, other: "SkillNote") -> bool:
        return other.text in self.text

    def take_in(self, other: "SkillNote") -> bool:
        """Both texts, one below the other; nothing to do where this one holds the other already, or has no room."""
        joined = f"{self.text}\n\n---\n\n{other.text}"
        if other.text in self.text or len(joined) > self.MAX_LENGTH:
            return False
        self.text, self.version, self.saved_at = joined, self.version + 1, max(self.saved_at, other.saved_at)
        return True


class CarriedOver(Personal):
    """What a skill counts for one person since another was merged into it, or part of it split off.

    Only where their coverage would have fallen otherwise: the skill then counts as many minutes as before, and while
    they learn it at least as many of them as covered. Whoever takes it up later meets the catalogue's own hours.
    """

    LONGEST: ClassVar = 60 * 1000

    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveIntegerField(validators=[MinValueValidator(1), MaxValueValidator(LONGEST)])
    covered = models.PositiveIntegerField(validators=[MaxValueValidator(LONGEST)])

    export_name = "carried_over"
    export_fields = ("skill", "minutes", "covered")
    when_merged = WhenMerged.FURTHER_STATE_WINS
    stays = ("skill",)
    identity = ("skill",)

    class Meta:
        verbose_name_plural = "carried over"
        constraints = [
            models.UniqueConstraint("user", "skill", name="carried_over_once"),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, covered__lte=models.F("minutes")), name="carried_over_is_a_part"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill}: {self.covered} of {self.minutes} minutes"

    def arrive(self) -> None:
        if self.covered > self.minutes:
            raise ValidationError("No more can be covered than there is.")

    def take_in(self, other: "CarriedOver") -> bool:
        """What counts more stays, whole: minutes of one beside what is covered of the other would say nothing."""
        if other.covered * self.minutes <= self.covered * other.minutes:
            return False
        self.minutes, self.covered = other.minutes, other.covered
        return True
