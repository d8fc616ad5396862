"""The roadmap: stages, their skills, and how roles, backgrounds and camps look at them."""

from collections.abc import Iterable, Mapping

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from careers.models.curated import Curated, validate_key
from careers.models.guides import CuratedOfGuide


class Level(models.TextChoices):
    FOUNDATION = "foundation", "Foundation"
    CORE = "core", "Core"
    ADVANCED = "advanced", "Advanced"


class Need(models.TextChoices):
    """How much a role asks for a skill; a skill without a row is optional for it."""

    ESSENTIAL = "essential", "Essential"
    USEFUL = "useful", "Useful"


class Stage(CuratedOfGuide):
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    short_title = models.CharField(max_length=28, help_text="One or two words.")
    purpose = models.TextField()
    why = models.TextField("why it matters")

    class Meta:
        ordering = ["guide_id", "order", "key"]
        constraints = [models.UniqueConstraint(fields=["key"], name="stage_key")]

    def __str__(self) -> str:
        return self.short_title

    def every_skill(self) -> models.QuerySet["Skill"]:
        """Its own and those that it shares."""
        return Skill.objects.filter(models.Q(stage=self) | models.Q(pk__in=self.shared_skills.live().values("skill")))


class Skill(Curated):
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="skills")
    order = models.PositiveSmallIntegerField(help_text="Place inside the stage.")
    slug = models.SlugField(max_length=80, help_text="The address; old ones keep leading here.")
    former_slugs = ArrayField(models.SlugField(max_length=80), default=list, blank=True)
    title = models.CharField(max_length=120)
    short_title = models.CharField(max_length=28)
    description = models.TextField()
    why = models.TextField("why the job needs it")
    hours = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(400)], help_text="An estimate for a newcomer to the skill."
    )
    level = models.CharField(max_length=10, choices=Level.choices)
    in_guide = models.BooleanField("named by the guide", default=False)
    guide_items = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    aliases = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        help_text="Names by which people and adverts mean it.",
    )
    ambiguous_aliases = models.JSONField(
        default=list,
        blank=True,
        help_text='Words that count only near one of their context words: [{"alias", "context"}].',
    )
    in_postings = models.BooleanField(
        default=True, help_text="Off: aliases serve search only, adverts use them loosely."
    )
    esco_uri = models.URLField(blank=True)
    esco_match = models.CharField(max_length=8, blank=True)
    review_by = models.DateField(null=True, blank=True, help_text="When a curator should look at it again.")
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from", editable=False
    )
    """The skill that this one is part of now: its address leads there, and what people had on it stands there."""
    prerequisites = models.ManyToManyField(
        "self", symmetrical=False, related_name="unlocks", through="Prerequisite", through_fields=("skill", "needs")
    )

    class Meta:
        ordering = ["stage__guide_id", "stage__order", "order", "key"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="skill_key"),
            models.UniqueConstraint(fields=["slug"], name="skill_slug"),
            models.CheckConstraint(condition=models.Q(hours__gte=1), name="skill_hours"),
            models.CheckConstraint(
                condition=models.Q(merged_into=None)
                | models.Q(retired_at__isnull=False) & ~models.Q(merged_into=models.F("id")),
                name="skill_merged_is_retired",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/skills/{self.slug}/"

    @classmethod
    def titles_of(cls, pks: Iterable[int]) -> list[str]:
        """Titles in the same order, repeated where a key is."""
        pks = list(pks)
        titles = {skill.pk: skill.title for skill in cls.objects.filter(pk__in=pks)}
        return [titles[pk] for pk in pks]

    def move_to(self, slug: str) -> None:
        """Take another address; the old one keeps leading here."""
        if self.slug and self.slug != slug:
            self.former_slugs = [old for old in (*self.former_slugs, self.slug) if old != slug]
        self.slug = slug


class Outcome(models.Model):
    """One "I can ..." of a skill. Its key is stable within the skill, so that ticks survive rewording."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="outcomes")
    key = models.CharField(max_length=80, validators=[validate_key])
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=240, help_text="Continues “I can …”.")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "key"]
        constraints = [models.UniqueConstraint(fields=["skill", "key"], name="outcome_key")]

    def __str__(self) -> str:
        return self.text

    @property
    def export_key(self) -> str:
        return self.key


class Prerequisite(models.Model):
    """`skill` builds on `needs`. All of them together never form a circle."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="builds_on")
    needs = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="opens")

    class Meta:
        ordering = ["needs__stage__order", "needs__order"]
        constraints = [
            models.UniqueConstraint(fields=["skill", "needs"], name="prerequisite_once"),
            models.CheckConstraint(condition=~models.Q(skill=models.F("needs")), name="prerequisite_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.skill} builds on {self.needs}"

    def clean(self) -> None:
        """Refuse an arrow that would close a circle, naming the circle."""
        if self.skill_id is None or self.needs_id is None:
            return
        edges: dict[int, list[int]] = {self.skill_id: [self.needs_id]}
        for skill, needs in Prerequisite.objects.exclude(pk=self.pk).values_list("skill_id", "needs_id"):
            edges.setdefault(skill, []).append(needs)
        if circle := find_circle(edges):
            raise ValidationError(f"This closes a circle: {' → '.join(Skill.titles_of(circle))}.")


def find_circle[K](edges: Mapping[K, Iterable[K]]) -> list[K]:
    """The first circle found in a directed graph, as its nodes with the first one repeated; empty if there is none.

    Depth first with an explicit stack, so that a long chain does not meet the recursion limit. O(nodes + edges).
    """
    finished: set[K] = set()
    for start in edges:
        if start in finished:
            continue
        path: list[K] = [start]
        on_path = {start}
        stack = [iter(edges[start])]
        while stack:
            for node in stack[-1]:
                if node in on_path:
                    return [*path[path.index(node) :], node]
                if node not in finished:
                    path.append(node)
                    on_path.add(node)
                    stack.append(iter(edges.get(node, ())))
                    break
            else:
                stack.pop()
                done = path.pop()
                on_path.discard(done)
                finished.add(done)
    return []


class SharedSkill(Curated):
    """A skill of another guide that stands in a stage of this one too. What people have on it is one and the same."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="shared_skills")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="shared")
    order = models.PositiveSmallIntegerField(help_text="Place among the shared skills of the stage, which come first.")

    class Meta:
        ordering = ["stage__guide_id", "stage__order", "order", "key"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="shared_skill_key"),
            models.UniqueConstraint(fields=["stage", "skill"], name="shared_skill_once"),
        ]

    def __str__(self) -> str:
        return f"{self.skill} in {self.stage}"

    @classmethod
    def free_key(cls, stage: Stage, skill_key: str) -> str:
        """That nobody has yet, for a skill that is about to stand in this stage."""
        base = f"{stage.key}-{skill_key}"[:70].rstrip("-")
        taken = set(cls.objects.filter(key__startswith=base).values_list("key", flat=True))
        numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
        return next(key for key in (base, *numbered) if key not in taken)


class Role(CuratedOfGuide):
    """A job that one can aim at."""

    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=120)
    description = models.TextField()
    in_guide = models.BooleanField("named by the guide", default=False)
    titles = ArrayField(models.CharField(max_length=80), default=list, blank=True, help_text="Job titles that mean it.")
    wage_soc = ArrayField(
        models.CharField(max_length=7), default=list, blank=True, help_text="US occupations, nearest first."
    )
    esco_uri = models.URLField(blank=True)
    onet_code = models.CharField(max_length=10, blank=True)
    skills = models.ManyToManyField(Skill, through="RoleSkill", related_name="roles")

    class Meta:
        ordering = ["guide_id", "order", "key"]
        constraints = [models.UniqueConstraint(fields=["key"], name="role_key")]

    def __str__(self) -> str:
        return self.title


class RoleSkill(models.Model):
    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="needs")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="needed_by")
    need = models.CharField(max_length=9, choices=Need.choices)

    class Meta:
        ordering = ["role__order", "skill__stage__order", "skill__order"]
        constraints = [models.UniqueConstraint(fields=["role", "skill"], name="role_skill_once")]

    def __str__(self) -> str:
        return f"{self.skill}: {self.get_need_display().lower()} for {self.role}"


class Background(CuratedOfGuide):
    """Where a person starts, whichever guide they take."""

    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=120)
    description = models.TextField()
    in_guide = models.BooleanField("named by the guide", default=False)

    class Meta:
        ordering = ["guide_id", "order", "key"]
        constraints = [models.UniqueConstraint(fields=["key"], name="background_key")]

    def __str__(self) -> str:
        return self.title


class HeadStart(models.Model):
    """What a background already brings to a skill: it may be skipped, or takes half its hours."""

    class Action(models.TextChoices):
        SKIP = "skip", "May be skipped"
        SHORTEN = "shorten", "Takes half the hours"

    background = models.ForeignKey(Background, on_delete=models.CASCADE, related_name="head_starts")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="head_starts")
    action = models.CharField(max_length=7, choices=Action.choices)
    reason = models.TextField(help_text="Said to the learner, so in the second person.")

    class Meta:
        ordering = ["background__order", "skill__stage__order", "skill__order"]
        constraints = [models.UniqueConstraint(fields=["background", "skill"], name="head_start_once")]

    def __str__(self) -> str:
        return f"{self.background}: {self.skill} {self.get_action_display().lower()}"


class Camp(CuratedOfGuide):
    """A milestone, reached when its skills and those of the camps before are done or skipped. The last: the summit."""

    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    short_title = models.CharField(max_length=28)
    possible = models.TextField(help_text="What one can do from here.")
    note = models.TextField(blank=True, help_text="For curators.")

    class Meta:
        ordering = ["guide_id", "order", "key"]
        constraints = [models.UniqueConstraint(fields=["key"], name="camp_key")]

    def __str__(self) -> str:
        return self.title


class CampSkill(models.Model):
    """A skill that a camp asks for: of everybody, or of one role only."""

    camp = models.ForeignKey(Camp, on_delete=models.CASCADE, related_name="asks_for")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="camps")
    role = models.ForeignKey(Role, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["camp__order", "skill__stage__order", "skill__order"]
        constraints = [
            models.UniqueConstraint(fields=["camp", "skill", "role"], name="camp_skill_once", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return f"{self.camp}: {self.skill}"
