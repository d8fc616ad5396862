"""Interview stages: the kinds of interview there are, what each tests and how one prepares for it."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from careers.models.curated import validate_key
from careers.models.guides import CuratedOfGuide
from careers.models.roadmap import Skill

LONGEST = 7 * 24 * 60
LINE_LENGTH = 200


def lines() -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=LINE_LENGTH), default=list, blank=True)


def minutes() -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )


class InterviewStage(CuratedOfGuide):
    """Lengths are customary, so estimates; without minutes it is no conversation that a clock could measure."""

    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=80)
    short_title = models.CharField(max_length=40)
    purpose = models.TextField()
    format = models.TextField(help_text="How it goes, in a sentence.")
    length = models.CharField(max_length=120, help_text="The customary length in words.")
    minutes_from = minutes()
    minutes_to = minutes()
    attends = lines()
    parts = models.JSONField(default=list, blank=True, help_text="How the time is spent: minutes, title and text.")
    bring = lines()
    mistakes = lines()
    ask = lines()
    in_guide = models.BooleanField(default=False)
    part_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="kinds", help_text="The broader stage."
    )
    skills = models.ManyToManyField(Skill, through="InterviewStageSkill", related_name="interview_stages")

    class Meta:
        ordering = ["guide_id", "order", "key"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="interview_stage_key"),
            models.CheckConstraint(
                condition=models.Q(minutes_from=None, minutes_to=None)
                | models.Q(minutes_from__gte=1, minutes_to__gte=models.F("minutes_from")),
                name="interview_stage_minutes",
            ),
            models.CheckConstraint(
                condition=models.Q(part_of=None) | ~models.Q(part_of=models.F("id")),
                name="interview_stage_not_part_of_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/interview-stages/{self.key}/"


class InterviewLine(models.Model):
    """A line on which people's ticks hang. Its key is stable within the stage."""

    key = models.CharField(max_length=80, validators=[validate_key])
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=LINE_LENGTH)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.text


class InterviewStep(InterviewLine):
    """One thing to do before an interview of this kind."""

    interview_stage = models.ForeignKey(InterviewStage, on_delete=models.CASCADE, related_name="steps")

    class Meta(InterviewLine.Meta):
        constraints = [models.UniqueConstraint(fields=["interview_stage", "key"], name="interview_step_key")]


class InterviewCriterion(InterviewLine):
    """One thing that the people on the other side look for."""

    interview_stage = models.ForeignKey(InterviewStage, on_delete=models.CASCADE, related_name="criteria")

    class Meta(InterviewLine.Meta):
        verbose_name_plural = "interview criteria"
        constraints = [models.UniqueConstraint(fields=["interview_stage", "key"], name="interview_criterion_key")]


class InterviewStageSkill(models.Model):
    """A skill that this kind of interview draws on, the most asked for first."""

    interview_stage = models.ForeignKey(InterviewStage, on_delete=models.CASCADE, related_name="interview_skills")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="interview_skills")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["interview_stage", "order"]
        constraints = [models.UniqueConstraint(fields=["interview_stage", "skill"], name="interview_stage_skill_once")]

    def __str__(self) -> str:
        return f"{self.interview_stage} draws on {self.skill}"


class DayBefore(CuratedOfGuide):
    """One thing to see to on the day before any interview, or on the day itself."""

    order = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=LINE_LENGTH)
    on_the_day = models.BooleanField(default=False)
    in_guide = models.BooleanField(default=False)

    class Meta:
        ordering = ["guide_id", "order", "key"]
        verbose_name = "line of the day before"
        verbose_name_plural = "lines of the day before"
        constraints = [models.UniqueConstraint(fields=["key"], name="day_before_key")]

    def __str__(self) -> str:
        return self.text
