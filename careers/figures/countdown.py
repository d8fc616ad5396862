"""The days until an interview, and how what is left to learn is spread over them. Pure: no database, no clock."""

import datetime as dt
import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

SHOWN_ONE_BY_ONE = 5
STEP_MINUTES = 5
"""A day's share is rounded up to it, since nobody plans in single minutes."""
WEEK = 7
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of something that is left, on one day."""

    title: str
    minutes: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    date: dt.date
    days_to_go: int
    pieces: tuple[Piece, ...] = ()
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """One day, or the days that are shown as one."""

    first: Day
    last: Day
    days: int
    minutes: int

    @property
    def kind(self) -> str:
        if self.last.days_to_go == 0:
            return "day"
        return "eve" if self.days == 1 and self.first.days_to_go == 1 else ""


@dataclass(frozen=True, slots=True)
class Countdown:
    days: tuple[Day, ...]
    """From today to the day itself, both included."""
    beyond: int
    """Minutes that do not fit into the days, at the person's pace."""

    @property
    def days_to_go(self) -> int:
        return self.days[0].days_to_go

    @property
    def a_day(self) -> int:
        """The most minutes of any day."""
        return max(sum(piece.minutes for piece in day.pieces) for day in self.days)

    @property
    def stretches(self) -> list[Stretch]:
        """For a page: the first days one by one, the long middle as one, the last two by themselves."""
        ahead, last = self.days[:-2], self.days[-2:]
        single = ahead if len(ahead) <= SHOWN_ONE_BY_ONE else ahead[: SHOWN_ONE_BY_ONE - 1]
        middle = ahead[len(single) :]
        return [
            *(_stretch([day]) for day in single),
            *([_stretch(middle)] if middle else []),
            *(_stretch([day]) for day in last),
        ]


def countdown(
    today: dt.date,
    until: dt.date,
    pieces: Sequence[Piece],
    pace: int,
    rest_days: Collection[int] = (),
    *,
    light_eve: bool = True,
) -> Countdown:
    """Spread pieces evenly, in their order, over the study days, at most `pace` minutes on each.

    The day itself is free of study, and so is the one before it, if any earlier day is left. Rest days are kept
    (Monday is 0) unless there is no other day.
    """
    dates = [today + n * ONE_DAY for n in range((until - today).days + 1)]
    usable = dates[: -2 if light_eve and len(dates) > 2 else -1] or dates
    study = [date for date in usable if date.weekday() not in rest_days] or usable
    left = sum(piece.minutes for piece in pieces)
    share = min(pace, math.ceil(left / len(study) / STEP_MINUTES) * STEP_MINUTES)
    portions = list(_portions(pieces, share, len(study)))
    by_date = dict(zip(study, portions, strict=False))
    days = tuple(
        Day(date, (until - date).days, by_date.get(date, ()), is_rest=date in usable and date not in study)
        for date in dates
    )
    return Countdown(days, left - sum(piece.minutes for portion in portions for piece in portion))


def _portions(pieces: Sequence[Piece], share: int, most: int) -> Iterator[tuple[Piece, ...]]:
    """At most so many portions of `share` minutes, cut from the pieces in order."""
    waiting = [piece for piece in pieces if piece.minutes > 0]
    for _ in range(most if share else 0):
        portion, room = [], share
        while waiting and room:
            piece = waiting.pop(0)
            taken = min(piece.minutes, room)
            portion.append(Piece(piece.title, taken, piece.url))
            room -= taken
            if piece.minutes > taken:
                waiting.insert(0, Piece(piece.title, piece.minutes - taken, piece.url))
        if not portion:
            return
        yield tuple(portion)


def _stretch(days: Sequence[Day]) -> Stretch:
    return Stretch(days[0], days[-1], len(days), sum(piece.minutes for day in days for piece in day.pieces))


def minutes_a_study_day(minutes_a_week: int, rest_days: Collection[int]) -> int:
    """What a promised week means for each of its study days, in whole steps."""
    return math.ceil(minutes_a_week / (WEEK - len(set(rest_days))) / STEP_MINUTES) * STEP_MINUTES
