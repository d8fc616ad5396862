"""Who was given which duty, and who is invited to have an account."""

import datetime as dt
import hashlib
import secrets
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now

from careers.models.accounts import Duty, User


class DutyEvent(models.Model):
    """A duty given or taken away; appended, never altered. Goes with the person's account."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="duty_events")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """Nobody: by a command of whoever runs this copy, or somebody who has left."""
    duty = models.CharField(max_length=13, blank=True, choices=Duty.choices)
    why = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_duty_display() or 'none'}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def good(self, now: dt.datetime) -> Self:
        """Of somebody who administers still: else an administrator who is dismissed would come back by a link."""
        by = {"made_by__duty": Duty.ADMINISTRATOR, "made_by__is_active": True}
        return self.filter(uses_left__gt=0, expires_at__gt=now, **by)

    def of_token(self, token: str) -> Self:
        return self.filter(digest=digest_of(token))


class Invitation(models.Model):
    """A link by which people make an account, also where sign-up is closed. The link itself is shown once."""

    MOST_USES: ClassVar = 500

    made_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations", editable=False)
    digest = models.CharField(max_length=64, editable=False, help_text="SHA-256 of the token in the link.")
    note = models.CharField(max_length=120, help_text="Whom it is for. Only administrators see it.")
    duty = models.CharField(max_length=13, blank=True, choices=Duty.choices)
    uses_left = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_USES)]
    )
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["digest"], name="invitation_digest")]

    def __str__(self) -> str:
        return self.note


def new_token() -> str:
    """192 bits, as they stand in a link."""
    return secrets.token_urlsafe(24)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
