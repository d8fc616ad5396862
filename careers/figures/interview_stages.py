"""Interview stages as their pages show them: how the time goes, and what the skills behind each ask of the reader."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from careers.figures.catalogue import Skill
from careers.figures.standing import PROVEN, Standing
from careers.models import DayBefore, InterviewCriterion, InterviewStage, InterviewStep, State

MOST_COLUMNS = 24
"""The style sheet knows parts of up to as many columns."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an interview. `columns` is its length on one scale with the others."""

    minutes: int
    title: str
    text: str
    columns: int


@dataclass(frozen=True, slots=True)
class DrawnOn:
    """A skill that an interview asks for, and where the reader stands with it."""

    skill: Skill
    shown: str
    minutes: int
    """Left for somebody who has marks; for a visitor all of it."""

    @property
    def is_left(self) -> bool:
        return self.shown in (State.TODO, State.LEARNING)

    @property
    def word(self) -> str:
        return "Proven" if self.shown == PROVEN else str(State(self.shown).label)


@dataclass(frozen=True)
class StageRow:
    """One kind of interview in a list of all."""

    stage: InterviewStage
    number: int
    skills: tuple[DrawnOn, ...]

    @cached_property
    def minutes(self) -> int:
        return sum(drawn.minutes for drawn in self.skills)

    @property
    def longest(self) -> int:
        return max((drawn.minutes for drawn in self.skills), default=0)


@dataclass(frozen=True)
class StageList:
    rows: tuple[StageRow, ...]
    days: Sequence[DayBefore]

    @property
    def of_guide(self) -> list[StageRow]:
        return [row for row in self.rows if row.stage.in_guide]

    @property
    def longest(self) -> int:
        return max((row.stage.minutes_to or 0 for row in self.rows), default=0)


@dataclass(frozen=True)
class StagePage:
    row: StageRow
    of: int
    """How many kinds of interview there are."""
    near: tuple[tuple[StageRow, str], ...]
    """The stages before and after it and its kinds, each with what it is to this one."""
    broader: StageRow | None
    steps: Sequence[InterviewStep]
    criteria: Sequence[InterviewCriterion]
    days: Sequence[DayBefore]

    @property
    def stage(self) -> InterviewStage:
        return self.row.stage

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return to_scale(self.stage)

    @cached_property
    def parts_minutes(self) -> int:
        return sum(part.minutes for part in self.parts)


def stage_list(standing: Standing) -> StageList:
    """Two queries."""
    stages = list(InterviewStage.objects.live())
    return StageList(tuple(_row(n, stage, standing) for n, stage in enumerate(stages, 1)), day_before())


def stage_page(stage: InterviewStage, standing: Standing) -> StagePage:
    """Four queries. A stage that is retired has no place among the others."""
    rows = stage_list(standing)
    place = next((n for n, row in enumerate(rows.rows) if row.stage == stage), None)
    return StagePage(
        row=_row(0, stage, standing) if place is None else rows.rows[place],
        of=len(rows.rows),
        near=tuple(_near(stage, rows.rows, place)),
        broader=next((row for row in rows.rows if row.stage.pk == stage.part_of_id), None),
        steps=list(stage.steps.filter(retired_at=None)),
        criteria=list(stage.criteria.filter(retired_at=None)),
        days=rows.days,
    )


def _near(stage: InterviewStage, rows: tuple[StageRow, ...], place: int | None) -> Iterator[tuple[StageRow, str]]:
    for n, row in enumerate(rows):
        is_kind = row.stage.part_of_id == stage.pk
        where = "" if place is None else {place - 1: "before", place + 1: "after"}.get(n, "")
        if where or is_kind:
            yield row, ", ".join(filter(None, (where, "a kind of this" if is_kind else "")))


def _row(number: int, stage: InterviewStage, standing: Standing) -> StageRow:
    return StageRow(stage, number, drawn_on(stage.pk, standing))


def drawn_on(stage_id: int | None, standing: Standing) -> tuple[DrawnOn, ...]:
    """Skills of a stage, from the snapshot of the catalogue. No query."""
    catalogue = standing.catalogue
    ids = next((stage.skills for stage in catalogue.interview_stages if stage.id == stage_id), ())
    return tuple(drawn(catalogue.skills[pk], standing) for pk in ids)


def drawn(skill: Skill, standing: Standing) -> DrawnOn:
    return DrawnOn(skill, standing.shown(skill), standing.left_minutes(skill))


def day_before() -> list[DayBefore]:
    return list(DayBefore.objects.live())


def to_scale(stage: InterviewStage) -> tuple[Part, ...]:
    """Each part as many columns wide as its minutes ask for; exact while the smallest common step allows it."""
    minutes = [part["minutes"] for part in stage.parts]
    if not minutes:
        return ()
    step = max(math.gcd(*minutes), max(minutes) / MOST_COLUMNS)
    return tuple(
        Part(part["minutes"], part["title"], part.get("text", ""), max(1, round(part["minutes"] / step)))
        for part in stage.parts
    )
