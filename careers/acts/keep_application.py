"""Applications come to be, are rewritten, deleted and put back."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from careers.acts.hold import hold
from careers.models import Application, ApplicationEvent, User

KEPT_WHEN_REMOVED = dt.timedelta(days=30)
"""How long a deleted application can be put back."""


class Clash(Exception):
    """The notes were saved elsewhere since this copy was read. Nothing has been written."""

    def __init__(self, current: Application) -> None:
        self.current = current


@transaction.atomic
def add_application(user: User, application: Application, step: str, day: dt.date | None = None) -> Application:
    """A new one, and the first line of its history. The same key again is the same application: nothing is added."""
    hold(user)
    there = Application.of(user).filter(key=application.key).first()
    if there is not None:
        return there
    application.user = user
    application.save()
    ApplicationEvent.objects.create(
        user=user, application=application, step=step, day=day or timezone.localdate(), at=timezone.now()
    )
    return application


@transaction.atomic
def keep_notes(user: User, pk: int, notes: str, version: int) -> Application:
    """Save notes over the `version` that their writer had read."""
    hold(user)
    application = Application.of(user).there().get(pk=pk)
    if application.notes == notes:
        return application
    if application.version != version:
        raise Clash(application)
    application.notes, application.version = notes, version + 1
    application.save(update_fields=["notes", "version"])
    return application


@transaction.atomic
def set_priority(user: User, pks: Iterable[int], priority: int) -> dict[int, int]:
    """Id → what it was, of the applications that were changed."""
    hold(user)
    changed = Application.of(user).there().filter(pk__in=pks).exclude(priority=priority)
    was = dict(changed.values_list("pk", "priority"))
    Application.of(user).filter(pk__in=was).update(priority=priority)
    return was


@transaction.atomic
def put_priorities_back(user: User, was: Iterable[tuple[int, int, int]]) -> int:
    """How many were as the act had left them, and now are as before. Each is an id, what it was and what it became."""
    hold(user)
    return sum(Application.of(user).filter(pk=pk, priority=now).update(priority=before) for pk, before, now in was)


@transaction.atomic
def remove(user: User, pks: Iterable[int]) -> list[int]:
    """Delete applications, so that they can be put back; those that were deleted long ago go for good."""
    hold(user)
    now = timezone.now()
    Application.of(user).filter(removed_at__lt=now - KEPT_WHEN_REMOVED).delete()
    removed = list(Application.of(user).there().filter(pk__in=pks).values_list("pk", flat=True))
    Application.of(user).filter(pk__in=removed).update(removed_at=now)
    return removed


def put_back(user: User, pks: Iterable[int]) -> int:
    """How many came back."""
    return Application.of(user).exclude(removed_at=None).filter(pk__in=pks).update(removed_at=None)
