"""The base of every row that belongs to one person.

A personal model says three things about itself, and everything that must reach *all* of a person's rows
(export, import, deletion, taking over a guest's rows, merging skills, the sweep for strangers) walks
`personal_models()` instead of keeping lists of its own.
"""

import enum
from collections.abc import Iterator
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models

from careers.models.accounts import User


class WhenMerged(enum.Enum):
    """What becomes of a row when its skill is merged into another one, or its guest into a member who has one too."""

    FURTHER_STATE_WINS = "the further of two states stays"
    BOTH_KEPT = "both rows are kept"
    UNION = "the same act counts once"
    TEXTS_JOINED = "both texts are kept, one below the other"
    MEMBERS_OWN = "the member's own row stays"


class Personal(models.Model):
    """Belongs to one person through `user`. Lookups start there: `SkillNote.of(user).get(...)`."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="%(class)ss", editable=False)

    export_name: ClassVar[str]
    """The key of this model's list in an export file."""
    export_fields: ClassVar[tuple[str, ...]]
    """Fields written to an export, in order. A relation to the catalogue is written as the other row's stable key."""
    when_merged: ClassVar[WhenMerged]

    class Meta:
        abstract = True

    @classmethod
    def of(cls, user: User) -> models.QuerySet[Self]:
        return cls._default_manager.filter(user=user)  # type: ignore[attr-defined, no-any-return]

    def exported(self) -> dict[str, Any]:
        """This row as JSON values: keys for relations, ISO 8601 for times."""
        row: dict[str, Any] = {}
        for name in self.export_fields:
            value = getattr(self, name)
            if isinstance(value, models.Model):
                value = getattr(value, "export_key", None) or value.pk
            elif hasattr(value, "isoformat"):
                value = value.isoformat()
            row[name] = value
        return row


def personal_models() -> Iterator[type[Personal]]:
    """Every personal model, those first that others point to."""
    for model in apps.get_app_config("careers").get_models():
        if issubclass(model, Personal):
            yield model
