"""What a log of skill events comes to."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from careers.models.progress import State


class Projection(NamedTuple):
    """A skill's state, the one that a second tap leads back to, and since when it holds."""

    state: str
    before: str
    since: dt.datetime | None


UNTOUCHED = Projection(State.TODO, State.TODO, None)


class Event(Protocol):
    pk: int
    skill_id: int
    was: str
    state: str
    at: dt.datetime
    undoes_id: int | None


def fold(events: Iterable[Event]) -> dict[int, Projection]:
    """Skill id → projection, for events in the order in which they happened.

    An undo leaves everything as it was before the event that it names, its date included. Skills that end
    as to do are in the result too; they have no stored state.
    """
    now: dict[int, Projection] = {}
    prior: dict[int, Projection] = {}
    for event in events:
        held = prior[event.pk] = now.get(event.skill_id, UNTOUCHED)
        if event.undoes_id is not None and event.undoes_id in prior:
            now[event.skill_id] = prior[event.undoes_id]
        else:
            now[event.skill_id] = Projection(event.state, held.state, event.at)
    return now
