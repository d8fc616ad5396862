"""When a person will be ready: a likely and a cautious date for each camp, and what moved them.

Minutes left (`standing.camps`, which count with the camps before them) over the person's pace (`figures/pace.py`),
by the arithmetic of `figures/reach.py`. The last camp is the summit.

Who changed the order of the plan walks to a camp by that order: what stands before it counts with it, and what waits
for a week does not begin before it. The plan is packed at the same pace, so a promise has no part in an own one.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from math import ceil

from careers import formats
from careers.figures.catalogue import Camp
from careers.figures.pace import WEEK, WEEKS_BACK, Rate, rate_of
from careers.figures.reach import CAUTION, weeks_to
from careers.figures.schedule import Schedule, minutes_ahead, schedule
from careers.figures.standing import CampStanding, Standing
from careers.models import ForecastShown, State, StudyEntry, User

FARTHEST = dt.timedelta(days=365 * 40)
"""Later dates would be no help to anybody; they are given as this one."""
LOOK_BACK = dt.timedelta(days=14)
A_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Moved:
    """How a likely date differs from what was shown on an earlier day."""

    days: int
    """Later; negative: sooner."""
    since: dt.date
    why: str

    @property
    def words(self) -> str:
        """`2 days sooner than on 17 November: 2 h more than planned.`"""
        if not self.days:
            return f"The same as on {formats.day(self.since)}."
        how = "sooner" if self.days < 0 else "later"
        return f"{formats.count(abs(self.days), 'day')} {how} than on {formats.day(self.since)}: {self.why}."


@dataclass(frozen=True, slots=True)
class Goal:
    """One camp with its dates; without them once it is reached."""

    standing: CampStanding
    is_summit: bool
    reached_on: dt.date | None
    likely: dt.date | None = None
    cautious: dt.date | None = None
    moved: Moved | None = None
    minutes_ahead: int = 0
    """What is left of it, with what the person put before it on their plan."""
    waits_until: dt.date | None = None
    """The Monday for which one of its skills waits, where that is what its date comes from."""

    @property
    def camp(self) -> Camp:
        return self.standing.camp

    @property
    def kind(self) -> str:
        return self.standing.kind

    @property
    def reached(self) -> bool:
        return self.standing.reached

    @property
    def minutes_left(self) -> int:
        return self.standing.left_minutes

    @property
    def minutes_put_before(self) -> int:
        return self.minutes_ahead - self.minutes_left


@dataclass(frozen=True)
class Forecast:
    """What the partials of `templates/plan/forecast.html` show; a page hands it over as `forecast`."""

    today: dt.date
    rate: Rate
    goals: tuple[Goal, ...]
    walked: tuple[tuple[dt.date, int], ...]
    """Day → minutes of counted skills that were covered by its end, as far as today's states tell."""
    covered: int
    target_on: dt.date | None
    kept: Mapping[str, ForecastShown]
    """What is kept of today already, by goal."""

    @property
    def next(self) -> Goal | None:
        return next((goal for goal in self.goals if goal.standing.is_next), None)

    @property
    def summit(self) -> Goal | None:
        """Until it is reached."""
        return self.goals[-1] if self.goals and not self.goals[-1].reached else None

    @property
    def ahead(self) -> list[Goal]:
        return [goal for goal in self.goals if not goal.reached]

    @property
    def began_on(self) -> dt.date:
        return self.walked[0][0] if self.walked else self.today

    @property
    def moved(self) -> Moved | None:
        """Of the next camp."""
        return self.next.moved if self.next else None

    @cached_property
    def by_month(self) -> list[tuple[dt.date, int]]:
        """A month's first day → minutes covered at its end, newest first."""
        months = {day.replace(day=1): minutes for day, minutes in self.walked}
        months[self.today.replace(day=1)] = self.covered
        return sorted(months.items(), reverse=True)

    def to_keep(self) -> list[ForecastShown]:
        """Rows for what is shown today, those left out that are kept just so."""
        rows = [_row(goal, self.today, self.rate) for goal in self.ahead]
        return [row for row in rows if not _same(row, self.kept.get(row.goal))]


def log_of(user: User, today: dt.date) -> dict[dt.date, int]:
    """Day → minutes, as far back as a pace looks."""
    first = today - dt.timedelta(days=WEEK * WEEKS_BACK)
    return StudyEntry.objects.filter(user=user).between(first, today).minutes_by_day()


def forecast_of(user: User, standing: Standing, today: dt.date, log: Mapping[dt.date, int] | None = None) -> Forecast:
    """Two queries: the log of half a year by day, and what was shown in the last two weeks. One where a page has read
    the log already and gives it."""
    log = _within(log, today) if log is not None else log_of(user, today)
    shown = list(ForecastShown.of(user).filter(day__gte=today - LOOK_BACK, day__lte=today).order_by("day", "id"))
    return forecast(standing, rate_of(log, today, standing.minutes_a_week), today, user.zone, shown)


def _within(log: Mapping[dt.date, int], today: dt.date) -> dict[dt.date, int]:
    """As if it had been read for this: a longer log would tell of more weeks."""
    first = today - dt.timedelta(days=WEEK * WEEKS_BACK)
    return {day: minutes for day, minutes in log.items() if day >= first}


