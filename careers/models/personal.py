"""The base of every row that belongs to one person.

A personal model says what it is, and everything that must reach *all* of a person's rows (export, import,
deletion, taking over a guest's rows, merging skills, the sweep for strangers) walks `personal_models()` instead
of keeping lists of its own.
"""

import enum
from typing import Any, ClassVar, Self

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models

from careers.formats import count
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
    identity: ClassVar[tuple[str, ...]]
    """Which fields, within one person, tell that two rows are the same one. None: a person has at most one row."""

    follows: ClassVar[tuple[str, ...]] = ()
    """Columns by which a row hangs on a skill, outcome or resource, and goes along where that is merged into another.
    Where the person has the same row there already, `when_merged` and `take_in` say what becomes of the two."""
    stays: ClassVar[tuple[str, ...]] = ()
    """Columns that stay with a merged skill, outcome or resource: it is the past, or worked out from it."""
    counted_as: ClassVar[str] = ""
    """How a person would call one of these, as in "3 notes"; empty for what they would not count."""
    of_the_plan: ClassVar[bool] = False
    """Part of the plan: means something only beside the plan that it was made for."""
    derived: ClassVar[bool] = False
    """Worked out from other rows, so an import works it out again instead of believing the file."""
    may_lie_ahead: ClassVar[tuple[str, ...]] = ()
    """Times that a person plans; all others have passed when a row comes in from a file."""
    file_column: ClassVar[str] = ""
    """The column of a stored file, which leaves and comes in beside the rows, by the row's `key`."""
    file_needed: ClassVar[bool] = False
    """Without its file the row means nothing."""

    class Meta:
        abstract = True

    @classmethod
    def of(cls, user: User) -> models.QuerySet[Self]:
        return cls._default_manager.filter(user=user)

    @classmethod
    def most(cls) -> int | None:
        """How many of these one person has at most, where that is a matter of the disk."""
        return None

    @classmethod
    def column(cls, name: str) -> "models.Field[Any, Any]":
        field = cls._meta.get_field(name)
        assert isinstance(field, models.Field)
        return field

    @classmethod
    def in_words(cls, user: User) -> str:
        number = cls.of(user).count() if cls.counted_as else 0
        return count(number, cls.counted_as) if number else ""

    @classmethod
    def exported_of(cls, user: User) -> list[dict[str, Any]]:
        relations = [name for name in cls.export_fields if cls.column(name).is_relation]
        rows = cls.of(user).order_by("pk")
        return [row.exported() for row in (rows.select_related(*relations) if relations else rows)]

    def exported(self) -> dict[str, Any]:
        """This row as JSON values: keys for relations, ISO 8601 for times."""
        return {name: _as_json(getattr(self, name)) for name in self.export_fields}

    def same_as(self) -> tuple[Any, ...]:
        """Equal for two rows of one person that are the same one."""
        return tuple(getattr(self, self.column(name).attname) for name in self.identity)

    def take_in(self, other: Self) -> bool:
        """The same row came from elsewhere too. Says whether it changed this one; as a rule one's own stays."""
        return False

    def holds(self, other: Self) -> bool:
        """After `take_in`: whether this row says all that the other one did, which may go then."""
        return True

    def makes_sense(self) -> bool:
        """Asked of a row that went along with a merged skill: it may say nothing any more there."""
        return True

    def arrive(self) -> None:
        """A row from a file is about to come in: what this copy demands of it. May raise ValidationError."""

    def stored_names(self) -> list[str]:
        """Of all files in the storage that are this row's."""
        name = getattr(self, self.file_column).name if self.file_column else ""
        return [name] if name else []

    def receive(self, content: bytes) -> None:
        """Store the file that an export brought along. Raises ValidationError for what it should not be."""
        getattr(self, self.file_column).save("", ContentFile(content), save=False)

    def may_name(self, other: Self) -> bool:
        """Whether a file may let this row point to that one of its own list."""
        return self != other


def _as_json(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.export_key  # type: ignore[attr-defined]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value if value is None or isinstance(value, (bool, int, float, list)) else str(value)


def personal_models() -> list[type[Personal]]:
    """Every personal model, those first that others point to."""
    return [model for model in apps.get_app_config("careers").get_models() if issubclass(model, Personal)]
