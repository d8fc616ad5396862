"""A person's calendar as text: iCalendar (RFC 5545), written by the library `icalendar`, from dated things.

What an event says of itself must not change while it is the same, else every visit would be news to a calendar
program: so DTSTAMP is the person's midnight, and SEQUENCE counts the saves of a row, or the days for what is worked
out anew each day. UIDs carry the feed's key, which stays when its address changes.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from django.utils import timezone
from icalendar import Alarm, Calendar, Event

from careers.figures.agenda import SOURCES, Dated, Span, agenda, camps, study_days
from careers.figures.forecast import forecast, log_of
from careers.figures.pace import rate_of
from careers.figures.schedule import monday_of, schedule
from careers.figures.standing import Standing, standing_of
from careers.models import CalendarFeed, User

BEHIND = dt.timedelta(days=92)
AHEAD = dt.timedelta(days=366)
EPOCH = dt.date(2020, 1, 1)
EVERY = dt.timedelta(hours=4)
"""How often a program may look again."""
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
"""What no text of the format may hold; line breaks are written as such."""


def dated_of(feed: CalendarFeed, now: dt.datetime) -> list[Dated]:
    """All that the feed lets in. Five queries at most, however much there is."""
    user = feed.user
    today = timezone.localdate(now, user.zone)
    span = Span(today - BEHIND, today + AHEAD, user.zone)
    items = agenda(user, span, [source for switch, source in SOURCES.items() if getattr(feed, switch)])
    if feed.with_study or feed.with_camps:
        standing = standing_of(user)
        if standing.has_plan:
            items += _of_the_plan(feed, standing, today)
    return items


def _of_the_plan(feed: CalendarFeed, standing: Standing, today: dt.date) -> Iterator[Dated]:
    user, zone = feed.user, feed.user.zone
    log = log_of(user, today)
    if feed.with_study:
        spent = sum(minutes for day, minutes in log.items() if day >= monday_of(today))
        plan = schedule(standing, standing.chosen.choices, today=today, spent=spent)
        yield from study_days(plan, standing.rest_days, today, feed.study_at, zone)
    if feed.with_camps:
        yield from camps(forecast(standing, rate_of(log, today, standing.minutes_a_week), today, zone))


def calendar_of(feed: CalendarFeed, origin: str, now: dt.datetime) -> bytes:
    """The feed's text. `origin` is this copy's address, without a slash at its end."""
    return written(dated_of(feed, now), feed, origin, timezone.localdate(now, feed.user.zone))


def written(items: Iterable[Dated], feed: CalendarFeed, origin: str, today: dt.date) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", f"-//Ascent//{origin}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Ascent")
    calendar.add("x-published-ttl", EVERY)
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    for item in items:
        calendar.add_component(_event(item, feed, origin, today))
    calendar.add_missing_timezones(today - 2 * BEHIND, today + 2 * AHEAD)
    return calendar.to_ical()


def _event(item: Dated, feed: CalendarFeed, origin: str, today: dt.date) -> Event:
    stamp = dt.datetime.combine(today, dt.time(), feed.user.zone).astimezone(dt.UTC)
    event = Event()
    event.add("uid", f"{item.ident}.{feed.key.hex}@{origin.partition('://')[2]}")
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", item.version if item.version is not None else (today - EPOCH).days)
    event.add("summary", _clean(item.title))
    event.add("dtstart", item.start)
    if item.all_day:
        event.add("dtend", item.start + dt.timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    elif item.end:
        event.add("dtend", item.end)
    if item.detail:
        event.add("description", _clean(item.detail))
    event.add("url", origin + item.url)
    event.add("categories", [item.kind.replace("_", " ").capitalize()])
    if feed.alarm_minutes is not None and not item.all_day:
        event.add_component(_alarm(item, feed.alarm_minutes))
    return event


def _alarm(item: Dated, minutes: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _clean(item.title))
    alarm.add("trigger", -dt.timedelta(minutes=minutes))
    return alarm


def _clean(text: str) -> str:
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def feed_of(user: User) -> CalendarFeed:
    """Theirs, or one that is not saved yet, with the usual choices."""
    return CalendarFeed.of(user).first() or CalendarFeed(user=user)
