"""Setting a stage, or everything, back to do, and taking that back. Notes, study time and resources stay."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from careers.acts.hold import hold
from careers.acts.mark import TooLate, mark_many, undo
from careers.models import Outcome, OutcomeTick, Reset, SkillEvent, SkillState, Stage, State, User


@transaction.atomic
def reset(user: User, stage: Stage | None) -> Reset | None:
    """Of every skill of the stage, or of all: the mark and the ticks. None if there was nothing to set back."""
    hold(user)
    states, ticks = SkillState.of(user), OutcomeTick.of(user)
    if stage:
        states, ticks = states.filter(skill__in=stage.every_skill()), ticks.filter(skill__in=stage.every_skill())
    taken = [tick.exported() for tick in ticks.select_related("skill", "outcome").order_by("pk")]
    marked = list(states.order_by("skill_id").values_list("skill_id", flat=True))
    if not taken and not marked:
        return None
    Reset.objects.expired(timezone.now()).filter(user=user).delete()
    ticks.delete()
    events = mark_many(user, [(pk, State.TODO) for pk in marked])
    return Reset.objects.create(
        user=user, stage=stage, at=timezone.now(), events=[str(event.key) for event in events], ticks=taken
    )


@dataclass(frozen=True, slots=True)
class Recovered:
    marks: int
    ticks: int
    newer: list[str]
    """Titles of skills on which something newer stands: they stay as they are."""


@transaction.atomic
def recover(user: User, pk: int) -> Recovered | None:
    """None if it was taken back already. Raises Reset.DoesNotExist for one of somebody else, or one too old."""
    hold(user)
    now = timezone.now()
    row = Reset.objects.good(now).get(user=user, pk=pk)
    if row.recovered_at:
        return None
    newer = []
    events = SkillEvent.of(user).filter(key__in=row.events).select_related("skill").order_by("pk")
    for event in events:
        try:
            undo(user, event.pk)
        except TooLate:
            newer.append(event.skill.title)
    ticks = _put_back(user, row.ticks)
    row.recovered_at = now
    row.save()
    return Recovered(len(row.events) - len(newer), ticks, newer)


def _put_back(user: User, ticks: list[dict[str, str]]) -> int:
    """Those that are not ticked again by now, and whose outcome still exists."""
    found = {
        (skill, key): (pk, skill_id)
        for skill, key, pk, skill_id in Outcome.objects.filter(skill__key__in={tick["skill"] for tick in ticks})
        .exclude(ticks__user=user)
        .values_list("skill__key", "key", "pk", "skill_id")
    }
    rows = [
        OutcomeTick(user=user, outcome_id=pk, skill_id=skill_id, at=dt.datetime.fromisoformat(tick["at"]))
        for tick in ticks
        if (place := found.get((tick["skill"], tick["outcome"])))
        for pk, skill_id in [place]
    ]
    return len(OutcomeTick.objects.bulk_create(rows))
