"""Whether the plan fits its target date, and what it would take if not.

Plain arithmetic: hours left over hours a week, from today. There are two answers, one for the last camp, which is what
is essential, and one for everything that is on the plan; the useful skills lie between them.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from careers.figures.catalogue import Skill
from careers.figures.schedule import Schedule, minutes_ahead
from careers.figures.standing import Standing
from careers.models import Need
from careers.models.plans import MAX_MINUTES_A_WEEK

DAYS = 7
STEP = 30
"""Hours a week are offered in half hours."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """One change that makes the date: a pace, skills to leave out, or both."""

    key: str
    minutes_a_week: int
    fewer: tuple[Skill, ...]
    left_minutes: int
    ends_on: dt.date

    @property
    def skills(self) -> str:
        """Their titles, as one would list them."""
        *first, last = [skill.short_title for skill in self.fewer]
        return f"{', '.join(first)} and {last}" if first else last


@dataclass(frozen=True, slots=True)
class Target:
    on: dt.date
    pace: int
    """Minutes a week that are reckoned with."""
    left_minutes: int
    ends_on: dt.date
    """When all that is left is done at this pace."""
    ways: tuple[WayOut, ...]
    today: dt.date
    summit_minutes: int = 0
    """Up to the last camp."""
    own_pace: int | None = None
    """What the person's own weeks come to, once there are enough of them."""

    @property
    def feasible(self) -> bool:
        return self.ends_on <= self.on

    @property
    def summit_on(self) -> dt.date:
        return done_on(self.today, self.summit_minutes, self.pace)

    @property
    def summit_fits(self) -> bool:
        """The last camp lies ahead and is reached in time."""
        return self.summit_minutes > 0 and self.summit_on <= self.on

    @property
    def passed(self) -> bool:
        return self.on < self.today

    @property
    def days_over(self) -> int:
        return (self.ends_on - self.on).days

    @property
    def weeks_over(self) -> int:
        """Rounded, at least one."""
        return max(1, round(self.days_over / DAYS))

    @property
    def weeks_spare(self) -> int:
        return -self.days_over // DAYS

    @property
    def own_ends_on(self) -> dt.date | None:
        """When all of it is done at their own pace."""
        return done_on(self.today, self.left_minutes, self.own_pace) if self.own_pace else None

    @property
    def widest(self) -> int:
        """Minutes a week that fill the scale of the ways out."""
        return max([self.pace, *(way.minutes_a_week for way in self.ways)])


def target_of(standing: Standing, plan: Schedule, today: dt.date, own_pace: int | None = None) -> Target | None:
    """None without a target date, or where nothing is left. Ways out are changes of the plan, so its pace is taken."""
    pace = standing.minutes_a_week
    if standing.target_on is None or not plan.minutes:
        return None
    ends_on = done_on(today, plan.minutes, pace)
    summit = minutes_ahead(plan, standing.camps[-1:])
    target = Target(standing.target_on, pace, plan.minutes, ends_on, (), today, sum(summit), own_pace)
    if target.feasible or target.passed:
        return target
    return replace(target, ways=tuple(_ways(standing, plan, today, target)))


def done_on(today: dt.date, minutes: int, pace: int) -> dt.date:
    """The day on which so many minutes are studied at so many a week, this week beginning today."""
    return today + dt.timedelta(days=-(-minutes * DAYS // pace))


def _ways(standing: Standing, plan: Schedule, today: dt.date, target: Target) -> list[WayOut]:
    days = (target.on - today).days
    ways = []

    def way(key: str, pace: int, fewer: Sequence[Skill]) -> None:
        left = plan.minutes - sum(plan.minutes_of(skill) for skill in fewer)
        ways.append(WayOut(key, pace, tuple(fewer), left, done_on(today, left, pace)))

    if more := _pace_for(plan.minutes, days):
        way("hours", more, ())
    useful = [skill for skill in plan.order if standing.need(skill) == Need.USEFUL]
    fewer = _fewer(plan, useful, plan.minutes - target.pace * days // DAYS)
    if fewer:
        way("fewer", target.pace, fewer)
    elif useful:
        left = plan.minutes - sum(plan.minutes_of(skill) for skill in useful)
        if left and (pace := _pace_for(left, days)) and pace > target.pace:
            way("both", pace, useful)
    return ways


def _pace_for(minutes: int, days: int) -> int | None:
    """Minutes a week, in half hours; None where nobody has so many."""
    if days <= 0:
        return None
    needed = -(-minutes * DAYS // days)
    pace = -(-needed // STEP) * STEP
    return pace if pace <= MAX_MINUTES_A_WEEK else None


def _fewer(plan: Schedule, useful: Sequence[Skill], over: int) -> list[Skill]:
    """The last useful skills of the plan that together come to so many minutes; none if all of them do not."""
    fewer: list[Skill] = []
    for skill in reversed(useful):
        if over <= 0:
            break
        fewer.append(skill)
        over -= plan.minutes_of(skill)
    return fewer[::-1] if over <= 0 else []
