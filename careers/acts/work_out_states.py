"""States anew from the whole log, after events have come from elsewhere or gone back there."""

from careers.figures.fold import fold
from careers.models import Project, SkillEvent, SkillState, State, User


def work_out_states(user: User) -> None:
    """The states that all events together come to, and what projects prove. Within an act that holds the person."""
    folded = fold(SkillEvent.of(user).order_by("at", "pk"))
    SkillState.of(user).delete()
    SkillState.objects.bulk_create(
        SkillState(user=user, skill_id=skill_id, state=now.state, before=now.before, since=now.since)
        for skill_id, now in folded.items()
        if now.state != State.TODO and now.since
    )
    Project.objects.filter(user=user).settle()
