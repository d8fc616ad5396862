"""A person's projects: what they built, how it compares with a baseline, and which skills that proves."""

import datetime as dt
import uuid
from typing import Any, ClassVar, Self

from django.core.validators import MinValueValidator, URLValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.functions import Now
from django.utils import timezone

from careers.models.accounts import User
from careers.models.briefs import Brief
from careers.models.personal import Personal, WhenMerged
from careers.models.roadmap import Skill

KEPT_WHEN_REMOVED = dt.timedelta(days=30)
"""How long a deleted project can be brought back."""
WEB_ADDRESS = URLValidator(schemes=["http", "https"], message="Write a whole address that begins with https://.")


class ProjectQuerySet(models.QuerySet["Project"]):
    def there(self) -> Self:
        """Without those that their owner deleted."""
        return self.filter(removed_at__isnull=True)

    def published(self) -> Self:
        return self.there().filter(status=Project.Status.PUBLISHED)

    def with_evidence(self) -> Self:
        """Each with `has_<item>` for every item of the evidence checklist that its own fields answer."""
        return self.annotate(**{f"has_{item}": condition for item, condition in evidence_in_fields().items()})

    def settle(self) -> None:
        """Work out `proves` again, after anything that it rests on has changed."""
        conditions = evidence_in_fields()
        holds = Q(*(conditions[item] for item in FIRST_FIVE), status=Project.Status.PUBLISHED, removed_at=None)
        self.update(proves=Case(When(holds, then=True), default=False))


