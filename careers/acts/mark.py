"""Marking: a person's skill changes state. Appends a dated event and writes its projection, or does nothing at all."""

import uuid
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
    now: Projection
    event: SkillEvent | None


class TooLate(Exception):
    """The event to undo is not the skill's latest any more."""


def mark(user: User, skill_id: int, state: State) -> Marked:
    """Set one skill's state; the person's taps on all their devices take turns."""
    with transaction.atomic():
        _take_turn(user)
        held = SkillState.of(user).filter(skill_id=skill_id).values_list("state", "before", "since").first()
        was = Projection(*held) if held else UNTOUCHED
        if was.state == state:
            return Marked(skill_id, was, None)
        event = SkillEvent.objects.create(
            user=user, skill_id=skill_id, was=was.state, state=state, at=timezone.now()
        )
        now = Projection(state, was.state, event.at)
        _store(user, skill_id, now)
    return Marked(skill_id, now, event)


def undo(user: User, event_id: int) -> Marked:
    """Reverse one event of the person, if nothing newer stands on its skill.

    Raises SkillEvent.DoesNotExist for an event of somebody else, TooLate if a newer one exists.
    Undoing what is undone already changes nothing.
    """
    with transaction.atomic():
        _take_turn(user)
        event = SkillEvent.of(user).get(pk=event_id)
        log = list(SkillEvent.of(user).filter(skill_id=event.skill_id))
        latest = log[-1]
        if latest.undoes_id == event.pk:
            return Marked(event.skill_id, fold(log)[event.skill_id], None)
        if latest.pk != event.pk:
            raise TooLate
        reversal = SkillEvent.objects.create(
            user=user, skill_id=event.skill_id, was=event.state, state=event.was, at=timezone.now(), undoes=event
        )
        now = fold([*log, reversal])[event.skill_id]
        _store(user, event.skill_id, now)
    return Marked(event.skill_id, now, reversal)


def mark_many(user: User, wanted: Iterable[tuple[int, State]]) -> list[SkillEvent]:
    """Set many skills at once, each with its own event; those that are as wanted already are left alone."""
    with transaction.atomic():
        _take_turn(user)
        held = {row.skill_id: row for row in SkillState.of(user)}
        at = timezone.now()
        events = []
        for skill_id, state in wanted:
            was = held[skill_id].state if skill_id in held else State.TODO
            if was != state:
                events.append(
                    SkillEvent(user=user, key=uuid.uuid4(), skill_id=skill_id, was=was, state=state, at=at)
                )
        SkillEvent.objects.bulk_create(events)
        gone = [event.skill_id for event in events if event.state == State.TODO]
        SkillState.of(user).filter(skill_id__in=gone).delete()
        SkillState.objects.bulk_create(
            [
                SkillState(user=user, skill_id=e.skill_id, state=e.state, before=e.was, since=at)
                for e in events
                if e.state != State.TODO
            ],
            update_conflicts=True,
            unique_fields=["user", "skill"],
            update_fields=["state", "before", "since"],
        )
    return events


def _take_turn(user: User) -> None:
    """Lock the person's row, so that two taps cannot both read the state before the other wrote it."""
    User.objects.select_for_update(no_key=True).values_list("pk").get(pk=user.pk)


def _store(user: User, skill_id: int, now: Projection) -> None:
    if now.state == State.TODO:
        SkillState.of(user).filter(skill_id=skill_id).delete()
        return
    SkillState.objects.bulk_create(
        [SkillState(user=user, skill_id=skill_id, state=now.state, before=now.before, since=now.since)],
        update_conflicts=True,
        unique_fields=["user", "skill"],
        update_fields=["state", "before", "since"],
    )
