"""When to write again: a person's own rhythm, and what they said about one application.

The dates themselves are stored nowhere: `figures/follow_ups.py` works them out from what happened.
"""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from careers.models.accounts import User
from careers.models.applications import Application, validate_plannable
from careers.models.personal import Personal, WhenMerged

LONGEST_WAIT = 90
"""Days."""
WAITS = [
    MinValueValidator(1, "At least 1 day."),
    MaxValueValidator(LONGEST_WAIT, f"At most {LONGEST_WAIT} days."),
]


class FollowUpRhythm(Personal):
    """How many days after the last thing that happened a follow-up is due, by step; empty means never."""

    STEPS: ClassVar = ("applied", "screening", "interviews", "offer", "thanks")

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="follow_up_rhythm", editable=False)
    applied = models.PositiveSmallIntegerField(null=True, blank=True, default=7, validators=WAITS)
    screening = models.PositiveSmallIntegerField(null=True, blank=True, default=4, validators=WAITS)
    interviews = models.PositiveSmallIntegerField(null=True, blank=True, default=4, validators=WAITS)
    offer = models.PositiveSmallIntegerField(null=True, blank=True, default=2, validators=WAITS)
    thanks = models.PositiveSmallIntegerField(null=True, blank=True, default=1, validators=WAITS)
    """After a round."""

    export_name = "follow_up_rhythm"
    export_fields = STEPS
    when_merged = WhenMerged.MEMBERS_OWN
    identity = ()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q((step, None)) | models.Q((f"{step}__range", (1, LONGEST_WAIT))),
                name=f"follow_up_rhythm_{step}",
            )
            for step in ("applied", "screening", "interviews", "offer", "thanks")
        ]

    def __str__(self) -> str:
        return ", ".join(f"{step}: {getattr(self, step) or 'never'}" for step in self.STEPS)


class FollowUpChoice(Personal):
    """What a person said about the follow-ups of one application: not before a day, or, without one, never."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="follow_up_choice")
    until = models.DateField(null=True, blank=True, validators=[validate_plannable])

    export_name = "follow_up_choices"
    export_fields = ("application", "until")
    when_merged = WhenMerged.MEMBERS_OWN
    identity = ("application",)

    class Meta:
        constraints = [models.UniqueConstraint("user", "application", name="follow_up_choice_once")]

    def __str__(self) -> str:
        return f"{self.application}: {self.until or 'never'}"