class Project(Personal):
    """One portfolio project.

    `version` counts the saves that changed one of `TEXTS`. A form says which version its writer had read, so that
    two tabs cannot overwrite each other; `ProjectVersion` keeps what stood there before.

    `proves` says whether it is published with the first five items of the evidence checklist, and so lifts its skills
    to proven. It is worked out from the rest by every act on a project (`ProjectQuerySet.settle`), since each page
    of a person asks for it.
    """

    class Status(models.TextChoices):
        IDEA = "idea", "Idea"
        BUILDING = "building", "Building"
        PUBLISHED = "published", "Published"
        ARCHIVED = "archived", "Archived"

    TEXT_LENGTH: ClassVar = 20_000
    TEXTS: ClassVar = (
        *("title", "pitch", "problem", "audience", "data_name", "data_url", "data_licence", "split", "reading"),
        *("method", "went_wrong", "next_steps"),
    )

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, null=True, blank=True, related_name="projects")
    title = models.CharField(max_length=120)
    pitch = models.CharField("in one line", max_length=200, blank=True)
    problem = models.TextField(max_length=TEXT_LENGTH, blank=True)
    audience = models.CharField("who has it", max_length=300, blank=True)
    data_name = models.CharField("data set", max_length=200, blank=True)
    data_url = models.URLField("its address", max_length=500, blank=True, validators=[WEB_ADDRESS])
    data_licence = models.CharField("its licence", max_length=120, blank=True)
    split = models.TextField("split", max_length=TEXT_LENGTH, blank=True)
    reading = models.TextField("what the number means", max_length=TEXT_LENGTH, blank=True)
    method = models.TextField(max_length=TEXT_LENGTH, blank=True)
    went_wrong = models.TextField("where it goes wrong", max_length=TEXT_LENGTH, blank=True)
    next_steps = models.TextField("what I would do next", max_length=TEXT_LENGTH, blank=True)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.IDEA)
    started_on = models.DateField(null=True, blank=True)
    finished_on = models.DateField(null=True, blank=True)
    proves = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ProjectQuerySet.as_manager()

    export_name = "projects"
    export_fields = (
        *("key", "brief", *TEXTS, "status", "started_on", "finished_on"),
        *("version", "created_at", "changed_at", "removed_at"),
    )
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)
    counted_as = "project"

    class Meta:
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.UniqueConstraint("user", "key", name="project_key"),
            models.CheckConstraint(
                condition=Q(status__in=["idea", "building", "published", "archived"]), name="project_status_known"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="project_has_a_title"),
            models.CheckConstraint(
                condition=Q(started_on__isnull=True)
                | Q(finished_on__isnull=True)
                | Q(finished_on__gte=F("started_on")),
                name="project_ends_after_it_starts",
                violation_error_message="It cannot be finished before it was started.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/portfolio/{self.pk}/"

    @property
    def export_key(self) -> str:
        return str(self.key)

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @classmethod
    def kept_by(cls, user: User) -> ProjectQuerySet:
        """A person's projects without those that they deleted. Every lookup by an address starts here."""
        return cls.objects.filter(user=user).there()

    def save_changes(self, *fields: str) -> None:
        """Save these columns, say when, and work out anew what the project proves."""
        self.changed_at = timezone.now()
        self.save(update_fields=[*fields, "changed_at"])
        Project.objects.filter(pk=self.pk).settle()

    def take_in(self, other: "Project") -> bool:
        """One's own texts stay. Versions that come along keep their numbers, so the next one must be higher."""
        if other.version <= self.version:
            return False
        self.version = other.version
        return True


class PartOfProject(Personal):
    """What hangs on one project. It belongs to the project's person, and says so itself."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True


class ProjectLink(PartOfProject):
    """Where something of a project can be seen. `rank` of `field_size` teams is of a competition only."""

    class Kind(models.TextChoices):
        REPOSITORY = "repository", "Repository"
        DEMO = "demo", "Live demo"
        WRITE_UP = "write-up", "Write-up"
        NOTEBOOK = "notebook", "Notebook"
        MODEL_CARD = "model-card", "Model card"
        PAPER = "paper", "Paper"
        SLIDES = "slides", "Slides"
        VIDEO = "video", "Video"
        COMPETITION = "competition", "Competition"
        DATA_SET = "data-set", "Data set"
        OTHER = "other", "Something else"

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="links")
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=11, choices=Kind.choices)
    url = models.URLField("address", max_length=500, validators=[WEB_ADDRESS])
    label = models.CharField("what to call it", max_length=120, blank=True)
    rank = models.PositiveIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    field_size = models.PositiveIntegerField("teams", null=True, blank=True, validators=[MinValueValidator(1)])
    added_at = models.DateTimeField(db_default=Now())

    export_name = "project_links"
    export_fields = ("key", "project", "order", "kind", "url", "label", "rank", "field_size", "added_at")
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint("user", "key", name="project_link_key"),
            models.CheckConstraint(condition=Q(url__iregex=r"^https?://"), name="project_link_to_the_web"),
            models.CheckConstraint(
                condition=Q(kind="competition") | Q(rank__isnull=True, field_size__isnull=True),
                name="project_link_rank_of_a_competition",
            ),
            models.CheckConstraint(
                condition=Q(rank__isnull=True) | Q(field_size__isnull=True) | Q(rank__lte=F("field_size")),
                name="project_link_rank_within_its_field",
                violation_error_message="A rank is no larger than the number of teams.",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.get_kind_display()


class ProjectMetric(PartOfProject):
    """What is measured, on what, and which way is better. The headline is the one that is shown in a list."""

    class Better(models.TextChoices):
        HIGHER = "higher", "Higher"
        LOWER = "lower", "Lower"

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="metrics")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField("metric", max_length=80)
    better = models.CharField("better is", max_length=6, choices=Better.choices, default=Better.HIGHER)
    unit = models.CharField(max_length=20, blank=True)
    measured_on = models.CharField(max_length=200, blank=True)
    is_headline = models.BooleanField(default=False)

    export_name = "project_metrics"
    export_fields = ("key", "project", "order", "name", "better", "unit", "measured_on", "is_headline")
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)

    class Meta:
        ordering = ["-is_headline", "order", "id"]
        constraints = [
            models.UniqueConstraint("user", "key", name="project_metric_key"),
            models.CheckConstraint(condition=Q(better__in=["higher", "lower"]), name="project_metric_direction_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def export_key(self) -> str:
        return str(self.key)


class ProjectResult(Personal):
    """One measured value: of the baseline, or of something that should beat it."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    metric = models.ForeignKey(ProjectMetric, on_delete=models.CASCADE, related_name="results")
    order = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=120)
    value = models.DecimalField(max_digits=18, decimal_places=6)
    is_baseline = models.BooleanField(default=False)

    export_name = "project_results"
    export_fields = ("key", "metric", "order", "label", "value", "is_baseline")
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint("user", "key", name="project_result_key")]

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"


