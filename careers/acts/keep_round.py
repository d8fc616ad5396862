"""Rounds are planned, rewritten, told about, deleted and put back; their lines are ticked and added to."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from careers.acts.hold import hold
from careers.models import (
    DayBefore,
    InterviewCriterion,
    InterviewStep,
    Round,
    RoundQuestion,
    RoundTask,
    RoundWork,
    User,
)

KEPT_WHEN_REMOVED = dt.timedelta(days=30)
"""How long a deleted round can be put back."""
MOST_TASKS = 300
"""Of one round, its ticks included: far more than anybody would tick."""


class Clash(Exception):
    """The round was saved elsewhere since this copy was read. Nothing has been written."""

    def __init__(self, current: Round) -> None:
        self.current = current


class UnknownLine(Exception):
    """The catalogue has no such line, and the person wrote none."""


class TooMany(Exception):
    """The round has as many lines as one can have."""


@transaction.atomic
def add_round(user: User, row: Round) -> Round:
    """A new one. The same key again is the same round: nothing is added."""
    hold(user)
    there = Round.of(user).filter(key=row.key).first()
    if there is not None:
        return there
    row.user = user
    row.save()
    return row


@transaction.atomic
def keep_round(user: User, pk: int, version: int, said: Mapping[str, Any]) -> Round:
    """Write these columns over the `version` that their writer had read. Saving what stands there changes nothing."""
    hold(user)
    row = Round.of(user).there().get(pk=pk)
    if all(getattr(row, name) == value for name, value in said.items()):
        return row
    if row.version != version:
        raise Clash(row)
    for name, value in said.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*said, "version"])
    return row


@transaction.atomic
def remove_round(user: User, row: Round) -> None:
    """So that it can be put back; rounds that were deleted long ago go for good."""
    hold(user)
    now = timezone.now()
    Round.of(user).filter(removed_at__lt=now - KEPT_WHEN_REMOVED).delete()
    Round.of(user).filter(pk=row.pk, removed_at=None).update(removed_at=now)


def put_back(user: User, pk: int) -> Round | None:
    """None where it is nobody's, or its application is deleted."""
    row = Round.of(user).filter(pk=pk, application__removed_at=None).shown().first()
    if row is not None:
        Round.of(user).filter(pk=pk).update(removed_at=None)
    return row


@transaction.atomic
def add_question(user: User, row: RoundQuestion, key: uuid.UUID | None) -> RoundQuestion:
    """The same key again is the same question: nothing is added."""
    hold(user)
    row.user, row.key = user, key or row.key
    there = RoundQuestion.of(user).filter(key=row.key).first()
    if there is None:
        row.save()
    return there or row


@transaction.atomic
def add_work(user: User, row: Round, key: uuid.UUID, work: RoundWork) -> RoundWork:
    """The same key again is the same work: nothing is added."""
    hold(user)
    work.user, work.round, work.key = user, row, key
    there = RoundWork.of(user).filter(key=key).first()
    if there is None:
        work.save()
    return there or work


@transaction.atomic
def tick_task(user: User, row: Round, name: str, item: str, done: bool) -> None:
    """Set or take away one tick of a list of the round. Replays change nothing."""
    hold(user)
    held = RoundTask.of(user).filter(round=row, list=name, item=item)
    if held.exists():
        held.filter(done_at__isnull=done).update(done_at=timezone.now() if done else None)
        return
    if not _is_curated(row, name, item):
        raise UnknownLine
    if done:
        _add(user, row, list=name, item=item, done_at=timezone.now())


@transaction.atomic
def add_task(user: User, row: Round, name: str, text: str, key: uuid.UUID) -> None:
    """A line of the person's own. The same key again adds nothing."""
    hold(user)
    item = f"own-{key}"
    if not RoundTask.of(user).filter(round=row, list=name, item=item).exists():
        _add(user, row, list=name, item=item, text=text)


def _add(user: User, row: Round, **said: Any) -> None:
    if RoundTask.of(user).filter(round=row).count() >= MOST_TASKS:
        raise TooMany
    RoundTask.objects.create(user=user, round=row, **said)


def _is_curated(row: Round, name: str, item: str) -> bool:
    """Also of a line that was retired while the page stood open."""
    match name:
        case RoundTask.List.PREPARE:
            return InterviewStep.objects.filter(interview_stage=row.interview_stage_id, key=item).exists()
        case RoundTask.List.RUBRIC:
            return InterviewCriterion.objects.filter(interview_stage=row.interview_stage_id, key=item).exists()
        case RoundTask.List.DAY_BEFORE:
            return DayBefore.objects.filter(key=item).exists()
    return False
