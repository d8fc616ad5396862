"""The plan's page: weeks as blocks, and what the person chose about them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from careers.figures.agenda import Dated, Diary, Span, in_order, interviews
from careers.figures.catalogue import Camp, Skill
from careers.figures.schedule import Block, Schedule, Week, monday_of, schedule
from careers.figures.standing import OPTIONAL, CampStanding, Choice, Standing
from careers.figures.target import Target, target_of
from careers.models import PlanChoice, State, StudyEntry, User

COLUMNS = 20
"""A week's hours fill as many columns of the page; a block takes whole ones."""
NARROWEST = 2
WEEKS_SHOWN = 5
WEEKS_MORE = 13
NAMES_OF_THE_REST = 4
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class ShownBlock:
    block: Block
    columns: int
    menu_id: str
    """Of its menu on the page."""

    @property
    def narrow(self) -> bool:
        """There is no room for words and its menu as elsewhere."""
        return self.columns < 5

    @property
    def named(self) -> bool:
        """There is room for its title, rather than its code."""
        return self.columns > 3


@dataclass(frozen=True, slots=True)
class ShownWeek:
    week: Week
    blocks: tuple[ShownBlock, ...]
    spent_columns: int
    reached: tuple[Camp, ...]
    """Camps that the plan reaches in it."""
    interviews: tuple[Dated, ...] = ()


@dataclass(frozen=True, slots=True)
class Later:
    """What is not shown of the plan, in short."""

    monday: dt.date
    names: tuple[str, ...]
    minutes: int
    weeks: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice of the person with what it is about."""

    choice: Choice
    skill: Skill
    minutes: int
    camp: Camp | None = None
    otherwise: dt.date | None = None
    """The Monday of the week in which a pinned skill would begin without its pin."""


@dataclass(frozen=True, slots=True)
class OutOfOrder:
    skill: Skill
    ahead_of: tuple[Skill, ...]
    choice: Choice | None
    """The choice on this skill that can be taken off to put it back in order, if it is one of these."""


@dataclass(frozen=True)
class PlanPage:
    standing: Standing
    plan: Schedule
    today: dt.date
    choices: Sequence[Choice]
    shown: int
    target: Target | None
    interviews: Sequence[Dated] = ()
    """Of the weeks that are shown, by day."""

    @cached_property
    def weeks(self) -> tuple[ShownWeek, ...]:
        reached, asked = self._reached_in, self._interviews_in
        return tuple(
            _shown(week, reached.get(week.monday, ()), tuple(asked.get(week.monday, ())))
            for week in self.plan.weeks[: self.shown]
        )

    @cached_property
    def _interviews_in(self) -> dict[dt.date, list[Dated]]:
        result: dict[dt.date, list[Dated]] = {}
        for item in self.interviews:
            result.setdefault(monday_of(item.day), []).append(item)
        return result

    @cached_property
    def _reached_in(self) -> dict[dt.date, tuple[Camp, ...]]:
        result: dict[dt.date, tuple[Camp, ...]] = {}
        for camp, ends in zip(self.standing.camps, self.camp_weeks, strict=True):
            if ends:
                result[ends] = (*result.get(ends, ()), camp.camp)
        return result

    @cached_property
    def camp_weeks(self) -> list[dt.date | None]:
        """For each camp the Monday of the week in which the plan reaches it; None if it is reached."""
        ends = self.plan.ends
        return [max((ends[s.id][1] for s in camp.left if s.id in ends), default=None) for camp in self.standing.camps]

    def menu_of(self, skill: Skill) -> str:
        """Id of the menu of a skill's first block that is shown; empty if none is."""
        blocks = (entry for week in self.weeks for entry in week.blocks)
        return next((entry.menu_id for entry in blocks if entry.block.skill is skill), "")

    @property
    def days_left(self) -> int:
        """Days of this week that are not for rest, today among them."""
        return sum(day not in self.standing.rest_days for day in range(self.today.weekday(), 7))

    @cached_property
    def later(self) -> Later | None:
        rest = self.plan.weeks[self.shown :]
        if not rest:
            return None
        names = dict.fromkeys(block.skill.short_title for week in rest for block in week.blocks)
        minutes = sum(week.planned for week in rest)
        return Later(rest[0].monday, tuple(names)[:NAMES_OF_THE_REST], minutes, len(rest))

    @property
    def show_more(self) -> int:
        return self.shown + WEEKS_MORE

    @property
    def next_camp(self) -> CampStanding | None:
        return self.standing.next_camp

    @property
    def rest_words(self) -> str:
        """`Fridays and Sundays`"""
        *first, last = [""] + [f"{WEEKDAYS[day]}s" for day in self.standing.rest_days]
        return f"{', '.join(first[1:])} and {last}" if first[1:] else last

    # --- what was chosen ---

    @cached_property
    def pinned(self) -> list[Chosen]:
        pins = [row for row in self.choices if row.kind == PlanChoice.Kind.PINNED and row not in self.plan.missed]
        if not any(self._is_left(row) for row in pins):
            return []
        free = [row for row in self.choices if row.kind != PlanChoice.Kind.PINNED]
        starts = _starts(schedule(self.standing, free, today=self.today, spent=self.plan.weeks[0].spent))
        return [self._chosen(row, otherwise=starts.get(row.skill_id)) for row in pins if self._is_left(row)]

    @cached_property
    def postponed(self) -> list[Chosen]:
        camps = {camp.id: camp for camp in self.standing.catalogue.camps}
        return [
            self._chosen(row, camp=camps.get(row.camp_id or 0))
            for row in self.choices
            if row.kind == PlanChoice.Kind.POSTPONED and self._is_left(row)
        ]

    @property
    def postponed_minutes(self) -> int:
        return sum(chosen.minutes for chosen in self.postponed)

    @cached_property
    def missed(self) -> list[Chosen]:
        return [self._chosen(row) for row in self.plan.missed]

    @cached_property
    def brought_back(self) -> list[Chosen]:
        """What came onto the plan for a reason from elsewhere."""
        return [self._chosen(row) for row in self.choices if row.because and self._is_left(row)]

    @cached_property
    def out_of_order(self) -> list[OutOfOrder]:
        moved = {row.skill_id: row for row in self.choices if row not in self.plan.missed}
        found = {b.skill: b.ahead_of for week in self.plan.weeks for b in week.blocks if b.ahead_of}
        return [OutOfOrder(skill, ahead_of, moved.get(skill.id)) for skill, ahead_of in found.items()]

    @cached_property
    def left_out(self) -> list[Skill]:
        """Skipped, though the role asks for it."""
        standing = self.standing
        return [s for s in standing.skills() if standing.state(s) == State.SKIPPED and standing.need(s) != OPTIONAL]

    @property
    def left_out_minutes(self) -> int:
        return sum(self.standing.minutes(skill) for skill in self.left_out)

    def _is_left(self, row: Choice) -> bool:
        return row.skill_id in self.plan.ends

    def _chosen(self, row: Choice, camp: Camp | None = None, otherwise: dt.date | None = None) -> Chosen:
        skill = self.standing.catalogue.skills[row.skill_id]
        return Chosen(row, skill, self.plan.minutes_of(skill), camp, otherwise)

    def of(self, skill: Skill, kind: str) -> Choice | None:
        return next((row for row in self.choices if row.skill_id == skill.id and row.kind == kind), None)


