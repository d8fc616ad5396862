"""Logging study time, by hand or by the timer. An entry's key comes with the form, so a second tap logs nothing."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from careers.acts.hold import hold
from careers.models import StudyEntry, StudyTimer, User


@dataclass(frozen=True, slots=True)
class Subject:
    """What was studied; neither of both is other study."""

    skill_id: int | None = None
    resource_id: int | None = None


@transaction.atomic
def log_study(user: User, key: uuid.UUID, minutes: int, day: dt.date, subject: Subject, note: str = "") -> StudyEntry:
    """The entry with this key, which is logged now unless it is there already."""
    hold(user)
    entry, _ = StudyEntry.objects.get_or_create(
        user=user,
        key=key,
        defaults={
            "minutes": minutes,
            "day": day,
            "skill_id": subject.skill_id,
            "resource_id": subject.resource_id,
            "note": note,
            "at": timezone.now(),
        },
    )
    return entry


@transaction.atomic
def start_timer(user: User, subject: Subject) -> tuple[StudyTimer, bool]:
    """The running timer, and whether it started now: one that runs already goes on for what it was started for."""
    hold(user)
    return StudyTimer.objects.get_or_create(
        user=user,
        defaults={
            "skill_id": subject.skill_id,
            "resource_id": subject.resource_id,
            "started_at": timezone.now(),
        },
    )


@transaction.atomic
def stop_timer(user: User, timer_id: int, key: uuid.UUID, minutes: int, note: str = "") -> StudyEntry | None:
    """Log what ran, on the day on which it began. None if this timer was stopped elsewhere already."""
    hold(user)
    timer = StudyTimer.of(user).filter(pk=timer_id).first()
    if timer is None:
        return StudyEntry.of(user).filter(key=key).first()
    day = timezone.localdate(timer.started_at, user.zone)
    entry = log_study(user, key, minutes, day, Subject(timer.skill_id, timer.resource_id), note)
    timer.delete()
    return entry
