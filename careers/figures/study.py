"""Study time as pages show it: this week against the goal, the year's activity, the timer.

Everything counts by the day that stands in an entry, which is the person's own (see `StudyEntry`); `today` is the
date in the zone that they have now. Weeks start on Monday.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.db.models import QuerySet, Sum
from django.utils import timezone

from careers.drawings import StudyDay, first_day
from careers.figures.catalogue import Skill
from careers.figures.next_skills import ranked
from careers.figures.standing import Standing
from careers.models import State, StudyEntry, StudyTimer, User

USUAL_SHARE = 0.5
"""A weekday is a usual one if at least half of the weeks with any study have some on it."""
WEEKS_FOR_USUAL = 4
MOST_CHOICES = 5
DAYS_A_PAGE = 21
QUICK = (15, 25, 45, 60)
"""Minutes that one tap logs."""


@dataclass(frozen=True, slots=True)
class WeekDay:
    date: dt.date
    minutes: int
    is_today: bool
    is_rest: bool


@dataclass(frozen=True, slots=True)
class Week:
    """One week's minutes against the goal. `goal` is 0 without a plan."""

    days: tuple[WeekDay, ...]
    goal: int

    @property
    def minutes(self) -> int:
        return sum(day.minutes for day in self.days)

    @property
    def left(self) -> int:
        return max(0, self.goal - self.minutes)

    @property
    def days_left(self) -> int:
        """Days until Sunday that are not for rest, today among them."""
        today = next(place for place, day in enumerate(self.days) if day.is_today)
        return sum(not day.is_rest for day in self.days[today:])


@dataclass(frozen=True, slots=True)
class Month:
    first: dt.date
    minutes: int
    days: int


@dataclass(frozen=True)
class Activity:
    """The year up to today, by day."""

    today: dt.date
    days: Mapping[dt.date, StudyDay]
    rest_days: Collection[int]

    @cached_property
    def minutes(self) -> int:
        return sum(day.minutes for day in self.days.values())

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """Those with any study, newest first."""
        minutes: Counter[dt.date] = Counter()
        days: Counter[dt.date] = Counter()
        for date, day in self.days.items():
            minutes[date.replace(day=1)] += day.minutes
            days[date.replace(day=1)] += 1
        return tuple(Month(first, minutes[first], days[first]) for first in sorted(minutes, reverse=True))

    @cached_property
    def fullest_month(self) -> Month | None:
        return max(self.months, key=lambda month: month.minutes, default=None)

    @cached_property
    def longest_day(self) -> tuple[dt.date, int] | None:
        """The latest of equals."""
        longest = max(self.days, key=lambda date: (self.days[date].minutes, date), default=None)
        return (longest, self.days[longest].minutes) if longest else None

    @cached_property
    def usual_days(self) -> tuple[dt.date, ...]:
        """Weekdays (as dates of one week) on which this person mostly studies; none before there is enough to tell."""
        weeks = {date - dt.timedelta(days=date.weekday()) for date in self.days}
        if len(weeks) < WEEKS_FOR_USUAL:
            return ()
        often = Counter(date.weekday() for date in self.days)
        return self._as_dates(day for day in range(7) if often[day] >= USUAL_SHARE * len(weeks))

    @cached_property
    def rest(self) -> tuple[dt.date, ...]:
        return self._as_dates(sorted(self.rest_days))

    def _as_dates(self, weekdays: Iterable[int]) -> tuple[dt.date, ...]:
        monday = self.today - dt.timedelta(days=self.today.weekday())
        return tuple(monday + dt.timedelta(days=day) for day in weekdays)


@dataclass(frozen=True)
class Study:
    """What the partials of `templates/study/` show; a page hands it over as `study`."""

    week: Week
    activity: Activity
    now: dt.datetime
    timer: StudyTimer | None
    timer_skill: Skill | None
    choices: Sequence[Skill]
    """What one is likely to log now: what is being learned, latest first, else what comes next."""
    last_on: Mapping[int, dt.date]
    """Skill id → the latest day of the year with study on it."""

    @property
    def timer_seconds(self) -> int:
        return int((self.now - self.timer.started_at).total_seconds()) if self.timer else 0

    @property
    def timer_forgotten(self) -> bool:
        return self.timer is not None and self.timer.forgotten(self.now)

    @property
    def quick(self) -> tuple[int, ...]:
        return QUICK


def study_of(user: User, standing: Standing, now: dt.datetime) -> Study:
    """Two queries: a year of days, and the timer."""
    timer = StudyTimer.of(user).select_related("resource").first()
    return _study(standing, now, *_days(user, standing, timezone.localdate(now)), timer)


