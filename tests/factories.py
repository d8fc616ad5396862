"""Rows for tests, made plainly: no randomness, nothing that a test did not ask for."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from careers.models import (
    Application,
    ApplicationEvent,
    Background,
    Need,
    Outcome,
    Prerequisite,
    Resource,
    Role,
    RoleSkill,
    Skill,
    SkillResource,
    Stage,
    User,
)

PASSWORD = "four plain words do"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def member(email: str, **fields: object) -> User:
    return User.objects.create(email=email, password=make_password(PASSWORD, hasher="md5"), **fields)


def with_duty(email: str, duty: str = "curator") -> User:
    """Somebody who may enter the administration, their second step set up."""
    user = member(email, duty=duty)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": TOTP_SECRET})
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="careers.backends.EmailBackend")
    return client


def stage(key: str = "first", order: int = 1) -> Stage:
    return Stage.objects.create(key=key, order=order, title=key.title(), short_title=key.title(), purpose="p", why="w")


def role(key: str = "engineer", order: int = 1) -> Role:
    return Role.objects.create(key=key, order=order, title=key.title(), description="d")


def background(key: str = "newcomer") -> Background:
    return Background.objects.create(key=key, title=key.title(), description="d")


def skill(
    key: str, stage: Stage, *, order: int = 1, hours: int = 10, outcomes: int = 2, needs: tuple[Skill, ...] = ()
) -> Skill:
    """A core skill with `outcomes` outcomes named o1, o2 ..."""
    row = Skill.objects.create(
        key=key, slug=key, stage=stage, order=order, title=key.title(), short_title=key.title()[:28],
        description="d", why="w", hours=hours, level="core",
    )  # fmt: skip
    Outcome.objects.bulk_create(
        [Outcome(skill=row, key=f"o{n}", order=n, text=f"show {n} of {key}") for n in range(1, outcomes + 1)]
    )
    Prerequisite.objects.bulk_create([Prerequisite(skill=row, needs=other) for other in needs])
    return row


def need(role: Role, *skills: Skill, how: str = Need.ESSENTIAL) -> None:
    RoleSkill.objects.bulk_create([RoleSkill(role=role, skill=row, need=how) for row in skills])


def application(user: User, company: str = "Tern Logistics", *, step: str = "saved", **fields: object) -> Application:
    """Saved today; with another step it came there today, too."""
    row = Application.objects.create(user=user, company=company, **fields)
    for told in dict.fromkeys(["saved", step]):
        ApplicationEvent.objects.create(user=user, application=row, step=told, day=timezone.localdate())
    return row


def resource(key: str, *skills: Skill, kind: str = "article", **fields: object) -> Resource:
    """Free, one hour long, the last of each of these skills."""
    values = {"title": key.title(), "url": f"https://example.org/{key}", "hours": 1} | fields
    row = Resource.objects.create(
        key=key, kind=kind, cost="free", level="core", hours_basis="estimated", description="d", **values
    )
    for skill in skills:
        SkillResource.objects.create(skill=skill, resource=row, order=skill.skill_resources.count() + 1)
    return row
