"""Starting a plan, or changing where it starts and leads. Progress stays as it is."""

from collections.abc import Collection

from django.db import transaction

from careers.acts.hold import hold
from careers.acts.mark import mark_many
from careers.models import Plan, SkillEvent, SkillState, State, User


def start_plan(user: User, role_id: int, background_id: int) -> Plan:
    plan, _ = Plan.objects.update_or_create(user=user, defaults={"role_id": role_id, "background_id": background_id})
    return plan


@transaction.atomic
def choose_skips(user: User, offered: Collection[int], accepted: Collection[int]) -> list[SkillEvent]:
    """Skip the accepted skills; those that were offered, skipped and not accepted any more go back to do.

    Nothing else is touched: what is done or being learned stays so unless its skip was accepted.
    """
    hold(user)
    skipped = set(
        SkillState.of(user).filter(skill_id__in=offered, state=State.SKIPPED).values_list("skill_id", flat=True)
    )
    wanted = [(pk, State.SKIPPED) for pk in offered if pk in accepted]
    wanted += [(pk, State.TODO) for pk in offered if pk in skipped and pk not in accepted]
    return mark_many(user, wanted)
