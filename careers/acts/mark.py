"""Marking: a person's skill changes state. Appends a dated event and writes its projection, or does nothing at all."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

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
    """The event to undo is not its skill's latest any more. Nothing has been written."""

    def __init__(self, event: SkillEvent) -> None:
        self.event = event


@transaction.atomic
def mark(user: User, skill_id: int, state: str) -> Marked:
    """Bring one skill into a state. Safe to repeat, and against other tabs and devices. Two queries."""
    at = timezone.now()
    was = SkillState.objects.put(user.pk, skill_id, state, at)
    if was is None:
        return Marked(skill_id, None, None)
    event = SkillEvent.objects.create(user=user, skill_id=skill_id, was=was, state=state, at=at)
    return Marked(skill_id, UNTOUCHED if state == State.TODO else Projection(state, was, at), event)


@transaction.atomic
def mark_many(user: User, wanted: Iterable[tuple[int, str]]) -> list[SkillEvent]:
    """Bring many skills into their states, all or none; in the order of their ids, so that two never wait in a ring."""
    return [event for pk, state in sorted(wanted) if (event := mark(user, pk, state).event)]


@transaction.atomic
def undo(user: User, event_id: int) -> Marked:
    """Reverse one event of the person, if nothing newer stands on its skill.

    Everything is then as before the event, dates included. Undoing what is undone already changes nothing.
    Raises SkillEvent.DoesNotExist for an event of somebody else, TooLate if a newer one exists.
    """
    event = SkillEvent.of(user).get(pk=event_id)
    SkillState.of(user).select_for_update().filter(skill_id=event.skill_id).first()  # writers take turns on this row
    log = list(SkillEvent.of(user).filter(skill_id=event.skill_id))
    if log[-1].undoes_id == event.pk:
        return Marked(event.skill_id, None, None)
    if log[-1].pk != event.pk:
        raise TooLate(event)
    at = timezone.now()
    if SkillState.objects.put(user.pk, event.skill_id, event.was, at) != event.state:
        raise TooLate(event)  # between reading and writing, a tap elsewhere began the skill again
    reversal = SkillEvent.objects.create(
        user=user, skill_id=event.skill_id, was=event.state, state=event.was, at=at, undoes=event
    )
    now = fold([*log, reversal])[event.skill_id]
    SkillState.of(user).filter(skill_id=event.skill_id).update(before=now.before, since=now.since)
    return Marked(event.skill_id, now, reversal)
