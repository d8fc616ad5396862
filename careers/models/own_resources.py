"""Resources as one person uses them: how far they are, and links of their own."""

import datetime as dt
from typing import ClassVar

from django.core.validators import URLValidator
from django.db import models
from django.db.models.functions import Now

from careers.models.personal import Personal, WhenMerged
from careers.models.resources import Resource
from careers.models.roadmap import Skill


class ResourceState(Personal):
    """How far a person is with a resource. None, or one that says to do with nothing else, is the same.

    Where they stopped is a time of a recording (`stopped_seconds`) or a place in anything else (`stopped_place`).
    """

    class State(models.TextChoices):
        TODO = "todo", "To do"
        PROGRESS = "progress", "In progress"
        FINISHED = "finished", "Finished"

    FURTHEST: ClassVar = [State.TODO, State.PROGRESS, State.FINISHED]

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=8, choices=State.choices, default=State.TODO)
    began_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    stopped_seconds = models.PositiveIntegerField("seconds into it", null=True, blank=True)
    stopped_place = models.CharField(max_length=60, blank=True)
    helpful = models.BooleanField(null=True, blank=True)

    export_name = "resource_states"
    export_fields = ("resource", "state", "began_at", "finished_at", "stopped_seconds", "stopped_place", "helpful")
    when_merged = WhenMerged.FURTHER_STATE_WINS
    follows = ("resource",)
    identity = ("resource",)
    counted_as = "resource"

    class Meta:
        constraints = [
            models.UniqueConstraint("user", "resource", name="resource_state_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["todo", "progress", "finished"]), name="resource_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(stopped_seconds__isnull=True) | models.Q(stopped_place=""),
                name="resource_state_stopped_in_one_place",
            ),
            models.CheckConstraint(
                condition=models.Q(state="finished") | models.Q(finished_at__isnull=True),
                name="resource_state_finished_when_it_says_so",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource}: {self.state}"

    @property
    def stopped_somewhere(self) -> bool:
        return self.stopped_seconds is not None or self.stopped_place != ""

    def move_to(self, state: str, at: dt.datetime) -> None:
        """Dates say when it was begun first and finished last; where one stopped is kept, for a second reading."""
        self.state = state
        self.began_at = None if state == self.State.TODO else self.began_at or at
        self.finished_at = at if state == self.State.FINISHED else None

    def take_in(self, other: "ResourceState") -> bool:
        """The further state wins, with its dates and its place; what only one of them says is kept."""
        was = [getattr(self, name) for name in self.export_fields]
        further = self.FURTHEST.index(self.State(other.state)) > self.FURTHEST.index(self.State(self.state))
        if further:
            self.state, self.began_at, self.finished_at = other.state, other.began_at, other.finished_at
        if (further and other.stopped_somewhere) or not self.stopped_somewhere:
            self.stopped_seconds, self.stopped_place = other.stopped_seconds, other.stopped_place
        if self.helpful is None:
            self.helpful = other.helpful
        return was != [getattr(self, name) for name in self.export_fields]


class OwnLink(Personal):
    """A link that somebody keeps on a skill for themselves; nobody else sees it."""

    NOTE_LENGTH: ClassVar = 600

    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    url = models.URLField("address", max_length=500, validators=[URLValidator(schemes=["http", "https"])])
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    added_at = models.DateTimeField(db_default=Now())

    export_name = "own_links"
    export_fields = ("skill", "title", "url", "note", "added_at")
    when_merged = WhenMerged.TEXTS_JOINED
    follows = ("skill",)
    identity = ("skill", "url")
    counted_as = "link"

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint("user", "skill", "url", name="own_link_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def holds(self, other: "OwnLink") -> bool:
        return other.note in self.note

    def take_in(self, other: "OwnLink") -> bool:
        joined = f"{self.note}; {other.note}" if self.note else other.note
        if other.note in self.note or len(joined) > self.NOTE_LENGTH:
            return False
        self.note = joined
        return True