def forecast(
    standing: Standing, rate: Rate, today: dt.date, zone: dt.tzinfo, shown: Sequence[ForecastShown] = ()
) -> Forecast:
    """From rows of earlier days, oldest first. No query."""
    plan = _reordered(standing, rate, today)
    goals = tuple(_goal(standing, plan, camp, rate, today, zone, shown) for camp in standing.camps)
    return Forecast(
        today=today,
        rate=rate,
        goals=goals,
        walked=_walked(standing, today, zone),
        covered=standing.total.covered_minutes,
        target_on=standing.target_on,
        kept={row.goal: row for row in shown if row.day == today},
    )


def dates(minutes: int, rate: Rate, today: dt.date) -> tuple[dt.date, dt.date]:
    """Likely and cautious."""
    likely, cautious = (_day(today, weeks_to(minutes, rate, caution)) for caution in (0.0, CAUTION))
    return likely, max(likely, cautious)


def _day(today: dt.date, weeks: float) -> dt.date:
    """The day on which the last of these weeks ends; what is a hair over a whole day is that day."""
    if weeks * WEEK >= FARTHEST.days:
        return today + FARTHEST
    return today + dt.timedelta(days=ceil(round(weeks * WEEK, 6)))


def _reordered(standing: Standing, rate: Rate, today: dt.date) -> Schedule | None:
    """The plan at the person's pace, if they chose something about its order: else camps are as far as their hours."""
    choices = standing.chosen.choices
    return schedule(standing, choices, today=today, goal=max(1, rate.minutes_a_week)) if choices else None


def _goal(
    standing: Standing,
    plan: Schedule | None,
    camp: CampStanding,
    rate: Rate,
    today: dt.date,
    zone: dt.tzinfo,
    shown: Iterable[ForecastShown],
) -> Goal:
    is_summit = camp.number == len(standing.camps)
    if camp.reached:
        return Goal(camp, is_summit, camp.reached_on.astimezone(zone).date() if camp.reached_on else None)
    minutes, likely, cautious, waits_until = _way_to(camp, plan, rate, today)
    goal = Goal(camp, is_summit, None, likely, cautious, None, minutes, waits_until)
    then = _a_week_ago((row for row in shown if row.goal == camp.camp.key), today)
    return replace(goal, moved=_moved(then, _row(goal, today, rate), waits_until)) if then else goal


def _way_to(
    camp: CampStanding, plan: Schedule | None, rate: Rate, today: dt.date
) -> tuple[int, dt.date, dt.date, dt.date | None]:
    """Minutes ahead, likely and cautious date, and the Monday for which a skill waits if that makes the date."""
    if plan is None:
        return camp.left_minutes, *dates(camp.left_minutes, rate, today), None
    minutes = max(camp.left_minutes, *minutes_ahead(plan, [camp]))
    likely, cautious = dates(minutes, rate, today)
    waits_until = None
    for skill in camp.left:
        if begins := plan.waits.get(skill.id):
            soonest, latest = dates(plan.minutes_of(skill), rate, begins)
            if soonest > likely:
                likely, waits_until = soonest, begins
            cautious = max(cautious, latest)
    return minutes, likely, cautious, waits_until


def _a_week_ago(rows: Iterable[ForecastShown], today: dt.date) -> ForecastShown | None:
    """What was shown a week ago, or last before that; else the first since."""
    earlier = [row for row in rows if row.day < today]
    return next((row for row in reversed(earlier) if row.day <= today - A_WEEK), earlier[0] if earlier else None)


def _row(goal: Goal, today: dt.date, rate: Rate) -> ForecastShown:
    assert goal.likely
    assert goal.cautious
    return ForecastShown(
        day=today,
        goal=goal.camp.key,
        likely=goal.likely,
        cautious=goal.cautious,
        minutes_left=goal.minutes_ahead,
        minutes_a_week=rate.minutes_a_week,
    )


def _same(row: ForecastShown, kept: ForecastShown | None) -> bool:
    return kept is not None and all(getattr(row, name) == getattr(kept, name) for name in ForecastShown.export_fields)


def _moved(then: ForecastShown, now: ForecastShown, waits_until: dt.date | None) -> Moved:
    why = f"a skill waits until {formats.day(waits_until)}" if waits_until else _why(then, now)
    return Moved((now.likely - then.likely).days, then.day, why)


def _why(then: ForecastShown, now: ForecastShown) -> str:
    """What weighs more: how much was done beside what was planned, or how the pace changed."""
    planned = then.minutes_a_week * (now.day - then.day).days / WEEK
    done = then.minutes_left - now.minutes_left
    by_work = (planned - done) / max(then.minutes_a_week, 1)
    by_pace = now.minutes_left / max(now.minutes_a_week, 1) - now.minutes_left / max(then.minutes_a_week, 1)
    if abs(by_pace) > abs(by_work):
        return (
            f"your pace is {formats.hours(now.minutes_a_week)} a week now, it was {formats.hours(then.minutes_a_week)}"
        )
    if done < 0:
        return f"{formats.hours(-done)} more lie before it than then"
    over = round(done - planned)
    return f"{formats.hours(abs(over))} {'more' if over >= 0 else 'less'} than planned"


def _walked(standing: Standing, today: dt.date, zone: dt.tzinfo) -> tuple[tuple[dt.date, int], ...]:
    done: dict[dt.date, int] = {}
    for skill in standing.skills():
        mark = standing.mark(skill)
        if standing.counted(skill) and mark.state == State.DONE and mark.since:
            day = min(mark.since.astimezone(zone).date(), today)
            done[day] = done.get(day, 0) + standing.minutes(skill)
    days = sorted(done)
    return tuple(zip(days, accumulate(done[day] for day in days), strict=True))
