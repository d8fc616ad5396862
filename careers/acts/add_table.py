"""A whole table of applications comes in: all of its rows or none, and twice the same table is once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from careers.acts.hold import hold
from careers.figures.application import WAY
from careers.figures.spreadsheet import Row
from careers.models import Application, ApplicationEvent, Step, User


@dataclass(frozen=True, slots=True)
class Entry:
    application: Application
    steps: Sequence[tuple[str, dt.date]]
    """In the order in which they came."""
    reasons: Sequence[str]
    """Why it was closed, where it is."""


def steps_of(row: Row) -> list[tuple[str, dt.date]]:
    """The dated steps of a row, ending in the one where it stands; what has no day came on the last that has one."""
    place = {step: n for n, step in enumerate((*WAY, Step.CLOSED.value))}
    told = {step: day for step, day in row.days.items() if step != Step.CLOSED or row.step == Step.CLOSED}
    steps = sorted(told.items(), key=lambda one: (one[1], place[one[0]]))
    if not steps or steps[-1][0] != row.step:
        steps.append((row.step, steps[-1][1] if steps else timezone.localdate()))
    return steps


@transaction.atomic
def add_table(user: User, entries: Sequence[Entry]) -> int:
    """How many were added: those whose key is here already are passed over."""
    hold(user)
    here = set(Application.of(user).values_list("key", flat=True))
    new = [entry for entry in entries if entry.application.key not in here]
    for entry in new:
        entry.application.user = user
    Application.objects.bulk_create([entry.application for entry in new])
    ApplicationEvent.objects.bulk_create(event for entry in new for event in _events(user, entry))
    return len(new)


def _events(user: User, entry: Entry) -> list[ApplicationEvent]:
    now = timezone.now()
    return [
        ApplicationEvent(
            user=user,
            application=entry.application,
            step=step,
            day=day,
            reasons=list(entry.reasons) if step == Step.CLOSED else [],
            at=now,
        )
        for step, day in entry.steps
    ]