def plan_page(
    user: User, standing: Standing, today: dt.date, shown: int = WEEKS_SHOWN, own_pace: int | None = None
) -> PlanPage:
    """Two queries: what is studied this week, and which interviews stand in the weeks shown."""
    choices = standing.chosen.choices
    monday = monday_of(today)
    spent = StudyEntry.objects.filter(user=user).between(monday, monday + dt.timedelta(days=6)).minutes()
    plan = schedule(standing, choices, today=today, spent=spent)
    coming = Span(today, plan.weeks[:shown][-1].sunday, user.zone)
    return PlanPage(
        standing=standing,
        plan=plan,
        today=today,
        choices=choices,
        shown=shown,
        target=target_of(standing, plan, today, own_pace),
        interviews=in_order(interviews(Diary(user), coming)),
    )


def neighbours(plan: Schedule, skill: Skill) -> tuple[Skill | None, Skill | None]:
    """What stands before a skill in the plan and what after it, pinned ones aside."""
    pinned = {block.skill.id for week in plan.weeks for block in week.blocks if block.pinned}
    order = [other for other in plan.order if other.id not in pinned]
    if skill not in order:
        return None, None
    place = order.index(skill)
    return order[place - 1] if place else None, order[place + 1] if place + 1 < len(order) else None


def _starts(plan: Schedule) -> dict[int, dt.date]:
    """Skill id → the Monday of its first week."""
    return {block.skill.id: week.monday for week in reversed(plan.weeks) for block in week.blocks}


def _shown(week: Week, reached: tuple[Camp, ...], asked: tuple[Dated, ...]) -> ShownWeek:
    minutes = [week.spent, *(block.minutes for block in week.blocks)]
    spent, *columns = columns_of(minutes, max(week.minutes + week.spent, sum(minutes)))
    blocks = (
        ShownBlock(block, columns, f"move-{block.skill.slug}-{week.monday:%Y%m%d}")
        for block, columns in zip(week.blocks, columns, strict=True)
    )
    return ShownWeek(week, tuple(blocks), spent, reached, asked)


def columns_of(minutes: Iterable[int], whole: int) -> list[int]:
    """Whole columns for parts of a week, near their share; each at least as wide as a number, together one row."""
    parts = list(minutes)
    columns = [max(NARROWEST, round(COLUMNS * part / whole)) if part else 0 for part in parts]
    while sum(columns) > COLUMNS:
        columns[columns.index(max(columns))] -= 1
    return columns
