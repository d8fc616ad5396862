"""The database after a journey: what it should hold, and what it holds."""

from django.contrib.auth.hashers import make_password

from careers.figures.fold import Projection, fold
from careers.models import Background, Plan, Role, SkillEvent, SkillState, State, User
from tests.factories import PASSWORD


def disagreements(user: User) -> dict[int, tuple[Projection | None, Projection | None]]:
    """Skills whose stored state is not what their log comes to: (log, stored)."""
    log = {pk: held for pk, held in fold(SkillEvent.of(user)).items() if held.state != State.TODO}
    rows = SkillState.of(user).values_list("skill_id", "state", "before", "since")
    stored = {pk: Projection(*rest) for pk, *rest in rows}
    return {pk: (log.get(pk), stored.get(pk)) for pk in log.keys() | stored.keys() if log.get(pk) != stored.get(pk)}


def state(user: User, slug: str) -> str:
    row = SkillState.of(user).filter(skill__slug=slug).first()
    return row.state if row else State.TODO


def states(user: User) -> dict[str, str]:
    """Slug → state, for everything that is not to do."""
    return dict(SkillState.of(user).values_list("skill__slug", "state"))


def steps(user: User, slug: str) -> list[str]:
    """The states that a skill went through, in order."""
    return list(SkillEvent.of(user).filter(skill__slug=slug).values_list("state", flat=True))


def planner(email: str, role: str = "ml-engineer", background: str = "software-engineer") -> User:
    user = User.objects.create(email=email, password=make_password(PASSWORD, hasher="argon2"))
    Plan.objects.create(user=user, role=Role.objects.get(key=role), background=Background.objects.get(key=background))
    return user
