"""An example learner with half a year behind them, for looking at the pages and for screenshots."""

import datetime as dt
import secrets

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from careers.acts.demo_applications import add_applications
from careers.acts.demo_documents import add_documents
from careers.acts.demo_forecast import add_forecasts
from careers.acts.demo_plan import add_plan_choices
from careers.acts.demo_portfolio import add_projects
from careers.acts.demo_profile import add_profile
from careers.acts.demo_rounds import add_rounds
from careers.acts.demo_study import add_study
from careers.acts.demo_suggestions import add_suggestions
from careers.figures.catalogue import Skill, catalogue
from careers.figures.fold import fold
from careers.figures.standing import Standing
from careers.models import OutcomeTick, Plan, SkillEvent, SkillNote, SkillState, State, User

EMAIL = "maya@demo.example"
PACE_MINUTES_A_DAY = 85
LEARNING_NOW = 3
NOTE = """Softmax and cross-entropy together come to *p − y*. Derive it again before the next interview.

- gradient check: `float64` and eps = 1e-5, else the error drowns in rounding
- still fuzzy: why does batch norm change the backward pass?
"""


@transaction.atomic
def make_demo() -> tuple[User, str]:
    """Make the learner anew; returns them with their password, which is another one each time."""
    User.objects.filter(email=EMAIL).delete()
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(EMAIL, password, name="Maya Lindqvist", time_zone="Europe/Berlin")
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    snapshot = catalogue()
    role, background = snapshot.roles[0], snapshot.backgrounds[0]
    standing = Standing(snapshot, role, background)
    skips = [skill for skill in snapshot.live if (start := standing.head_start(skill)) and start.skips]
    way = _way(standing, skips)
    done, learning = way[: len(way) // 2], way[len(way) // 2 : len(way) // 2 + LEARNING_NOW]
    days = sum(standing.minutes(skill) for skill in done) // PACE_MINUTES_A_DAY + 10
    at = timezone.now() - dt.timedelta(days=days)
    Plan.objects.create(user=user, role_id=role.id, background_id=background.id, started_at=at)
    log = [_event(user, skill, State.TODO, State.SKIPPED, at) for skill in skips]
    for skill in done:
        log.append(_event(user, skill, State.TODO, State.LEARNING, at))
        at += dt.timedelta(minutes=standing.minutes(skill) * 24 * 60 / PACE_MINUTES_A_DAY)
        log.append(_event(user, skill, State.LEARNING, State.DONE, at))
    log += [
        _event(user, skill, State.TODO, State.LEARNING, at + dt.timedelta(days=n)) for n, skill in enumerate(learning)
    ]
    SkillEvent.objects.bulk_create(log)
    SkillState.objects.bulk_create(
        SkillState(user=user, skill_id=pk, state=held.state, before=held.before, since=held.since)
        for pk, held in fold(SkillEvent.of(user)).items()
        if held.since
    )
    OutcomeTick.objects.bulk_create(
        OutcomeTick(user=user, skill_id=skill.id, outcome_id=outcome.id, at=at)
        for skill in [*done, *learning]
        for outcome in (skill.outcomes if skill in done else skill.outcomes[:2])
    )
    if learning:
        SkillNote.objects.create(user=user, skill_id=learning[0].id, text=NOTE)
    add_study(user, learning)
    add_suggestions(user, learning)
    add_plan_choices(user)
    add_forecasts(user)
    add_applications(user)
    add_documents(user)
    add_rounds(user)
    add_projects(user)
    add_profile(user)
    return user, password


def _way(standing: Standing, skips: list[Skill]) -> list[Skill]:
    """Counted skills in the order in which camps ask for them, then the rest."""
    asked = [
        standing.catalogue.skills[pk]
        for camp in standing.catalogue.camps
        for pk in camp.skills(standing.catalogue.roles[0].id)
    ]
    rest = list(standing.skills())
    return [skill for skill in dict.fromkeys([*asked, *rest]) if standing.counted(skill) and skill not in skips]


def _event(user: User, skill: Skill, was: str, state: str, at: dt.datetime) -> SkillEvent:
    return SkillEvent(user=user, skill_id=skill.id, was=was, state=state, at=at)
