"""What can still be taken back, and what a reset would take."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from careers.figures.standing import Standing
from careers.models import Merge, OutcomeTick, Reset, Stage, User
from careers.models.ways_back import GOOD_FOR


@dataclass(frozen=True, slots=True)
class WayBack:
    """`what` is a merge or a reset; `until` is when it goes."""

    row: Merge | Reset
    until: dt.datetime

    @property
    def is_merge(self) -> bool:
        return isinstance(self.row, Merge)


def ways_back(user: User, now: dt.datetime) -> Sequence[WayBack]:
    """Newest first. Two queries."""
    merges = Merge.objects.good(now).filter(user=user).defer("held")
    resets = Reset.objects.good(now).filter(user=user).select_related("stage")
    rows: list[Merge | Reset] = [*merges, *resets]
    return [WayBack(row, row.at + GOOD_FOR) for row in sorted(rows, key=lambda row: row.at, reverse=True)]


@dataclass(frozen=True, slots=True)
class ToReset:
    marks: int
    ticks: int


def to_reset(user: User, standing: Standing, stage: Stage | None) -> ToReset:
    """Two queries at most."""
    ticks = OutcomeTick.of(user)
    marked = [standing.catalogue.skills[pk] for pk in standing.marks if pk in standing.catalogue.skills]
    if stage:
        held = set(stage.every_skill().values_list("pk", flat=True))
        ticks = ticks.filter(skill__in=held)
        marked = [skill for skill in marked if skill.id in held]
    return ToReset(len(marked), ticks.count())
