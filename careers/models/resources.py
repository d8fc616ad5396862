"""Resources: what teaches a skill, in order for each skill, best first."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from careers.models.guides import CuratedOfGuide
from careers.models.roadmap import Level, Skill


class Resource(CuratedOfGuide):
    class Kind(models.TextChoices):
        COURSE = "course", "Course"
        BOOK = "book", "Book"
        ARTICLE = "article", "Article"
        VIDEO = "video", "Video"
        DOCUMENTATION = "documentation", "Documentation"
        PRACTICE = "practice", "Practice"
        TOOL = "tool", "Tool"
        DATASET = "dataset", "Data set"
        COMPETITION = "competition", "Competition"
        COMMUNITY = "community", "Community"

    class Cost(models.TextChoices):
        FREE = "free", "Free"
        FREEMIUM = "freemium", "Free in part"
        PAID = "paid", "Paid"

    class Basis(models.TextChoices):
        """What the hours rest on."""

        STATED = "stated", "Stated by its makers"
        DERIVED = "derived", "Derived from stated weeks or chapters"
        ESTIMATED = "estimated", "Our estimate"

    title = models.CharField(max_length=160)
    url = models.URLField(max_length=500)
    authors = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    provider = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=13, choices=Kind.choices)
    cost = models.CharField(max_length=8, choices=Cost.choices)
    level = models.CharField(max_length=10, choices=Level.choices)
    hours = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="A first useful pass; empty for references."
    )
    hours_basis = models.CharField(max_length=9, blank=True, choices=Basis.choices)
    description = models.TextField()
    licence = models.CharField(max_length=80, blank=True)
    in_guide = models.BooleanField("named by the guide", default=False)
    seen_in = ArrayField(
        models.CharField(max_length=300), default=list, blank=True, help_text="Where the address was seen."
    )
    review_by = models.DateField(null=True, blank=True, help_text="When a curator should look at it again.")
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from", editable=False
    )
    skills = models.ManyToManyField(Skill, through="SkillResource", related_name="resources")

    class Meta:
        ordering = [Lower("title"), "key"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="resource_key"),
            models.UniqueConstraint(
                fields=["url"], name="resource_url", violation_error_message="This address is listed already."
            ),
            models.CheckConstraint(
                condition=models.Q(hours__isnull=True, hours_basis="")
                | models.Q(hours__isnull=False) & ~models.Q(hours_basis=""),
                name="resource_hours_have_a_basis",
                violation_error_message="Hours need a basis, and a basis needs hours.",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None)
                | models.Q(retired_at__isnull=False) & ~models.Q(merged_into=models.F("id")),
                name="resource_merged_is_retired",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def minutes(self) -> int | None:
        return None if self.hours is None else self.hours * 60

    @property
    def recorded(self) -> bool:
        """One stops at a time of it, not at a page."""
        return self.kind in (self.Kind.VIDEO, self.Kind.COURSE)


class EnoughGroup(models.Model):
    """Resources of one skill that cover the same ground: one of them is enough."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="enough_groups")
    note = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.note


class SkillResource(models.Model):
    """A resource in its place on a skill's page, with the part to use where it is a long one."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="skill_resources")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="skill_resources")
    order = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=300, blank=True, help_text="The part to use, if not all of it.")
    part_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    group = models.ForeignKey(EnoughGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="members")

    class Meta:
        ordering = ["skill", "order"]
        constraints = [models.UniqueConstraint(fields=["skill", "resource"], name="skill_resource_once")]

    def __str__(self) -> str:
        return f"{self.resource} for {self.skill}"

    def clean(self) -> None:
        if self.group and self.group.skill_id != self.skill_id:
            raise ValidationError({"group": "This group belongs to another skill."})

    @property
    def minutes(self) -> int | None:
        """Of the part to use, else of the whole."""
        return self.resource.minutes if self.part_hours is None else self.part_hours * 60