def study_now(standing: Standing, now: dt.datetime, timer: StudyTimer | None) -> Study:
    """Without the year, for a page that logs and shows no days. No query unless a timer runs on a resource."""
    return _study(standing, now, {}, {}, timer)


def _study(
    standing: Standing,
    now: dt.datetime,
    days: dict[dt.date, StudyDay],
    last_on: dict[int, dt.date],
    timer: StudyTimer | None,
) -> Study:
    today = timezone.localdate(now)
    return Study(
        week=week(days, today, standing.minutes_a_week if standing.has_plan else 0, standing.rest_days),
        activity=Activity(today, days, standing.rest_days),
        now=now,
        timer=timer,
        timer_skill=standing.catalogue.skills.get(timer.skill_id) if timer and timer.skill_id else None,
        choices=likely(standing),
        last_on=last_on,
    )


def week(days: Mapping[dt.date, StudyDay], today: dt.date, goal: int, rest_days: Collection[int]) -> Week:
    monday = today - dt.timedelta(days=today.weekday())
    dates = [monday + dt.timedelta(days=offset) for offset in range(7)]
    return Week(
        tuple(
            WeekDay(date, days[date].minutes if date in days else 0, date == today, date.weekday() in rest_days)
            for date in dates
        ),
        goal,
    )


def minutes_on(user: User, skill: Skill) -> QuerySet[StudyEntry, tuple[int]]:
    """One number: all that was logged on the skill; no row where nothing was."""
    rows = StudyEntry.objects.filter(user=user, skill_id=skill.id).order_by().values("skill_id")
    return rows.annotate(sum=Sum("minutes")).values_list("sum")


def logged_on(user: User, skill: Skill) -> int:
    """Minutes of study on one skill."""
    return sum(minutes for (minutes,) in minutes_on(user, skill))


@dataclass(frozen=True, slots=True)
class LogEntry:
    row: StudyEntry
    skill: Skill | None


@dataclass(frozen=True, slots=True)
class LogDay:
    date: dt.date
    entries: tuple[LogEntry, ...]

    @property
    def minutes(self) -> int:
        return sum(entry.row.minutes for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Log:
    """Some days of the log, newest first. `earlier` names the day before which there are more; None at the end."""

    days: tuple[LogDay, ...]
    earlier: dt.date | None
    from_the_start: bool


def log_of(user: User, standing: Standing, before: dt.date | None) -> Log:
    """Two queries."""
    mine = StudyEntry.of(user).filter(day__lt=before) if before else StudyEntry.of(user)
    dates = list(mine.order_by("-day").values_list("day", flat=True).distinct()[: DAYS_A_PAGE + 1])
    shown = dates[:DAYS_A_PAGE]
    rows = StudyEntry.of(user).filter(day__in=shown).select_related("resource", "skill")
    skills = standing.catalogue.skills
    days = [
        LogDay(date, tuple(LogEntry(row, skills.get(row.skill_id or 0)) for row in of_day))
        for date, of_day in groupby(rows, key=lambda row: row.day)
    ]
    return Log(tuple(days), shown[-1] if len(dates) > DAYS_A_PAGE else None, before is None)


def likely(standing: Standing) -> list[Skill]:
    learning = [skill for skill in standing.skills() if standing.state(skill) == State.LEARNING]
    learning.sort(key=lambda skill: standing.mark(skill).since or dt.datetime.min.replace(tzinfo=dt.UTC), reverse=True)
    return (learning or ranked(standing)[:1])[:MOST_CHOICES]


def _days(user: User, standing: Standing, today: dt.date) -> tuple[dict[dt.date, StudyDay], dict[int, dt.date]]:
    """The year's days with study, and the latest day of each skill. One query.

    Days after today are among them, which another time zone left in this week.
    """
    rows = (
        StudyEntry.of(user)
        .filter(day__gte=first_day(today))
        .order_by("day")
        .values_list("day", "skill_id")
        .annotate(sum=Sum("minutes"))
    )
    skills = standing.catalogue.skills
    by_step: dict[dt.date, Counter[int | None]] = defaultdict(Counter)
    last_on: dict[int, dt.date] = {}
    for date, skill_id, minutes in rows:
        if skill_id:
            last_on[skill_id] = date
        by_step[date][skills[skill_id].step if skill_id in skills else None] += minutes
    return {date: StudyDay(steps.total(), _most(steps)) for date, steps in by_step.items()}, last_on


def _most(steps: Counter[int | None]) -> int | None:
    """The stage of most minutes; time without a stage only where there is no other."""
    return max(steps, key=lambda step: (step is not None, steps[step]))
