"""What the log of an application comes to: its step, how far it ever was, and how long each took."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from careers.models.applications import Reason, Step

WAY = tuple(step.value for step in Step if step is not Step.CLOSED)
"""The steps in their order. Closed is an end, and no place on the way."""
ENDED = (Step.ACCEPTED.value, Step.CLOSED.value)
ANSWERS = frozenset({Reason.REJECTED.value, Reason.ROLE_CLOSED.value})
"""Reasons of closing that are an answer of the other side."""


class Event(Protocol):
    """What a fold reads of an event: of a row whole, or of the columns alone."""

    @property
    def pk(self) -> int: ...
    @property
    def step(self) -> str: ...
    @property
    def reasons(self) -> Sequence[str]: ...
    @property
    def day(self) -> dt.date: ...
    @property
    def at(self) -> dt.datetime: ...
    @property
    def corrects_id(self) -> int | None: ...
    @property
    def undoes_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Line:
    """An event that stands, with those that it corrected (oldest first) and the step before it."""

    event: Event
    corrected: tuple[Event, ...]
    was: str

    @property
    def moves(self) -> bool:
        """Whether it brought the application to another step."""
        return bool(self.event.step) and self.event.step != self.was


@dataclass(frozen=True, slots=True)
class Course:
    """All that stands of one application, by day; events of one day in the order in which they were written down."""

    lines: tuple[Line, ...]
    last_act: Event | None
    """The latest act that still stands, which is the one that can be undone; the first of all can't."""

    @property
    def moves(self) -> Sequence[Line]:
        return [line for line in self.lines if line.moves]

    @property
    def step(self) -> str:
        return next((line.event.step for line in reversed(self.lines) if line.event.step), Step.SAVED.value)

    @property
    def reasons(self) -> Sequence[str]:
        """Why it was closed, where it is closed."""
        stepped = [line.event for line in self.lines if line.event.step]
        return stepped[-1].reasons if stepped else []

    @property
    def furthest(self) -> str:
        """Also after a rejection."""
        been = {line.event.step for line in self.lines}
        return next((step for step in reversed(WAY) if step in been), Step.SAVED.value)

    @property
    def ended(self) -> bool:
        return self.step in ENDED

    @property
    def since(self) -> dt.date | None:
        """The day on which it came to the step where it is."""
        return self.moves[-1].event.day if self.moves else None

    @property
    def applied_on(self) -> dt.date | None:
        return self._first(lambda event: event.step == Step.APPLIED)

    @property
    def answered_on(self) -> dt.date | None:
        """When the other side first answered what was sent: it went on from applied, or they said no."""
        applied = self.applied_on
        if applied is None:
            return None
        return self._first(lambda event: event.day >= applied and _is_answer(event))

    @property
    def days_to_answer(self) -> int | None:
        answered, applied = self.answered_on, self.applied_on
        return (answered - applied).days if answered and applied else None

    def days_here(self, today: dt.date) -> int:
        """Days in the step where it is. 0 on the first."""
        return max((today - self.since).days, 0) if self.since else 0

    def first_day(self, step: str) -> dt.date | None:
        """When it first came to a step."""
        return self._first(lambda event: event.step == step)

    def _first(self, is_it: Callable[[Event], bool]) -> dt.date | None:
        return next((line.event.day for line in self.lines if is_it(line.event)), None)


def _is_answer(event: Event) -> bool:
    if event.step == Step.CLOSED:
        return not ANSWERS.isdisjoint(event.reasons)
    return event.step in WAY and WAY.index(event.step) > WAY.index(Step.APPLIED)


def fold(events: Iterable[Event]) -> Course:
    """The course of one application, from its events in the order in which they were written down.

    A correction takes the place of the version that stands of what it names; an undo takes away the version that it
    names, if that one stands. Whatever names something else changes nothing, or stands for itself.
    """
    places: dict[int, list[Event]] = {}
    place_of: dict[int, int] = {}
    acts: list[Event] = []
    for event in events:
        if event.undoes_id is not None:
            _take_away(event.undoes_id, places, place_of, acts)
            continue
        place = place_of.get(event.corrects_id, event.pk) if event.corrects_id is not None else event.pk
        if place != event.pk and (not places[place] or places[place][-1].pk != event.corrects_id):
            place = event.pk
        place_of[event.pk] = place
        places.setdefault(place, []).append(event)
        acts.append(event)
    return Course(_lines(places), acts[-1] if len(acts) > 1 else None)


def _take_away(pk: int, places: dict[int, list[Event]], place_of: dict[int, int], acts: list[Event]) -> None:
    versions = places.get(place_of.get(pk, 0), [])
    if versions and versions[-1].pk == pk:
        acts.remove(versions.pop())


def _lines(places: dict[int, list[Event]]) -> tuple[Line, ...]:
    standing = sorted((versions for versions in places.values() if versions), key=lambda versions: versions[-1].day)
    lines, step = [], ""
    for *corrected, event in standing:
        lines.append(Line(event, tuple(corrected), step))
        step = event.step or step
    return tuple(lines)
