"""A person's plan: where they start, which job they walk towards, at what pace, and what they chose about its order."""

import datetime as dt
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now

from careers.models.accounts import User
from careers.models.personal import Personal, WhenMerged
from careers.models.roadmap import Background, Camp, Role, Skill

MIN_MINUTES_A_WEEK = 30
MAX_MINUTES_A_WEEK = 80 * 60
USUAL_MINUTES_A_WEEK = 10 * 60
WEEKDAYS = range(7)


def validate_rest_days(days: list[int]) -> None:
    if len(set(days)) == len(WEEKDAYS):
        raise ValidationError("Leave at least one day of the week for study.")


def validate_plan_date(value: dt.date) -> None:
    """So that adding years to it stays a date that can be written."""
    if not 2000 <= value.year <= 2999:
        raise ValidationError("Give a date between 2000 and 2999.")


class Plan(Personal):
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="plan", editable=False)
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    background = models.ForeignKey(Background, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(db_default=Now(), editable=False)
    minutes_a_week = models.PositiveSmallIntegerField(
        default=USUAL_MINUTES_A_WEEK,
        validators=[
            MinValueValidator(MIN_MINUTES_A_WEEK, "At least half an hour a week."),
            MaxValueValidator(MAX_MINUTES_A_WEEK, "At most 80 h a week."),
        ],
    )
    rest_days = ArrayField(
        models.PositiveSmallIntegerField(validators=[MaxValueValidator(6)]),
        default=list,
        blank=True,
        size=7,
        validators=[validate_rest_days],
        help_text="Weekdays without study, Monday is 0.",
    )
    target_on = models.DateField(null=True, blank=True, validators=[validate_plan_date])

    export_name = "plan"
    export_fields = ("role", "background", "started_at", "minutes_a_week", "rest_days", "target_on")
    when_merged = WhenMerged.MEMBERS_OWN
    of_the_plan = True
    identity = ()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes_a_week__gte=MIN_MINUTES_A_WEEK, minutes_a_week__lte=MAX_MINUTES_A_WEEK),
                name="plan_minutes_a_week",
            ),
            models.CheckConstraint(
                condition=models.Q(rest_days__contained_by=list(WEEKDAYS))
                & ~models.Q(rest_days__contains=list(WEEKDAYS)),
                name="plan_rest_days",
            ),
        ]

    @classmethod
    def in_words(cls, user: User) -> str:
        plan = cls.of(user).select_related("role").first()
        return f"a plan ({plan.role})" if plan else ""

    def __str__(self) -> str:
        return f"{self.role} from {self.background}"


class PlanChoice(Personal):
    """One thing that a person chose about one skill's place in the plan.

    The plan is worked out anew each time, from the standing and these rows alone, so taking a row away leaves no
    trace of it. A skill may have one row of each kind: a pin wins over a postponement, and both over a place.
    Leaving a skill out is not a choice of the plan but a state of the skill: it is skipped.
    """

    class Kind(models.TextChoices):
        PINNED = "pinned", "Pinned"
        POSTPONED = "postponed", "Postponed"
        PLACED = "placed", "Moved"

    REASON_LENGTH: ClassVar = 200

    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    week = models.DateField(null=True, blank=True, validators=[validate_plan_date])
    """The Monday of the week that a pin names."""
    until = models.DateField(null=True, blank=True, validators=[validate_plan_date])
    """Postponed: not before this day."""
    camp = models.ForeignKey(Camp, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Postponed: not before everything else that this camp asks for."""
    beside = models.ForeignKey(Skill, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Placed next to this skill; to the front of the plan where there is none."""
    after = models.BooleanField(default=False)
    """Placed after the skill beside it, instead of before."""
    because = models.CharField(max_length=REASON_LENGTH, blank=True)
    """Where the choice came from if not from the plan's own page, as in "the coding round at Tern"."""
    chosen_at = models.DateTimeField(db_default=Now())
    """Places are taken in this order."""

    export_name = "plan_choices"
    export_fields = ("skill", "kind", "week", "until", "camp", "beside", "after", "because", "chosen_at")
    when_merged = WhenMerged.MEMBERS_OWN
    follows = ("skill", "beside")
    of_the_plan = True
    identity = ("skill", "kind")

    class Meta:
        ordering = ["chosen_at", "id"]
        constraints = [
            models.UniqueConstraint("user", "skill", "kind", name="plan_choice_once"),
            models.CheckConstraint(
                condition=models.Q(kind="pinned", week__isnull=False, until=None, camp=None, beside=None, after=False)
                | models.Q(kind="postponed", week=None, until__isnull=False, camp=None, beside=None, after=False)
                | models.Q(kind="postponed", week=None, until=None, camp__isnull=False, beside=None, after=False)
                | models.Q(kind="placed", week=None, until=None, camp=None, beside__isnull=False)
                | models.Q(kind="placed", week=None, until=None, camp=None, beside=None, after=False),
                name="plan_choice_says_what_its_kind_needs",
            ),
            models.CheckConstraint(condition=~models.Q(beside=models.F("skill")), name="plan_choice_not_beside_itself"),
            models.CheckConstraint(
                condition=models.Q(week=None) | models.Q(week__iso_week_day=1), name="plan_choice_from_monday"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill}: {self.kind}"

    def makes_sense(self) -> bool:
        """A skill stands beside another one."""
        return self.beside_id is None or self.beside_id != self.skill_id
