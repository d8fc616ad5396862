"""What became of skills and resources that were renamed, merged, split, moved or retired, row by row, for the way back.

A change of the catalogue may touch the rows of thousands of people. Each is written down as it was and as it became,
so that taking the change back is a replay backwards, which leaves alone what has changed since.
"""

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models.functions import Now

from careers.models.accounts import User


class Move(models.Model):
    """One change that a curator confirmed after seeing what it does. Appended; a revert only dates it."""

    class Kind(models.TextChoices):
        RENAME = "rename", "Renamed"
        MERGE = "merge", "Merged"
        SPLIT = "split", "Split"
        MOVE = "move", "Moved"
        RETIRE = "retire", "Retired"

    class Of(models.TextChoices):
        SKILL = "skill", "Skill"
        RESOURCE = "resource", "Resource"

    kind = models.CharField(max_length=6, choices=Kind.choices)
    of = models.CharField(max_length=8, choices=Of.choices)
    key = models.CharField(max_length=80)
    """Of the skill or resource that was changed."""
    other = models.CharField(max_length=80, blank=True)
    """Key of the one that it went to, where there is one."""
    said = models.CharField(max_length=400)
    """What happened, in a sentence without anybody's name."""
    why = models.CharField(max_length=500)
    learners = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    """Nobody: somebody who has left."""
    at = models.DateTimeField(db_default=Now())
    reverted_at = models.DateTimeField(null=True, blank=True)
    reverted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["of", "key"], name="moves_of_a_thing")]

    def __str__(self) -> str:
        return self.said


class MovedRow(models.Model):
    """One row that a change touched, in the order in which it did.

    `before` and `after` hold the columns that changed; all of them for a row that was made (`before` is None) or that
    went (`after` is None). A person's rows are theirs: they go with the account, and no page shows them.
    """

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="rows")
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    model = models.CharField(max_length=40)
    row = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(before__isnull=False) | models.Q(after__isnull=False),
                name="moved_row_says_something",
            )
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.row}"


def plain(value: Any) -> Any:
    """A column's value as JSON has it; times to the microsecond."""
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, (UUID, Decimal)) else value


def columns_of(row: models.Model) -> dict[str, Any]:
    """Every column but the id, by the name of its attribute."""
    return {
        field.attname: plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