class ProjectSkillQuerySet(models.QuerySet["ProjectSkill"]):
    def proving(self) -> Self:
        """Those that lift their skill to proven: said in a sentence, of a project that holds."""
        return self.exclude(proof="").filter(project__proves=True)


class ProjectSkill(PartOfProject):
    """A skill that a project exercised, and the sentence that says how it shows."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="proofs")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="proofs")
    proof = models.CharField("how it shows", max_length=300, blank=True)
    added_at = models.DateTimeField(db_default=Now())

    objects = ProjectSkillQuerySet.as_manager()

    export_name = "project_skills"
    export_fields = ("project", "skill", "proof", "added_at")
    when_merged = WhenMerged.UNION
    follows = ("skill",)
    identity = ("project", "skill")

    class Meta:
        ordering = ["skill__stage__order", "skill__order"]
        constraints = [models.UniqueConstraint("user", "project", "skill", name="project_skill_once")]

    def __str__(self) -> str:
        return f"{self.project} shows {self.skill}"

    def take_in(self, other: "ProjectSkill") -> bool:
        """One's own sentence stays; where there is none, the other's comes in."""
        if self.proof or not other.proof:
            return False
        self.proof = other.proof
        return True


class ProjectCheck(PartOfProject):
    """A line of a checklist that the person ticked: of the evidence, or of the project's brief.

    `item` is the line's stable key. `pointer` says where a reviewer finds it.
    """

    class Checklist(models.TextChoices):
        EVIDENCE = "evidence", "Evidence"
        BRIEF = "brief", "Brief"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="checks")
    checklist = models.CharField(max_length=8, choices=Checklist.choices)
    item = models.CharField(max_length=80)
    pointer = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_default=Now())

    export_name = "project_checks"
    export_fields = ("project", "checklist", "item", "pointer", "at")
    when_merged = WhenMerged.UNION
    identity = ("project", "checklist", "item")

    class Meta:
        constraints = [
            models.UniqueConstraint("user", "project", "checklist", "item", name="project_check_once"),
            models.CheckConstraint(condition=Q(checklist__in=["evidence", "brief"]), name="project_checklist_known"),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.item}"


FIRST_FIVE = ("problem", "data", "baseline", "metric", "result")
"""Items of the evidence checklist without which nothing is proven."""


def evidence_in_fields() -> dict[str, Any]:
    """Item of the evidence checklist → the condition under which a project's own fields answer it."""
    metrics = ProjectMetric.objects.filter(project=OuterRef("pk"))
    results = ProjectResult.objects.filter(metric__project=OuterRef("pk"))
    of_metric = ProjectResult.objects.filter(metric=OuterRef("pk"))
    compared = metrics.filter(Exists(of_metric.filter(is_baseline=True)), Exists(of_metric.filter(is_baseline=False)))
    demos = ProjectLink.objects.filter(project=OuterRef("pk"), kind=ProjectLink.Kind.DEMO)
    return {
        "problem": ~Q(problem="") & ~Q(audience=""),
        "data": ~Q(data_name="") & ~Q(data_licence=""),
        "baseline": Q(Exists(results.filter(is_baseline=True))),
        "metric": ~Q(split="") & Q(Exists(metrics)),
        "result": Q(Exists(compared)),
        "errors": ~Q(went_wrong=""),
        "demo": Q(Exists(demos)),
    }
