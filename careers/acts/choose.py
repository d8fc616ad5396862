"""Choices about a skill's place in the plan. Each is one row; without it the plan is as if it had never been made.

Every act says how to take it back, by a ticket for `take_back`, or "" where it changed nothing.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from careers.acts.hold import hold
from careers.acts.mark import mark_many, undo
from careers.acts.take_back import remembered, take_back, ticket
from careers.models import Plan, PlanChoice, SkillState, State, User

_NOTHING: dict[str, Any] = {"week": None, "until": None, "camp_id": None, "beside_id": None, "after": False}


def pin(user: User, skill_id: int, monday: dt.date) -> str:
    """To the week that begins there. A skill is pinned to one week at a time."""
    return _choose(user, skill_id, PlanChoice.Kind.PINNED, week=monday)


def postpone_until(user: User, skill_id: int, day: dt.date) -> str:
    return _choose(user, skill_id, PlanChoice.Kind.POSTPONED, until=day)


def postpone_past_camp(user: User, skill_id: int, camp_id: int) -> str:
    """Until all else that the camp asks for is done."""
    return _choose(user, skill_id, PlanChoice.Kind.POSTPONED, camp_id=camp_id)


def place(user: User, skill_id: int, beside_id: int | None, *, after: bool = False) -> str:
    """Right before another skill, or after it; to the front of the plan if there is none."""
    return _choose(user, skill_id, PlanChoice.Kind.PLACED, beside_id=beside_id, after=after)


@transaction.atomic
def take_off(user: User, skill_id: int, kind: str) -> str:
    """Remove a choice, if there is one."""
    hold(user)
    row = PlanChoice.of(user).filter(skill_id=skill_id, kind=kind).first()
    if row is None:
        return ""
    way_back = ticket(row, remembered(row), gone=True)
    row.delete()
    return way_back


@transaction.atomic
def bring_forward(user: User, skill_ids: Sequence[int], because: str) -> list[PlanChoice]:
    """Put skills back at the front of the plan, in this order, with where they came from.

    `because` ends the sentence "Back on the plan because of …", as in "the coding round at Tern"; what is longer
    than `PlanChoice.REASON_LENGTH` is cut. Done skills are being learned again, so what their outcomes do not cover
    counts as left; skipped ones are to do. Optional skills come onto the plan too. Postponements and pins of these
    skills end. Safe to repeat.
    """
    hold(user)
    states = dict(SkillState.of(user).filter(skill_id__in=skill_ids).values_list("skill_id", "state"))
    again = {State.DONE: State.LEARNING, State.SKIPPED: State.TODO}
    mark_many(user, [(pk, again[State(state)]) for pk, state in states.items() if state in again])
    PlanChoice.of(user).filter(skill_id__in=skill_ids).delete()
    now = timezone.now()
    rows = [
        PlanChoice(
            user=user, skill_id=pk, kind=PlanChoice.Kind.PLACED, because=because[: PlanChoice.REASON_LENGTH],
            chosen_at=now + dt.timedelta(microseconds=place),
        )
        for place, pk in enumerate(reversed(list(dict.fromkeys(skill_ids))))
    ]  # fmt: skip
    return PlanChoice.objects.bulk_create(rows)[::-1]


@transaction.atomic
def leave_out(user: User, skill_ids: Sequence[int]) -> list[int]:
    """Skip skills that are not done; returns the events, so that all of it can be undone."""
    hold(user)
    done = set(SkillState.of(user).filter(skill_id__in=skill_ids, state=State.DONE).values_list("skill_id", flat=True))
    events = mark_many(user, [(pk, State.SKIPPED) for pk in skill_ids if pk not in done])
    return [event.pk for event in events]


@transaction.atomic
def take_back_in(user: User, event_ids: Sequence[int], pace: str = "") -> None:
    """Undo what `leave_out` did, and the pace that was kept with it, all or nothing. Raises as the undos of both do."""
    hold(user)
    if pace:
        take_back(user, pace)
    for event_id in event_ids:
        undo(user, event_id)


@transaction.atomic
def keep_pace(user: User, **pace: Any) -> str:
    """Minutes a week, rest days, target date: those that are given."""
    hold(user)
    plan = Plan.of(user).get()
    before = remembered(plan)
    for name, value in pace.items():
        setattr(plan, name, value)
    plan.save(update_fields=list(pace))
    after = remembered(plan)
    return ticket(plan, before) if after != before else ""


@transaction.atomic
def _choose(user: User, skill_id: int, kind: str, **said: Any) -> str:
    hold(user)
    row = PlanChoice.of(user).filter(skill_id=skill_id, kind=kind).first()
    before = remembered(row) if row else None
    said = _NOTHING | said
    if row and all(getattr(row, name) == value for name, value in said.items()):
        return ""
    row = row or PlanChoice(user=user, skill_id=skill_id, kind=kind)
    for name, value in (said | {"because": "", "chosen_at": timezone.now()}).items():
        setattr(row, name, value)
    row.save()
    return ticket(row, before)
