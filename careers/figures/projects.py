"""A person's projects as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.urls import reverse

from careers.figures import hosts
from careers.figures.catalogue import Skill
from careers.figures.comparison import Comparison, comparison
from careers.figures.evidence import Evidence, evidence
from careers.figures.standing import Standing
from careers.models import (
    BriefCheck,
    Project,
    ProjectCheck,
    ProjectEvent,
    ProjectLink,
    ProjectMetric,
    ProjectSkill,
    ProjectVersion,
    ShownProject,
    User,
)
from careers.models.moderation import page_withheld, project_withheld
from careers.models.portfolio import ProjectQuerySet

SHOWS = {
    "": "All",
    Project.Status.PUBLISHED.value: "Published",
    Project.Status.BUILDING.value: "Building",
    Project.Status.IDEA.value: "Ideas",
    Project.Status.ARCHIVED.value: "Archived",
}
"""What the list can show: value in the address → label."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A skill that the project exercised, as its owner sees it."""

    skill: Skill
    sentence: str
    proven: bool
    shown: str
    """Its glyph."""


@dataclass(frozen=True, slots=True)
class Card:
    """One project in a list."""

    project: Project
    evidence: Evidence
    comparison: Comparison | None
    proofs: tuple[Proof, ...]
    step: int
    """Colour of the stage that most of its skills stand in; 0 without skills."""

    @property
    def proven_count(self) -> int:
        return sum(proof.proven for proof in self.proofs)

    @property
    def lacking(self) -> list[str]:
        """What is still asked, besides publishing it, before it proves any skill."""
        asked = [item.title[0].lower() + item.title[1:] for item in self.evidence.missing_of_five]
        told = any(proof.sentence for proof in self.proofs)
        return asked if told else [*asked, "a skill, and a sentence that says how it shows"]


@dataclass(frozen=True, slots=True)
class Tab:
    value: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Portfolio:
    cards: Sequence[Card]
    tabs: Sequence[Tab]
    total: int
    says: str
    """How many there are of each status: "4 published, 1 building"."""


def portfolio(user: User, standing: Standing, show: str = "") -> Portfolio:
    """Six queries, however many projects there are."""
    counts = dict(Project.kept_by(user).order_by().values_list("status").annotate(Count("pk")))
    show = show if counts.get(show) else ""
    total = sum(counts.values())
    projects = Project.kept_by(user).filter(status=show) if show else Project.kept_by(user)
    return Portfolio(
        cards=[_card(project, standing) for project in _with_parts(projects)],
        tabs=[
            Tab(value, label, counts.get(value, 0) if value else total, value == show)
            for value, label in SHOWS.items()
            if not value or counts.get(value)
        ],
        total=total,
        says=", ".join(
            f"{counts[status]} {Project.Status(status).label.lower()}" for status in SHOWS if counts.get(status)
        ),
    )


def _with_parts(projects: ProjectQuerySet) -> ProjectQuerySet:
    metrics = ProjectMetric.objects.prefetch_related("results")
    return (
        projects.with_evidence()
        .select_related("brief")
        .prefetch_related("checks", "proofs", Prefetch("metrics", queryset=metrics))
    )


def _card(project: Project, standing: Standing) -> Card:
    proofs = _proofs(project, standing)
    headline = next(iter(project.metrics.all()), None)
    return Card(
        project=project,
        evidence=evidence(project, project.checks.all()),
        comparison=comparison(headline) if headline else None,
        proofs=proofs,
        step=_step(proofs),
    )


def _proofs(project: Project, standing: Standing) -> tuple[Proof, ...]:
    """In the order of the roadmap."""
    skills = standing.catalogue.skills
    pairs = [(skills[row.skill_id], row) for row in project.proofs.all() if row.skill_id in skills]
    pairs.sort(key=lambda pair: (pair[0].stage, pair[0].code))
    return tuple(
        Proof(skill, row.proof, project.proves and bool(row.proof), standing.shown(skill)) for skill, row in pairs
    )


def _step(proofs: Sequence[Proof]) -> int:
    steps = [proof.skill.step for proof in proofs]
    return max(steps, key=lambda step: (steps.count(step), step), default=0)


@dataclass(frozen=True, slots=True)
class Link:
    link: ProjectLink
    host: str
    colab: str
    """Where the notebook opens in Colab; empty for what is none of GitHub."""


@dataclass(frozen=True, slots=True)
class BriefLine:
    check: BriefCheck
    ticked: bool
    pointer: str


@dataclass(frozen=True, slots=True)
class ProjectPage:
    project: Project
    card: Card
    comparisons: Sequence[Comparison]
    links: Sequence[Link]
    brief_lines: Sequence[BriefLine]
    events: Sequence[ProjectEvent]
    data_host: str
    address: str
    """On the person's public page; empty where strangers do not see it."""

    @property
    def ticked_count(self) -> int:
        return sum(line.ticked for line in self.brief_lines)


def project_page(user: User, standing: Standing, pk: int) -> ProjectPage:
    """Nine queries at most. Raises Project.DoesNotExist for what is not theirs, or deleted."""
    project = _with_parts(Project.kept_by(user)).prefetch_related("links", "events").get(pk=pk)
    return ProjectPage(
        project=project,
        card=_card(project, standing),
        comparisons=[comparison(metric) for metric in project.metrics.all()],
        links=[Link(link, hosts.host(link.url), hosts.colab(link.url)) for link in project.links.all()],
        brief_lines=_brief_lines(project),
        events=list(project.events.all())[::-1],
        data_host=hosts.data_host(project.data_url),
        address=_address(project) if project.is_published else "",
    )


def _address(project: Project) -> str:
    seen = ShownProject.objects.filter(~page_withheld(), ~project_withheld("project__key"))
    shown = seen.filter(project=project, user__profile__is_public=True)
    names = shown.values_list("user__profile__handle", "slug").first()
    return reverse("people:project", args=names) if names else ""


def _brief_lines(project: Project) -> list[BriefLine]:
    """The checks of its brief. One that was retired meanwhile stays for who ticked it."""
    if project.brief_id is None:
        return []
    ticked = {
        check.item: check.pointer for check in project.checks.all() if check.checklist == ProjectCheck.Checklist.BRIEF
    }
    checks = BriefCheck.objects.filter(Q(retired_at__isnull=True) | Q(key__in=ticked), brief=project.brief_id)
    return [BriefLine(check, check.key in ticked, ticked.get(check.key, "")) for check in checks]


def proved_by(user: User, skill: Skill) -> list[ProjectSkill]:
    """The person's projects that exercise a skill, those that prove it first. One query."""
    rows = ProjectSkill.of(user).filter(skill_id=skill.id, project__removed_at__isnull=True)
    return list(rows.select_related("project").order_by("-project__proves", "-project__changed_at"))


def versions_of(project: Project) -> list[ProjectVersion]:
    """Earlier texts that said something, newest first."""
    return list(ProjectVersion.of(project.user).filter(project=project).exclude(text="")[:200])
