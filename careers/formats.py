"""How numbers, durations and dates are written. One formatter each, so that a page never disagrees with another."""

import datetime as dt

from django.utils import timezone

NBSP = "\u00a0"
"""A number keeps its unit: no line breaks between them."""


def hours(minutes: int) -> str:
    """A duration: `45 min`, `1 h 10`, `1,389 h`. From a hundred hours on, minutes would only pretend to be exact."""
    whole, rest = divmod(minutes, 60)
    if rest and not whole:
        return f"{rest}{NBSP}min"
    if not rest or whole >= 100:
        return f"{whole:,}{NBSP}h"
    return f"{whole}{NBSP}h{NBSP}{rest:02d}"


def hours_narrow(minutes: int) -> str:
    """`0:45`, `1:10`: where days stand side by side and say that they count hours."""
    whole, rest = divmod(minutes, 60)
    return f"{whole}:{rest:02d}"


def position(seconds: int) -> str:
    """A place in a recording, as players write it: `0:48`, `1:02:10`."""
    minutes, rest = divmod(seconds, 60)
    whole, minutes = divmod(minutes, 60)
    return f"{whole}:{minutes:02d}:{rest:02d}" if whole else f"{minutes}:{rest:02d}"


def percent(value: int) -> str:
    return f"{value}{NBSP}%"


def thousands(number: int) -> str:
    """`6,900`, for a column whose head says of what."""
    return f"{number:,}"


def count(number: int, noun: str) -> str:
    """`1 skill`, `1,024 skills`."""
    return f"{number:,}{NBSP}{noun if number == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """Regular English plurals: skill → skills, diary → diaries, match → matches."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun + "s"


def day(moment: dt.date) -> str:
    """`24 November`, with the year when it is not this one; a time is taken in the person's zone."""
    date = _local_date(moment)
    year = "" if date.year == timezone.localdate().year else f" {date.year}"
    return f"{date.day}{NBSP}{date:%B}{year}"


def day_short(moment: dt.date) -> str:
    """`24 Nov`, for narrow places."""
    date = _local_date(moment)
    year = "" if date.year == timezone.localdate().year else f" {date.year}"
    return f"{date.day}{NBSP}{date:%b}{year}"


def days_until(date: dt.date) -> str:
    """`today`, `tomorrow`, `in 5 days`, as the person counts days."""
    days = (_local_date(date) - timezone.localdate()).days
    return "today" if days <= 0 else "tomorrow" if days == 1 else f"in {count(days, 'day')}"


def clock(moment: dt.datetime) -> str:
    """`Tue 18:00`, for what is near."""
    return f"{timezone.localtime(moment):%a %H:%M}".replace(" ", NBSP)


def appointment(starts: dt.datetime, ends: dt.datetime | None = None) -> str:
    """`Tuesday 24 November, 18:00 to 18:45`, on the clock of the zone that the times carry."""
    said = f"{starts:%A} {day(starts.date())}, {starts:%H:%M}"
    if ends is None or ends == starts:
        return said
    until = f"{said} to {ends:%H:%M}"
    return until if ends.date() == starts.date() else f"{until} on {ends:%A} {day(ends.date())}"


def _local_date(moment: dt.date) -> dt.date:
    if isinstance(moment, dt.datetime):
        return timezone.localdate(moment) if timezone.is_aware(moment) else moment.date()
    return moment
