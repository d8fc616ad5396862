"""A month of everything that is dated: what is to be done, and what happened."""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from careers.figures.applications import LABELS, Job

LATEST_YEAR = 2199


@dataclass(frozen=True, slots=True)
class Entry:
    day: dt.date
    text: str
    company: str
    url: str
    kind: str
    """`next` (to be done), `due` (it was to be done by today) or `moved`."""


@dataclass(frozen=True, slots=True)
class Cell:
    day: dt.date
    is_in_month: bool
    is_today: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Month:
    first: dt.date
    weeks: tuple[tuple[Cell, ...], ...]

    @property
    def before(self) -> dt.date:
        return (self.first - dt.timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> dt.date:
        return (self.first + dt.timedelta(days=31)).replace(day=1)

    @property
    def is_empty(self) -> bool:
        return not any(cell.entries for week in self.weeks for cell in week)


def month_of(first: dt.date, jobs: Iterable[Job], today: dt.date, more: Iterable[Entry] = ()) -> Month:
    """Weeks from Monday to Sunday. `more` is what others put into it."""
    by_day: dict[dt.date, list[Entry]] = {}
    for entry in [*_of_jobs(jobs), *more]:
        by_day.setdefault(entry.day, []).append(entry)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first,
        tuple(
            tuple(Cell(day, day.month == first.month, day == today, tuple(by_day.get(day, ()))) for day in week)
            for week in weeks
        ),
    )


def _of_jobs(jobs: Iterable[Job]) -> Iterable[Entry]:
    for job in jobs:
        application = job.application
        if application.next_on and not job.course.ended:
            text = application.next_action or "Next action"
            kind = "due" if job.is_due else "next"
            yield Entry(application.next_on, text, application.company, application.get_absolute_url(), kind)
        if job.follow_up:
            ask = job.follow_up
            yield Entry(ask.due, ask.text, application.company, application.get_absolute_url(), "next")
        for line in job.course.moves:
            yield Entry(
                line.event.day, LABELS[line.event.step], application.company, application.get_absolute_url(), "moved"
            )


def parse_month(text: str, today: dt.date) -> dt.date:
    """The first day of `2026-11`; of today's month for whatever is none."""
    try:
        first = dt.datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        return today.replace(day=1)
    return first if 1970 <= first.year <= LATEST_YEAR else today.replace(day=1)
