"""People with progress, some of them signed in. Needs Django set up."""

from collections.abc import Iterable
from random import Random

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils import timezone

from bench.targets import TOKEN, Person
from careers.figures.application import WAY
from careers.models import (
    Application,
    ApplicationEvent,
    Background,
    Outcome,
    OutcomeTick,
    Plan,
    Profile,
    Project,
    ProjectLink,
    ProjectMetric,
    ProjectResult,
    ProjectSkill,
    Role,
    ShownProject,
    Skill,
    SkillEvent,
    SkillState,
    State,
    User,
)

PEOPLE = 200
STATES = 60
APPLICATIONS = 300
"""Of each person who is measured."""
PROJECTS = 3
MEASURED = 16
"""As many people as there are connections at most: nobody waits for a lock on somebody else's row."""


def make_people() -> list[Person]:
    """Some 200 people with 60 states each; returns those who are measured, signed in."""
    random = Random(1)  # noqa: S311
    skills = list(Skill.objects.filter(retired_at__isnull=True))
    roles, backgrounds = list(Role.objects.live()), list(Background.objects.live())
    users = User.objects.bulk_create([User(email=f"person{n}@example.org", name=f"Person {n}") for n in range(PEOPLE)])
    Plan.objects.bulk_create(
        [Plan(user=user, role=random.choice(roles), background=random.choice(backgrounds)) for user in users]
    )
    marks = [mark for user in users for mark in _marks(user, random.sample(skills, STATES))]
    SkillEvent.objects.bulk_create(
        [SkillEvent(user=m.user, skill=m.skill, was=m.before, state=m.state, at=m.since) for m in marks]
    )
    SkillState.objects.bulk_create(marks)
    _tick(mark for mark in marks if mark.state == State.LEARNING)
    _show(users[:MEASURED], skills)
    for user in users[:MEASURED]:
        _apply(user, random)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    learning = {mark.user_id: mark.skill.slug for mark in marks if mark.state == State.LEARNING}
    return [_signed_in(user, learning[user.pk]) for user in users[:MEASURED]]


def _marks(user: User, skills: list[Skill]) -> list[SkillState]:
    """Two thirds done, a tenth in learning, the rest skipped."""
    states = [State.DONE] * 40 + [State.LEARNING] * 6 + [State.SKIPPED] * (STATES - 46)
    now = timezone.now()
    return [
        SkillState(user=user, skill=skill, state=state, before=State.TODO, since=now)
        for skill, state in zip(skills, states, strict=True)
    ]


def _apply(user: User, random: Random) -> None:
    """Three hundred applications, each some steps along its way."""
    now = timezone.now()
    rows = [
        Application(user=user, company=f"Company {n}", role="ML engineer", place="Oslo") for n in range(APPLICATIONS)
    ]
    Application.objects.bulk_create(rows)
    ApplicationEvent.objects.bulk_create(
        ApplicationEvent(user=user, application=row, step=step, day=now.date(), at=now)
        for row in rows
        for step in WAY[: random.randint(1, 5)]
    )


def _tick(marks: Iterable[SkillState]) -> None:
    """The first outcome of each skill that somebody is learning."""
    first = {outcome.skill_id: outcome.pk for outcome in Outcome.objects.filter(retired_at__isnull=True).reverse()}
    OutcomeTick.objects.bulk_create(
        [OutcomeTick(user=m.user, skill=m.skill, outcome_id=first[m.skill_id]) for m in marks if m.skill_id in first]
    )


def _show(users: list[User], skills: list[Skill]) -> None:
    """Each with a published page of three projects, which prove two skills each."""
    for user in users:
        Profile.objects.create(user=user, handle=f"person-{user.pk}", name=user.name, about="About.", is_public=True)
        for place in range(PROJECTS):
            _show_project(user, place, skills[2 * place : 2 * place + 2])


def _show_project(user: User, place: int, skills: list[Skill]) -> None:
    texts = {"problem": "p", "audience": "a", "data_name": "d", "data_licence": "l", "split": "s"}
    project = Project.objects.create(
        user=user, title=f"Project {place}", pitch="It works.", status="published", **texts
    )
    metric = ProjectMetric.objects.create(user=user, project=project, name="macro F1", is_headline=True)
    for label, value in (("baseline", "0.61"), ("network", "0.89")):
        is_baseline = label == "baseline"
        ProjectResult.objects.create(user=user, metric=metric, label=label, value=value, is_baseline=is_baseline)
    for kind in ("demo", "repository"):
        ProjectLink.objects.create(user=user, project=project, kind=kind, url=f"https://example.org/{kind}")
    for skill in skills:
        ProjectSkill.objects.create(user=user, project=project, skill=skill, proof="It shows.")
    ShownProject.objects.create(user=user, project=project, slug=f"project-{place}", order=place)


def _signed_in(user: User, skill: str) -> Person:
    ours = _session(user, settings.AUTHENTICATION_BACKENDS[0])
    minimal = _session(user, "django.contrib.auth.backends.ModelBackend")
    return Person(
        pk=user.pk,
        skill=skill,
        ours=f"{settings.SESSION_COOKIE_NAME}={ours}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
        minimal=f"sessionid={minimal}; csrftoken={TOKEN}",
    )


def _session(user: User, backend: str) -> str:
    """A session as logging in leaves it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    assert session.session_key
    return session.session_key
