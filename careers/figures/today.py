"""Today: the one next thing and how to go on with it, what fits into the time at hand, what is in progress."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from careers.figures.agenda import FOLLOW_UP, HAND_IN, INTERVIEW, Dated, Span, agenda
from careers.figures.follow_ups import LONG_PAST
from careers.figures.forecast import Forecast
from careers.figures.news import News, news_for
from careers.figures.next_skills import NextSkill, next_skills
from careers.figures.own_resources import PROGRESS, ResourceRow, go_on_in
from careers.figures.standing import Standing
from careers.figures.study import Study, study_of
from careers.models import State, User

AFTER_THE_FIRST = 5
CANDIDATES = 12
"""So many of the ranked skills are looked through for what fits."""
FITTING = 3
AT_HAND = (15, 25, 45, 90)
"""Minutes that are offered."""
LONG = dt.timedelta(days=30)
COMING, OVERDUE = dt.timedelta(days=14), dt.timedelta(days=LONG_PAST)
MOST_COMING = 5
SHORTEST, LONGEST = 5, 600


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks of the page."""

    passed_over: int = 0
    """So many of the ranked skills are not wanted now."""
    minutes: int = 0
    """The time at hand; 0 if nothing is said of it."""


NOTHING_ASKED = Asked()


@dataclass(frozen=True, slots=True)
class Step:
    """One skill with the resource to go on with."""

    next: NextSkill
    resource: ResourceRow | None
    since: dt.datetime | None = None
    rests: bool = False
    """Learning for more than 30 days, with nothing logged on it in the last 30."""

    @property
    def goes_on(self) -> bool:
        return self.resource is not None and self.resource.state == PROGRESS


@dataclass(frozen=True, slots=True)
class Fit:
    """What can be done in the minutes at hand: all that is left of a resource, or a part of it."""

    step: Step
    minutes: int
    left: int

    @property
    def whole(self) -> bool:
        return self.left <= self.minutes


@dataclass(frozen=True, slots=True)
class Today:
    first: Step | None
    pass_over: int
    """What `Asked.passed_over` becomes by choosing something else; 0 begins anew."""
    then: Sequence[NextSkill]
    """The next ones that are not begun yet; those that are stand in `learning`."""
    learning: Sequence[Step]
    fits: Sequence[Fit]
    asked: Asked
    study: Study
    news: News | None
    is_back: bool
    """They came back today, after two weeks or more."""
    week_number: int
    """Of the plan, from 1; 0 without one."""
    coming: Sequence[Dated]
    """What has a day within the next two weeks, soonest first."""
    to_write: Sequence[Dated]
    """Follow-ups that are due by today, the latest first; after two weeks they are brought up no more."""
    forecast: Forecast | None = None
    """Showing it is an act: `acts.show_today` puts it in."""

    @property
    def at_hand(self) -> tuple[int, ...]:
        return AT_HAND


def today(user: User, standing: Standing, asked: Asked = NOTHING_ASKED) -> Today:
    """Five queries."""
    now = timezone.now()
    dated = _dated(user, timezone.localdate(now))
    ranked = next_skills(standing)
    place = asked.passed_over if asked.passed_over < min(len(ranked), AFTER_THE_FIRST) else 0
    chosen = ranked[place] if ranked else None
    others = [entry for entry in ranked if entry is not chosen]
    learning = [entry for entry in ranked if entry.state == State.LEARNING]
    resources = go_on_in([entry.skill for entry in (*ranked[:CANDIDATES], *learning)], user)
    study = study_of(user, standing, now)
    steps = [_step(entry, standing, resources, study) for entry in ranked]
    return Today(
        first=steps[place] if steps else None,
        pass_over=(place + 1) % max(1, min(len(ranked), AFTER_THE_FIRST)),
        then=[entry for entry in others if entry.state != State.LEARNING][:AFTER_THE_FIRST],
        learning=[s for s in steps if s.next in learning and not (s.next is chosen and standing.has_plan)],
        fits=fitting([step for step in steps[:CANDIDATES] if not standing.unmet(step.next.skill)], asked.minutes),
        asked=asked,
        study=study,
        news=news_for(user, standing),
        is_back=user.back_at is not None and now - user.back_at < dt.timedelta(days=1),
        week_number=week_number(standing.started_at, now),
        coming=coming_up([item for item in dated if item.kind != FOLLOW_UP and item.day >= study.activity.today]),
        to_write=[item for item in reversed(dated) if item.kind == FOLLOW_UP and item.day <= study.activity.today],
    )


def _dated(user: User, today: dt.date) -> list[Dated]:
    return agenda(user, Span(today - OVERDUE, today + COMING, user.zone))


def coming_up(dated: Sequence[Dated]) -> list[Dated]:
    """The soonest, where what others wait for goes before what one only means to do."""
    fixed = [item for item in dated if item.kind in (INTERVIEW, HAND_IN)]
    kept = [*fixed, *(item for item in dated if item not in fixed)][:MOST_COMING]
    return [item for item in dated if item in kept]


def _step(entry: NextSkill, standing: Standing, resources: Mapping[int, ResourceRow], study: Study) -> Step:
    since = standing.mark(entry.skill).since
    return Step(entry, resources.get(entry.skill.id), since, _rests(entry, since, study))


def _rests(entry: NextSkill, since: dt.datetime | None, study: Study) -> bool:
    if entry.state != State.LEARNING or since is None or study.now - since <= LONG:
        return False
    last = study.last_on.get(entry.skill.id)
    return last is None or study.activity.today - last > LONG


def fitting(steps: Sequence[Step], minutes: int) -> list[Fit]:
    """In the order of the ranking: what can be finished in time, what is begun, and what comes first of all.

    Only what has a known length.
    """
    if not minutes:
        return []
    fits = []
    for place, step in enumerate(steps):
        left = _left(step.resource) if step.resource else None
        if left and (left <= minutes or step.goes_on or place == 0):
            fits.append(Fit(step, minutes, left))
    return fits[:FITTING]


def _left(row: ResourceRow) -> int | None:
    """Minutes that are left of a resource, or of its part to use; None where its length is unknown."""
    length = row.place.minutes
    if length is None:
        return None
    stopped = row.mine.stopped_seconds if row.mine and row.state == PROGRESS and row.place.part_hours is None else None
    return max(1, length - (stopped or 0) // 60)


def week_number(started_at: dt.datetime | None, now: dt.datetime) -> int:
    """Weeks begin on Monday where the person is."""
    if started_at is None:
        return 0
    first, last = (timezone.localdate(moment) for moment in (started_at, now))
    return max(0, ((last - dt.timedelta(last.weekday())) - (first - dt.timedelta(first.weekday()))).days // 7) + 1
