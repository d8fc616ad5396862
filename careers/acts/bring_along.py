"""What a file brings onto a skill or resource that is part of another one by now goes along there.

An export that is older than a merge, or from a copy that has not merged, names what is gone here.
"""

from django.utils import timezone

from careers.acts.move import write
from careers.acts.work_out_states import work_out_states
from careers.figures.moving.changes import Changes, follow
from careers.figures.moving.people import joined
from careers.models import MovedRow, Outcome, OutcomeTick, Resource, Skill, SkillEvent, SkillState, State, User


def former_outcomes() -> dict[tuple[str, str], int]:
    """Key of the skill and of the outcome, as they were before a merge or a split → the outcome."""
    keys = dict(Skill.objects.values_list("pk", "key"))
    rows = MovedRow.objects.filter(model="outcome", move__reverted_at=None, before__has_key="skill_id").order_by("-pk")
    known = dict(Outcome.objects.values_list("pk", "key"))
    return {
        (keys[before["skill_id"]], before.get("key", known[pk])): pk
        for pk, before in rows.values_list("row", "before")
        if before and pk in known and before["skill_id"] in keys
    }


def bring_along(user: User) -> None:
    """Within an act that holds the person. Does nothing a second time."""
    for skill in Skill.objects.exclude(merged_into=None):
        _goes_along(user, skill, _heir(skill))
    for resource in Resource.objects.exclude(merged_into=None):
        _goes_along(user, resource, _heir(resource))
    _ticks_go_with_their_outcomes(user)
    for state in SkillState.of(user).exclude(skill__merged_into=None).select_related("skill"):
        _state_goes_along(user, state)
    work_out_states(user)


def _goes_along(user: User, gone: Skill | Resource, heir: Skill | Resource) -> None:
    changes = Changes()
    follow(changes, gone, heir, user)
    write(changes)


def _heir[Thing: (Skill, Resource)](gone: Thing) -> Thing:
    heir = gone
    while heir.merged_into:
        heir = heir.merged_into
    return heir


def _ticks_go_with_their_outcomes(user: User) -> None:
    for tick in OutcomeTick.of(user).select_related("outcome"):
        if tick.skill_id != tick.outcome.skill_id:
            OutcomeTick.objects.filter(pk=tick.pk).update(skill=tick.outcome.skill_id)


def _state_goes_along(user: User, state: SkillState) -> None:
    heir = _heir(state.skill)
    held = SkillState.of(user).filter(skill=heir).values_list("state", flat=True).first() or State.TODO
    ticked = OutcomeTick.of(user).filter(skill=heir, outcome__retired_at=None).count()
    every_outcome = ticked == heir.outcomes.filter(retired_at=None).count()
    result = joined(state.state, held, every_outcome=every_outcome, heir_was_asked=True)
    now = timezone.now()
    SkillEvent.objects.create(user=user, skill=state.skill, was=state.state, state=State.TODO, at=now)
    if result != held:
        SkillEvent.objects.create(user=user, skill=heir, was=held, state=result, at=now)
