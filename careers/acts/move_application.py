"""What happens to an application: it moves, something is written down, a line is corrected, the last act is undone."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from careers.acts.hold import hold
from careers.figures.application import Course, fold
from careers.models import Application, ApplicationEvent, User


@dataclass(frozen=True, slots=True)
class Happening:
    """What is said to have happened. Without a step it is a note; without a day it was now."""

    step: str = ""
    reasons: list[str] = field(default_factory=list)
    day: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """Without an event the application was there already, so a replay changes nothing."""

    application: Application
    was: str
    step: str
    event: ApplicationEvent | None


class TooLate(Exception):
    """Something newer was written down since. Nothing is changed."""


class Superseded(Exception):
    """The line was corrected or undone meanwhile. Nothing is changed."""


def course_of(application: Application) -> Course:
    return fold(application.events.order_by("at", "pk"))


@transaction.atomic
def move(user: User, pk: int, happened: Happening) -> Moved:
    """Bring an application to a step, or write a note down. Raises Application.DoesNotExist for another person's."""
    hold(user)
    return _move(user, Application.of(user).there().get(pk=pk), happened)


@transaction.atomic
def move_many(user: User, pks: Iterable[int], happened: Happening) -> list[Moved]:
    """All or none; those that are another person's or deleted are passed over."""
    hold(user)
    return [_move(user, application, happened) for application in Application.of(user).there().filter(pk__in=pks)]


def _move(user: User, application: Application, happened: Happening) -> Moved:
    course = course_of(application)
    if happened.step and (happened.step, list(happened.reasons)) == (course.step, list(course.reasons)):
        return Moved(application, course.step, course.step, None)
    event = ApplicationEvent.objects.create(
        user=user,
        application=application,
        step=happened.step,
        reasons=happened.reasons,
        day=happened.day or _now(course),
        note=happened.note,
        at=timezone.now(),
    )
    return Moved(application, course.step, course_of(application).step, event)


def _now(course: Course) -> dt.date:
    """Today, or the day of the latest line where that is later: for somebody who travelled west since."""
    today = timezone.localdate()
    return max(today, course.lines[-1].event.day) if course.lines else today


@transaction.atomic
def correct(user: User, event_pk: int, happened: Happening) -> Moved:
    """Something stands in the place of a line from now on; the line is kept, and can be read beside it.

    Raises Superseded if the line was corrected or undone meanwhile.
    """
    hold(user)
    event = _event(user, event_pk)
    course = course_of(event.application)
    if event.pk not in {line.event.pk for line in course.lines}:
        raise Superseded
    day = happened.day or event.day
    same = (event.step, event.reasons, event.day, event.note)
    if same == (happened.step, happened.reasons, day, happened.note):
        return Moved(event.application, course.step, course.step, None)
    correction = ApplicationEvent.objects.create(
        user=user,
        application=event.application,
        step=happened.step,
        reasons=happened.reasons,
        day=day,
        note=happened.note,
        at=timezone.now(),
        corrects=event,
    )
    return Moved(event.application, course.step, course_of(event.application).step, correction)


@transaction.atomic
def undo(user: User, event_pk: int) -> Moved:
    """Take the last act back: what it moved, wrote or corrected is as it was before.

    Undoing what is undone already changes nothing. Raises ApplicationEvent.DoesNotExist for another person's event
    and TooLate if something newer stands.
    """
    hold(user)
    return _undo(user, event_pk)


@transaction.atomic
def undo_many(user: User, event_pks: Iterable[int]) -> list[Moved]:
    """All or none."""
    hold(user)
    return [_undo(user, pk) for pk in event_pks]


def _undo(user: User, event_pk: int) -> Moved:
    event = _event(user, event_pk)
    course = course_of(event.application)
    if ApplicationEvent.of(user).filter(undoes=event).exists():
        return Moved(event.application, course.step, course.step, None)
    if course.last_act is None or course.last_act.pk != event.pk:
        raise TooLate
    reversal = ApplicationEvent.objects.create(
        user=user, application=event.application, day=event.day, at=timezone.now(), undoes=event
    )
    return Moved(event.application, course.step, course_of(event.application).step, reversal)


def _event(user: User, pk: int) -> ApplicationEvent:
    return ApplicationEvent.of(user).filter(application__removed_at=None).select_related("application").get(pk=pk)
