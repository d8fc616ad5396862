"""Ticking an outcome: "I can show this", with its date. The first tick on an untouched skill starts it."""

from django.db import transaction

from careers.acts.hold import hold
from careers.acts.mark import Marked, mark
from careers.models import OutcomeTick, SkillState, State, User


def tick(user: User, skill_id: int, outcome_id: int, on: bool) -> Marked | None:
    """Set or take away one tick; says what happened to the skill's state if that began it. Replays change nothing."""
    with transaction.atomic():
        hold(user)
        if not on:
            OutcomeTick.of(user).filter(outcome_id=outcome_id).delete()
            return None
        OutcomeTick.objects.bulk_create(
            [OutcomeTick(user=user, skill_id=skill_id, outcome_id=outcome_id)], ignore_conflicts=True
        )
        if SkillState.of(user).filter(skill_id=skill_id).exists():
            return None
        return mark(user, skill_id, State.LEARNING)
