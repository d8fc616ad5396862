"""Rows as they will be, beside what they were: nothing is written before somebody confirms it."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from careers.formats import count, plural
from careers.models import (
    CarriedOver,
    Move,
    Personal,
    PlanChoice,
    ProjectSkill,
    Resource,
    Skill,
    SkillEvent,
    SkillState,
    StudyTimer,
    User,
    personal_models,
)
from careers.models.moves import columns_of, plain

FEWEST_SHOWN = 5
"""Counts of people below this one are not told: who is meant could be guessed."""
NOUNS: Mapping[type[models.Model], str] = {
    SkillState: "state",
    PlanChoice: "choice of a plan",
    ProjectSkill: "proof by a project",
    StudyTimer: "running timer",
}
UNTOLD = (SkillEvent, CarriedOver)
"""Kinds that nobody would count: they stand behind others."""


@dataclass(eq=False)
class RowChange:
    """A row as it will be. `before` has the columns that change; all of them where it goes; None where it is made."""

    row: models.Model
    before: dict[str, Any] | None
    goes: bool = False

    @property
    def after(self) -> dict[str, Any] | None:
        if self.goes:
            return None
        names = columns_of(self.row) if self.before is None else self.before
        return {name: plain(getattr(self.row, name)) for name in names}

    @property
    def changed(self) -> bool:
        return self.before is None or self.goes or self.before != self.after

    @property
    def user_id(self) -> int | None:
        return self.row.user_id if isinstance(self.row, Personal) else None


class Changes:
    def __init__(self) -> None:
        self._held: dict[tuple[type[models.Model], int], RowChange] = {}
        self._made: list[RowChange] = []

    def __iter__(self) -> Iterator[RowChange]:
        yield from (change for change in self._held.values() if change.changed)
        yield from self._made

    def alter(self, row: models.Model, **values: Any) -> None:
        """These fields of a stored row. Told twice of a row, it remembers what was there first."""
        change = self._held.setdefault((type(row), row.pk), RowChange(row, {}))
        assert change.before is not None
        for name, value in values.items():
            column = row._meta.get_field(name).attname  # type: ignore[union-attr]
            change.before.setdefault(column, plain(getattr(change.row, column)))
            setattr(change.row, name, value)

    def take_in(self, row: Personal, other: Personal) -> None:
        was = columns_of(row)
        row.take_in(other)
        change = self._held.setdefault((type(row), row.pk), RowChange(row, {}))
        assert change.before is not None
        for name, value in columns_of(row).items():
            if value != was[name]:
                change.before.setdefault(name, was[name])

    def take(self, row: models.Model) -> None:
        """The row goes."""
        held = self._held.get((type(row), row.pk))
        was = columns_of(row) | ((held.before or {}) if held else {})
        self._held[type(row), row.pk] = RowChange(row, was, goes=True)

    def leave(self, row: models.Model) -> None:
        """The row stays as it is after all."""
        self._held.pop((type(row), row.pk), None)

    def make(self, row: models.Model) -> None:
        self._made.append(RowChange(row, None))

    @property
    def people(self) -> set[int]:
        return {pk for change in self if (pk := change.user_id) is not None}

    def of(self, user_id: int) -> list[RowChange]:
        return [change for change in self if change.user_id == user_id]

    def fingerprint(self) -> str:
        """Equal as long as confirming does to the rows what the preview said."""
        known = [
            [change.row._meta.label, change.row.pk or 0, change.user_id or 0, change.before, change.goes]
            for change in self
        ]
        return hashlib.sha256(json.dumps(sorted(known, key=repr), default=plain).encode()).hexdigest()


@dataclass(frozen=True)
class Turn:
    """People for whom the same thing happens: what they see before and after."""

    people: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    note: str

    @property
    def shown(self) -> str:
        return of_people(self.people)


@dataclass(frozen=True)
class Impact:
    """A change of the catalogue before it is made."""

    kind: Move.Kind
    thing: Skill | Resource
    said: str
    """In a sentence, as it is kept."""
    changes: Changes
    other: Skill | Resource | None = None
    turns: tuple[Turn, ...] = ()
    remarks: tuple[str, ...] = ()
    """What a curator should know beside it."""
    steady: int = 0
    """People for whom a skill keeps counting what it did, since their coverage would fall otherwise."""
    hanging: Mapping[type[Personal], int] = field(default_factory=dict)
    """Rows that stay as they are and concern the change."""
    others: frozenset[int] = frozenset()
    """People whose those are."""

    @property
    def learners(self) -> int:
        return len(self.changes.people | self.others)

    @property
    def learners_shown(self) -> str:
        return self._shown(self.learners, "learner")

    @property
    def moving(self) -> list[tuple[str, str]]:
        """How many rows of each kind come along, and what they are."""
        column = "skill_id" if isinstance(self.thing, Skill) else "resource_id"
        came = (c for c in self.changes if c.user_id and c.before and c.before.get(column) == self.thing.pk)
        rows: Counter[type[models.Model]] = Counter(type(change.row) for change in came)
        rows.update(self.hanging)
        order = [model for model in personal_models() if model in rows and model not in UNTOLD]
        nouns = {model: NOUNS.get(model) or model.counted_as or str(model._meta.verbose_name) for model in order}
        return [(self._shown(rows[model]), plural(nouns[model])) for model in order]

    def _shown(self, number: int, noun: str = "") -> str:
        """Rounded beside a group of few, which could be worked out from the others otherwise."""
        few = any(turn.people < FEWEST_SHOWN for turn in self.turns)
        if not few or number < FEWEST_SHOWN:
            return of_people(number, noun)
        return f"about {of_people(5 * round(number / 5), noun)}"


def of_people(number: int, noun: str = "") -> str:
    if 0 < number < FEWEST_SHOWN:
        return f"fewer than {FEWEST_SHOWN}" + (f" {noun}s" if noun else "")
    return count(number, noun) if noun else f"{number:,}"


def follow(changes: Changes, gone: models.Model, heir: models.Model, user: User | None = None) -> int:
    """Rows on one skill or resource go along to another: everybody's, or one person's.

    How many have no room there, and stay.
    """
    return sum(_follow(changes, model, gone, heir, user) for model in personal_models())


def _follow(changes: Changes, model: type[Personal], gone: models.Model, heir: models.Model, user: User | None) -> int:
    columns = [name for name in model.follows if model.column(name).related_model is type(gone)]
    if not columns:
        return 0
    rows = _hanging(model, columns, gone).order_by("pk")
    coming = list(rows.filter(user=user) if user else rows)
    others = _hanging(model, columns, heir).filter(user__in={row.user_id for row in coming})
    others = others.exclude(pk__in=[row.pk for row in coming])
    here = {(row.user_id, *row.same_as()): row for row in others}
    return sum(not _comes(changes, row, columns, (gone, heir), here) for row in coming)


def _hanging(model: type[Personal], columns: Iterable[str], on: models.Model) -> models.QuerySet[Personal]:
    wanted = models.Q()
    for name in columns:
        wanted |= models.Q(**{name: on})
    return model._default_manager.filter(wanted)


def _comes(
    changes: Changes,
    row: Personal,
    columns: Iterable[str],
    way: tuple[models.Model, models.Model],
    here: Mapping[tuple[Any, ...], Personal],
) -> bool:
    gone, heir = way
    changes.alter(row, **{name: heir for name in columns if getattr(row, f"{name}_id") == gone.pk})
    same = here.get((row.user_id, *row.same_as()))
    if not row.makes_sense():
        changes.take(row)
    elif same is not None:
        if row.when_merged is not row.when_merged.MEMBERS_OWN:
            changes.take_in(same, row)
        if not same.holds(row):
            changes.leave(row)
            return False
        changes.take(row)
    return True


def on(thing: Skill | Resource) -> tuple[dict[type[Personal], int], frozenset[int]]:
    """How many rows of each kind stand on a skill or resource, and whose. A query for each kind."""
    rows: dict[type[Personal], int] = {}
    people: set[int] = set()
    for model in personal_models():
        names = (*model.follows, *model.stays)
        columns = [name for name in names if model.column(name).related_model is type(thing)]
        owners = list(_hanging(model, columns, thing).values_list("user", flat=True)) if columns else []
        if owners:
            rows[model] = len(owners)
            people.update(owners)
    return rows, frozenset(people)
