"""The roadmap page: stages with their rows, through one person's eyes and one set of filters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.http import QueryDict

from careers.figures.catalogue import Skill, Stage
from careers.figures.coverage import Coverage
from careers.figures.next_skills import ranked
from careers.figures.standing import Standing
from careers.models import Level, Need, State

SHOWS: dict[str, tuple[str, Callable[[Standing, Skill], bool]]] = {
    "": ("All", lambda standing, skill: True),
    "left": ("Left", lambda standing, skill: standing.counted(skill) and standing.state(skill) != State.DONE),
    "learning": ("Learning", lambda standing, skill: standing.state(skill) == State.LEARNING),
    "done": ("Done", lambda standing, skill: standing.state(skill) == State.DONE),
    "skipped": ("Skipped", lambda standing, skill: standing.state(skill) == State.SKIPPED),
    "essential": ("Essential", lambda standing, skill: standing.need(skill) == Need.ESSENTIAL),
}
"""What the list can show: value in the address → label and test."""
FOR_VISITORS = ("", "essential")


class Row(NamedTuple):
    """All that a row of the roadmap shows. Hashable, so that its HTML can be kept."""

    skill: Skill
    state: str
    shown: str
    """Its glyph and word: the state, or proven."""
    before: str
    need: str
    minutes: int
    left_minutes: int
    note: str
    is_next: bool
    can_mark: bool


@dataclass(frozen=True, slots=True)
class StageRows:
    stage: Stage
    coverage: Coverage
    rows: tuple[Row, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Tab:
    value: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class Roadmap:
    standing: Standing
    show: str = ""
    level: str = ""
    can_mark: bool = False

    @cached_property
    def next(self) -> Skill | None:
        """The skill that the trail goes on with."""
        if not self.standing.has_plan:
            return None
        return next(iter(ranked(self.standing)), None)

    @cached_property
    def stages(self) -> tuple[StageRows, ...]:
        """Stages with the rows that pass the filters; a filtered list leaves out stages that have none."""
        filtered = bool(self.show or self.level)
        here = self.next.stage if self.next else 1
        result = []
        for stage, coverage in self.standing.by_stage:
            rows = tuple(self.row(skill) for skill in self.standing.skills(stage) if self._passes(skill))
            if rows:
                result.append(StageRows(stage, coverage, rows, is_open=filtered or stage.number == here))
        return tuple(result)

    @cached_property
    def tabs(self) -> list[Tab]:
        skills = [skill for skill in self.standing.skills() if self._has_level(skill)]
        shows = SHOWS if self.can_mark else {value: SHOWS[value] for value in dict.fromkeys((*FOR_VISITORS, self.show))}
        return [
            Tab(value, label, sum(test(self.standing, skill) for skill in skills), value == self.show)
            for value, (label, test) in shows.items()
        ]

    @property
    def tab(self) -> Tab:
        """The one that is shown."""
        return next(tab for tab in self.tabs if tab.is_current)

    @cached_property
    def longest_left(self) -> int:
        """Minutes that fill a whole bar of "what is left"."""
        return max((coverage.left_minutes for _, coverage in self.standing.by_stage), default=0)

    @property
    def left_essential(self) -> int:
        return sum(self.standing.need(skill) == Need.ESSENTIAL for skill in self.standing.left)

    def row(self, skill: Skill) -> Row:
        standing = self.standing
        mark = standing.mark(skill)
        is_next = skill is self.next
        return Row(
            skill=skill,
            state=mark.state,
            shown=standing.shown(skill),
            before=mark.before,
            need=standing.need(skill),
            minutes=standing.minutes(skill),
            left_minutes=standing.left_minutes(skill),
            note=_note(standing, skill, is_next),
            is_next=is_next,
            can_mark=self.can_mark,
        )

    def _passes(self, skill: Skill) -> bool:
        return SHOWS[self.show][1](self.standing, skill) and self._has_level(skill)

    def _has_level(self, skill: Skill) -> bool:
        return not self.level or skill.level == self.level


def _note(standing: Standing, skill: Skill, is_next: bool) -> str:
    """The one thing worth saying under a row's name, or nothing."""
    mark = standing.mark(skill)
    if skill.retired:
        return "Retired from the roadmap; it stays on yours"
    if mark.state in (State.DONE, State.SKIPPED):
        return ""
    parts = ["Next on your trail"] if is_next else []
    if mark.ticked:
        parts.append(f"{mark.ticked} of {len(skill.outcomes)} outcomes shown")
    if unmet := standing.unmet(skill):
        parts.append("after " + ", ".join(need.code for need in unmet))
    if standing.shortened(skill):
        parts.append("half the hours for you")
    note = "; ".join(parts)
    return note[:1].upper() + note[1:]


def roadmap_through(standing: Standing, query: Mapping[str, str] | QueryDict, can_mark: bool = False) -> Roadmap:
    """The roadmap through the filters of an address (`role`, `show`, `level`); unknown values count as none."""
    show, level = query.get("show", ""), query.get("level", "")
    return Roadmap(
        standing=standing.seen_as(standing.catalogue.role(query.get("role"))),
        show=show if show in SHOWS else "",
        level=level if level in Level.values else "",
        can_mark=can_mark,
    )
