"""What became of a project: the days of its statuses, and what its texts said before."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from careers.models.personal import WhenMerged
from careers.models.portfolio import PartOfProject, Project


class ProjectEvent(PartOfProject):
    """The day on which a project came into a status: appended, never altered."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="events")
    status = models.CharField(max_length=9, choices=Project.Status.choices)
    at = models.DateTimeField(db_default=Now())

    export_name = "project_events"
    export_fields = ("key", "project", "status", "at")
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint("user", "key", name="project_event_key"),
            models.CheckConstraint(
                condition=Q(status__in=["idea", "building", "published", "archived"]), name="project_event_status_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.status}"


class ProjectVersion(PartOfProject):
    """What one text of a project said before. `number` is the project's version that took its place last.

    Saves that only type on within a short time share one such row (`acts/edit_project.py`), so `replaced_at` is when
    the first of them came.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="versions")
    field = models.CharField(max_length=20, choices=[(name, name) for name in Project.TEXTS])
    text = models.TextField(max_length=Project.TEXT_LENGTH, blank=True)
    number = models.PositiveIntegerField()
    replaced_at = models.DateTimeField(db_default=Now())

    export_name = "project_versions"
    export_fields = ("key", "project", "field", "text", "number", "replaced_at")
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)

    class Meta:
        ordering = ["-replaced_at", "-id"]
        constraints = [models.UniqueConstraint("user", "key", name="project_version_key")]

    def __str__(self) -> str:
        return f"{self.project}: {self.field} before version {self.number}"
