"""A row of every personal kind, made from what its columns say: a new kind has one without being added anywhere.

Where a kind's constraints ask for more than its columns tell, `ALSO` says it.
"""

import datetime as dt
import uuid
from typing import Any

from django.db import models
from django.db.models import NOT_PROVIDED
from django.utils import timezone

from careers.models import (
    Outcome,
    PageReport,
    Personal,
    PlanChoice,
    Report,
    Round,
    SkillEvent,
    SkillState,
    Suggestion,
    User,
    personal_models,
)

ALSO: dict[type[Personal], dict[str, Any]] = {
    SkillEvent: {"was": "todo", "state": "done"},
    PlanChoice: {"kind": "pinned", "week": dt.date(2026, 11, 2)},
    Round: {"title": "Coding"},
    # Others come in as these do.
    Suggestion: {"state": "withdrawn"},
    Report: {"state": "withdrawn", "outcome": ""},
    PageReport: {"state": "withdrawn", "outcome": ""},
}


class Rows:
    """Rows of one person. Two people's rows of the same number are the same ones, as far as rows of two can be."""

    def __init__(self, user: User, number: int) -> None:
        self.user, self.number = user, number
        self.made: dict[type[models.Model], models.Model] = {}

    def make_all(self) -> None:
        """All but states, which are worked out from events."""
        for model in personal_models():
            if model is not SkillState:
                self.of(model)

    def of(self, model: type[models.Model]) -> models.Model:
        """The person's row of a personal kind; of the catalogue's, the row with the number (from 1)."""
        if model is Outcome:
            return Outcome.objects.filter(skill=self.of(Outcome._meta.get_field("skill").related_model)).first()
        if not issubclass(model, Personal):
            return model._default_manager.order_by("pk")[self.number - 1]
        if model not in self.made:
            self.made[model] = model._default_manager.create(user=self.user, **self._values(model))
        return self.made[model]

    def _values(self, model: type[Personal]) -> dict[str, Any]:
        wanted = {field.name for field in model._meta.concrete_fields if self._is_needed(field)} - {"id", "user"}
        values = {name: self._value(model, model.column(name)) for name in wanted}
        return values | ALSO.get(model, {})

    def _is_needed(self, field: models.Field) -> bool:
        return isinstance(field, models.UUIDField) or not (
            field.null or field.has_default() or field.db_default is not NOT_PROVIDED
        )

    def _value(self, model: type[Personal], field: models.Field) -> Any:
        if field.is_relation:
            return self.of(field.related_model)
        if field.choices:
            return "" if field.blank else field.choices[0][0]
        match field:
            case models.UUIDField():
                return uuid.uuid5(uuid.NAMESPACE_URL, f"{model.export_name} {self.number}")
            case models.DateTimeField():
                return timezone.now()
            case models.DateField():
                return timezone.localdate()
            case models.IntegerField() | models.DecimalField():
                return self.number
            case models.URLField():
                return f"https://example.org/{self.number}"
            case models.SlugField():
                return f"row-{self.number}"
            case models.FileField():
                return ""
            case models.CharField() | models.TextField():
                return self._text(model, field)
        raise NotImplementedError(f"Say in ALSO what {model.__name__}.{field.name} may be.")

    def _text(self, model: type[Personal], field: models.Field) -> str:
        if field.blank and field.name not in model.identity:
            return ""
        if field.unique:
            return f"of-{self.user.pk}"
        return f"https://example.org/{self.number}" if field.name == "address" else f"of {self.number}"


def differing(one: dict[str, Any], other: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Of two answers of `stored`: the kinds that are not the same, each from both sides."""
    return {name: (one[name], other[name]) for name in one if one[name] != other[name]}


def stored(user: User) -> dict[str, list[tuple[Any, ...]]]:
    """Every column of every row of a person. Neither ids nor the order of states: they are worked out, not kept."""
    return {
        model.export_name: [
            tuple(value for name, value in row.items() if not (model is SkillState and name == "id"))
            for row in model.of(user).order_by("skill" if model is SkillState else "pk").values()
        ]
        for model in personal_models()
    }
