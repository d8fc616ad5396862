"""Marking: a person's skill changes state. Appends a dated event and writes its projection, or does nothing at all."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from careers.acts.hold import hold
from careers.figures.fold import UNTOUCHED, Projection, fold
from careers.models import SkillEvent, SkillState, State, User


@dataclass(frozen=True, slots=True)
class Marked:
    """What happened. Without an event the state was as asked for already, so a replay changes nothing."""

    skill_id: int
    now: Projection | None
    """None where nothing happened."""
    event: SkillEvent | None


class TooLate(Exception):
    """The event to undo is not its skill's latest any more. Nothing is written."""


@transaction.atomic
def mark(user: User, skill_id: int, state: str) -> Marked:
    """Bring one skill into a state. Safe to repeat, and against other tabs and devices. Three queries."""
    hold(user)
    return _mark(user, skill_id, state)


def _mark(user: User, skill_id: int, state: str) -> Marked:
    at = timezone.now()
    was = SkillState.objects.put(user.pk, skill_id, state, at)
    if was is None:
        return Marked(skill_id, None, None)
    event = SkillEvent.objects.create(user=user, skill_id=skill_id, was=was, state=state, at=at)
    return Marked(skill_id, UNTOUCHED if state == State.TODO else Projection(state, was, at), event)


@transaction.atomic
def mark_many(user: User, wanted: Iterable[tuple[int, str]]) -> list[SkillEvent]:
    """Bring many skills into their states, all or none."""
    hold(user)
    return [event for pk, state in wanted if (event := _mark(user, pk, state).event)]


@transaction.atomic
def undo(user: User, event_id: int) -> Marked:
    """Reverse one event of the person, if nothing newer stands on its skill.

    Everything is then as before the event, dates included. Undoing what is undone already changes nothing.
    Raises SkillEvent.DoesNotExist for an event of somebody else, TooLate if a newer one exists.
    """
    hold(user)
    event = SkillEvent.of(user).get(pk=event_id)
    log = list(SkillEvent.of(user).filter(skill_id=event.skill_id).order_by("at", "pk"))
    if log[-1].undoes_id == event.pk:
        return Marked(event.skill_id, None, None)
    if log[-1].pk != event.pk:
        raise TooLate
    at = timezone.now()
    if SkillState.objects.put(user.pk, event.skill_id, event.was, at) != event.state:
        raise TooLate  # a log that came in from a file need not fit together
    reversal = SkillEvent.objects.create(
        user=user, skill_id=event.skill_id, was=event.state, state=event.was, at=at, undoes=event
    )
    now = fold([*log, reversal])[event.skill_id]
    SkillState.of(user).filter(skill_id=event.skill_id).update(before=now.before, since=now.since)
    return Marked(event.skill_id, now, reversal)
