"""Dated things: one shape for whatever has a day, wherever it comes from.

The calendar feed, Today's "Coming up" and whoever else lists what comes take `Dated` from here. What stands in rows
comes through `SOURCES`: a kind of its own is one function (diary, span) → Dated, added there. What is worked out from
the plan (study days, camps, the target date) comes from the functions below, over a schedule and a forecast that the
caller has already.

`ident` is the same for the same thing for ever, and different for two things of one person: calendars tell by it what
they have already. A start that is a date fills that day; one that is a time carries its zone.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.utils import timezone

from careers import formats
from careers.figures.application import Course, fold
from careers.figures.evenings import evenings
from careers.figures.follow_ups import UNKNOWN_LENGTH, Interview, follow_up_of, rhythm_of
from careers.figures.follow_ups import interviews as interviews_of
from careers.figures.forecast import Forecast
from careers.figures.schedule import Block, Schedule, Week
from careers.models import Application, ApplicationEvent, FollowUpRhythm, Round, User

STUDY, CAMP, TARGET, INTERVIEW, HAND_IN = "study", "camp", "target", "interview", "hand_in"
NEXT_ACTION, FOLLOW_UP = "next_action", "follow_up"
"""Of an application: what its owner planned, and what is proposed where they planned nothing."""
WEEKS_OF_STUDY = 8
"""Later weeks move too much to stand in a calendar."""


@dataclass(frozen=True, slots=True)
class Dated:
    kind: str
    ident: str
    start: dt.date
    title: str
    url: str
    """Of ours, from the first slash on."""
    end: dt.datetime | None = None
    """Of what has a time; without it, a moment."""
    detail: str = ""
    version: int | None = None
    """Counts the saves of its row; None for what is worked out anew each day."""

    @property
    def all_day(self) -> bool:
        return not isinstance(self.start, dt.datetime)

    @property
    def day(self) -> dt.date:
        """Of the person, whose zone is the current one."""
        return timezone.localdate(self.start) if isinstance(self.start, dt.datetime) else self.start


@dataclass(frozen=True, slots=True)
class Span:
    """Days of the person, both included."""

    first: dt.date
    last: dt.date
    zone: dt.tzinfo

    def moments(self) -> tuple[dt.datetime, dt.datetime]:
        """From its first midnight to the one after it."""
        days = (self.first, self.last + dt.timedelta(days=1))
        begin, end = (dt.datetime.combine(day, dt.time(), self.zone) for day in days)
        return begin, end


@dataclass(frozen=True)
class Diary:
    """Rows of one person that more than one source reads."""

    user: User

    @cached_property
    def rounds(self) -> list[Round]:
        return list(Round.of(self.user).there().shown().exclude(status=Round.Status.CANCELLED))


type Source = Callable[[Diary, Span], Iterable[Dated]]


def interviews(diary: Diary, span: Span) -> Iterator[Dated]:
    """Rounds with a time, and take-homes by the hour at which they are handed in."""
    for row in diary.rounds:
        begin, end = span.moments()
        if row.when is None or not begin <= row.when < end:
            continue
        start = row.when.astimezone(span.zone)
        length = dt.timedelta(minutes=row.minutes) if row.minutes else UNKNOWN_LENGTH
        yield Dated(
            kind=HAND_IN if row.is_take_home else INTERVIEW,
            ident=f"round-{row.key.hex}",
            start=start,
            title=f"{row.application.company}: {row.name}{' due' if row.is_take_home else ''}",
            url=row.get_absolute_url(),
            end=None if row.is_take_home else later(start, length),
            detail="\n".join(filter(None, (row.get_format_display(), row.place, row.link))),
            version=row.version,
        )


def follow_ups(diary: Diary, span: Span) -> Iterator[Dated]:
    """Next actions of applications that go on, and where none is planned, when to write again.

    One query beside the rounds: every application has an event.
    """
    events = (
        ApplicationEvent.of(diary.user)
        .filter(application__removed_at=None)
        .select_related("application__follow_up_choice", "user__follow_up_rhythm")
        .defer("note", "application__posting", "application__notes")
        .order_by("application", "at", "pk")
    )
    now = timezone.now()
    rounds = interviews_of(diary.rounds, now)
    for row, found in groupby(events, key=lambda event: event.application):
        log = list(found)
        item = _follow_up(row, fold(log), rounds.get(row.pk, ()), rhythm_of(log[0].user), timezone.localdate(now))
        if item and span.first <= item.day <= span.last:
            yield item


def _follow_up(
    row: Application, course: Course, rounds: Iterable[Interview], rhythm: FollowUpRhythm, today: dt.date
) -> Dated | None:
    url = row.get_absolute_url()
    if row.next_on:
        title = f"{row.company}: {row.next_action or 'next action'}"
        return None if course.ended else Dated(NEXT_ACTION, f"next-{row.key.hex}", row.next_on, title, url)
    ask = follow_up_of(row, course, rounds, rhythm, today)
    return Dated(FOLLOW_UP, f"follow-{row.key.hex}", ask.due, f"{row.company}: {ask.text}", url) if ask else None


SOURCES: dict[str, Source] = {"with_interviews": interviews, "with_follow_ups": follow_ups}
"""By the switch of the calendar feed that lets them in."""


def agenda(user: User, span: Span, sources: Iterable[Source] = tuple(SOURCES.values())) -> list[Dated]:
    """What stands in rows, by day and time."""
    diary = Diary(user)
    return in_order(item for source in sources for item in source(diary, span))


def in_order(items: Iterable[Dated]) -> list[Dated]:
    """What fills a day stands before what has a time."""
    return sorted(items, key=lambda item: (item.day, not item.all_day, item.start.isoformat(), item.ident))


def later(start: dt.datetime, length: dt.timedelta) -> dt.datetime:
    """So much time later, also where the clocks change in between."""
    return (start.astimezone(dt.UTC) + length).astimezone(start.tzinfo)


# --- from the plan ---


def study_days(
    plan: Schedule, rest_days: Iterable[int], today: dt.date, at: dt.time, zone: dt.tzinfo
) -> Iterator[Dated]:
    """The coming weeks' hours, spread over days of study, at the hour that the person likes."""
    for week in plan.weeks[:WEEKS_OF_STUDY]:
        gone = range((today - week.monday).days)
        parts = _parts(week, {*rest_days, *gone})
        for day, blocks in parts.items():
            start = dt.datetime.combine(day, at, zone)
            start = start.astimezone(dt.UTC).astimezone(zone)  # an hour that the clocks leave out is the one after it
            yield Dated(
                kind=STUDY,
                ident=f"study-{day.isoformat()}",
                start=start,
                title=f"Study: {_listed(blocks)}",
                url="/plan/",
                end=later(start, dt.timedelta(minutes=sum(minutes for _, minutes in blocks))),
                detail="\n".join(f"{formats.hours(minutes)} {block.skill.title}" for block, minutes in blocks),
            )


