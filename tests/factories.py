"""Rows for tests, made plainly: no randomness, nothing that a test did not ask for."""

from io import BytesIO

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone
from PIL import Image

from careers.models import (
    Application,
    ApplicationEvent,
    Background,
    Brief,
    BriefCheck,
    BriefDataSet,
    BriefSkill,
    Camp,
    DayBefore,
    Guide,
    InterviewCriterion,
    InterviewStage,
    InterviewStageSkill,
    InterviewStep,
    Need,
    Outcome,
    PageReport,
    Prerequisite,
    Profile,
    Project,
    ProjectEvent,
    ProjectImage,
    ProjectMetric,
    ProjectResult,
    ProjectSkill,
    Report,
    Resource,
    Role,
    RoleSkill,
    Round,
    ShownProject,
    Skill,
    SkillResource,
    Stage,
    SuggestedSkill,
    Suggestion,
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
    """Logged in; with a duty, by a second step too."""
    client = Client()
    client.force_login(user, backend="careers.backends.EmailBackend")
    if user.duty:
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": 0}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client


def guide(key: str = "learning") -> Guide:
    """The first one unless it is named: what a test makes belongs to it if it does not say otherwise."""
    return Guide.objects.get_or_create(key=key, defaults={"title": key.title(), "subject": key, "description": "d"})[0]


def stage(key: str = "first", order: int = 1, of: Guide | None = None) -> Stage:
    return Stage.objects.create(
        guide=of or guide(), key=key, order=order, title=key.title(), short_title=key.title(), purpose="p", why="w"
    )


def role(key: str = "engineer", order: int = 1, of: Guide | None = None) -> Role:
    return Role.objects.create(guide=of or guide(), key=key, order=order, title=key.title(), description="d")


def background(key: str = "newcomer") -> Background:
    return Background.objects.create(guide=guide(), key=key, title=key.title(), description="d")


def camp(key: str = "summit", order: int = 1, of: Guide | None = None) -> Camp:
    return Camp.objects.create(
        guide=of or guide(), key=key, order=order, title=key.title(), short_title=key.title(), possible="p"
    )


def day_before(key: str = "rest", **fields: object) -> DayBefore:
    return DayBefore.objects.create(guide=guide(), key=key, **{"text": key.title()} | fields)


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
        guide=guide(), key=key, kind=kind, cost="free", level="core", hours_basis="estimated", description="d", **values
    )
    for skill in skills:
        SkillResource.objects.create(skill=skill, resource=row, order=skill.skill_resources.count() + 1)
    return row


def interview_stage(key: str, *skills: Skill, **fields: object) -> InterviewStage:
    """With two steps, `s1` and `s2`, and one criterion, `c1`."""
    said = {"title": key.title(), "short_title": key.title(), "purpose": "p", "format": "f", "length": "45 minutes"}
    row = InterviewStage.objects.create(guide=guide(), key=key, **said | fields)
    InterviewStep.objects.bulk_create(
        [InterviewStep(interview_stage=row, key=f"s{n}", order=n, text=f"Step {n} of {key}") for n in (1, 2)]
    )
    InterviewCriterion.objects.create(interview_stage=row, key="c1", order=1, text=f"Criterion of {key}")
    InterviewStageSkill.objects.bulk_create(
        [InterviewStageSkill(interview_stage=row, skill=skill, order=n) for n, skill in enumerate(skills, 1)]
    )
    return row


def round_of(user: User, **fields: object) -> Round:
    """Of an application of its own, under its own title, unless told otherwise."""
    said: dict[str, object] = {"title": "Second round"} if "interview_stage" not in fields else {}
    if "application" not in fields:
        said["application"] = application(user)
    return Round.objects.create(user=user, **said | fields)


def profile(user: User, handle: str = "ada", **fields: object) -> Profile:
    """A published page."""
    return Profile.objects.create(user=user, handle=handle, **{"is_public": True, "name": "Ada Lovelace"} | fields)


def brief(key: str, *skills: Skill, **fields: object) -> Brief:
    """With two checks, `c1` and `c2`, and a data set."""
    said = {"title": key.title(), "description": f"Build {key}.", "level": "core", "hours": 20}
    row = Brief.objects.create(guide=guide(), key=key, **said | fields)
    BriefCheck.objects.bulk_create(
        [BriefCheck(brief=row, key=f"c{n}", order=n, text=f"Check {n} of {key}") for n in (1, 2)]
    )
    BriefDataSet.objects.create(brief=row, order=1, name="Iris", url=f"https://archive.ics.uci.edu/{key}")
    BriefSkill.objects.bulk_create([BriefSkill(brief=row, skill=skill, order=n) for n, skill in enumerate(skills, 1)])
    return row


def project(user: User, *skills: Skill, title: str = "Leaves", **fields: object) -> Project:
    """An idea, with skills but without a sentence on any of them."""
    row = Project.objects.create(user=user, title=title, **fields)
    ProjectEvent.objects.create(user=user, project=row, status=row.status)
    ProjectSkill.objects.bulk_create([ProjectSkill(user=user, project=row, skill=skill) for skill in skills])
    return row


def shown_project(user: User, *proves: Skill, slug: str = "notes", **fields: object) -> Project:
    """A published project with the first five items of evidence, on its person's page."""
    said = {"title": slug.title(), "pitch": "In one line", "status": "published", "problem": "p", "audience": "a"}
    said |= {"data_name": "d", "data_licence": "l", "split": "s"}
    project = Project.objects.create(user=user, **said | fields)
    metric = ProjectMetric.objects.create(user=user, project=project, name="macro F1", is_headline=True)
    for label, value in (("majority", "0.61"), ("network", "0.89")):
        is_baseline = label == "majority"
        ProjectResult.objects.create(user=user, metric=metric, label=label, value=value, is_baseline=is_baseline)
    for skill in proves:
        ProjectSkill.objects.create(user=user, project=project, skill=skill, proof=f"How {skill.key} shows.")
    ShownProject.objects.create(user=user, project=project, slug=slug)
    Project.objects.filter(pk=project.pk).settle()
    return project


def picture(size: tuple[int, int] = (600, 400), form: str = "PNG", **options: object) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "#1d5a86").save(file, form, **options)
    return file.getvalue()


def image(project: Project, **fields: object) -> ProjectImage:
    row = ProjectImage(user=project.user, project=project, **{"alt": "Two curves"} | fields)
    row.receive(picture())
    row.save()
    return row


def suggestion(user: User, *skills: Skill, url: str = "https://example.org/new", **fields: object) -> Suggestion:
    """Waiting: a free video."""
    said = {"title": "Something new", "kind": "video", "cost": "free", "why": "It shows every step."}
    row = Suggestion.objects.create(user=user, url=url, **said | fields)
    for skill in skills:
        SuggestedSkill.objects.create(user=user, suggestion=row, skill=skill)
    return row


def report(user: User, on: Resource | None = None, **fields: object) -> Report:
    """Open: broken, of a resource of its own unless told otherwise."""
    return Report.objects.create(user=user, resource=on or resource(f"of-{user.pk}"), **{"what": "broken"} | fields)


def page_report(user: User, owner: User, project: Project | None = None, **fields: object) -> PageReport:
    """Open: spam, of the whole page unless told which project."""
    said = {"what": "spam", "page": "ada", "project": project.key if project else None} | fields
    return PageReport.objects.create(user=user, owner=owner, **said)
