"""Briefs: curated ideas for a portfolio project, each with the checks by which one knows that it is done."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from careers.models.curated import validate_key
from careers.models.guides import CuratedOfGuide
from careers.models.roadmap import Level, Skill


class Brief(CuratedOfGuide):
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=80)
    description = models.TextField()
    level = models.CharField(max_length=10, choices=Level.choices)
    hours = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(400)], help_text="An estimate, from first line to write-up."
    )
    skills = models.ManyToManyField(Skill, through="BriefSkill", related_name="briefs")

    class Meta:
        ordering = ["guide_id", "order", "key"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="brief_key"),
            models.CheckConstraint(condition=models.Q(hours__gte=1), name="brief_hours"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/briefs/{self.key}/"


class BriefCheck(models.Model):
    """One thing that is true of a finished project. Its key is stable within the brief, so that marks survive."""

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="checks")
    key = models.CharField(max_length=80, validators=[validate_key])
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=240)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "key"]
        constraints = [models.UniqueConstraint(fields=["brief", "key"], name="brief_check_key")]

    def __str__(self) -> str:
        return self.text


class BriefSkill(models.Model):
    """A skill that the finished project shows, the most telling one first."""

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="brief_skills")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="brief_skills")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["brief", "order"]
        constraints = [models.UniqueConstraint(fields=["brief", "skill"], name="brief_skill_once")]

    def __str__(self) -> str:
        return f"{self.brief} shows {self.skill}"


class BriefDataSet(models.Model):
    """Data to begin with. Its terms are the reader's to check; `licence` says them where we know."""

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="data_sets")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    url = models.URLField(max_length=500)
    licence = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["brief", "order"]
        constraints = [models.UniqueConstraint(fields=["brief", "url"], name="brief_data_set_once")]

    def __str__(self) -> str:
        return self.name