type Part = tuple[Block, int]
"""Minutes of a block that one day takes."""


def _parts(week: Week, without: set[int]) -> dict[dt.date, list[Part]]:
    """Blocks in their order, cut where a day is full. Minutes are neither lost nor added."""
    queue = [(block, block.minutes) for block in week.blocks]
    found: dict[dt.date, list[Part]] = {}
    for offset, evening in enumerate(evenings(week.planned, without)):
        room = evening.minutes
        while room and queue:
            block, minutes = queue.pop(0)
            taken = min(room, minutes)
            found.setdefault(week.monday + dt.timedelta(days=offset), []).append((block, taken))
            room -= taken
            if taken < minutes:
                queue.insert(0, (block, minutes - taken))
    return found


def _listed(parts: Iterable[Part]) -> str:
    *first, last = dict.fromkeys(block.skill.short_title for block, _ in parts)
    return f"{', '.join(first)} and {last}" if first else last


def camps(forecast: Forecast) -> Iterator[Dated]:
    """The likely day of each camp ahead, and the date that the person aims at."""
    for goal in forecast.ahead:
        assert goal.likely
        assert goal.cautious
        detail = f"Likely on this day, by {formats.day(goal.cautious)} with care. {goal.camp.possible}"
        title = f"Camp: {goal.camp.short_title}, likely"
        yield Dated(CAMP, f"camp-{goal.camp.key}", goal.likely, title, "/plan/", detail=detail)
    if forecast.target_on:
        yield Dated(TARGET, "target", forecast.target_on, "My target date", "/plan/")
