"""People: members, who have an e-mail address, and guests, who have none yet."""

import zoneinfo
from functools import cache
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower, Now


@cache  # reads some hundred files
def time_zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones()) - {"localtime"}


def validate_time_zone(value: str) -> None:
    if value not in time_zones():
        raise ValidationError("That is not a time zone such as Europe/Berlin.")


def known_time_zone(value: str) -> str:
    """What a browser says of its zone, or UTC: nobody is asked again for what they did not type."""
    return value if value in time_zones() else "UTC"


class Duty(models.TextChoices):
    """What somebody does for the others beside learning. Each asks for a second step when logging in."""

    CURATOR = "curator", "Curator"
    MODERATOR = "moderator", "Moderator"
    ADMINISTRATOR = "administrator", "Administrator"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, duty=Duty.ADMINISTRATOR, is_superuser=True, **fields)

    def create_guest(self, time_zone: str = "UTC") -> "User":
        """A row for somebody who began without an account; it becomes theirs on signing up."""
        guest = self.model(is_guest=True, time_zone=time_zone)
        guest.set_unusable_password()
        guest.save(using=self._db)
        return guest

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    class Theme(models.TextChoices):
        SYSTEM = "", "As my device says"
        LIGHT = "light", "Light"
        DARK = "dark", "Dark"

    email = models.EmailField("e-mail", max_length=254, null=True, blank=True)  # noqa: DJ001 - guests have none
    name = models.CharField(max_length=120, blank=True, help_text="As it should stand in a greeting.")
    is_guest = models.BooleanField(default=False)
    duty = models.CharField(max_length=13, blank=True, choices=Duty.choices, editable=False)
    is_active = models.BooleanField(default=True)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[validate_time_zone])
    theme = models.CharField(max_length=5, blank=True, choices=Theme.choices)
    joined_at = models.DateTimeField(db_default=Now(), editable=False)
    seen_at = models.DateTimeField(db_default=Now(), editable=False)
    """When they were here last, to within a day: written once a day at most."""
    back_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When they came back after a rest of two weeks or more."""
    news_read_at = models.DateTimeField(db_default=Now(), editable=False)
    """What happened to the catalogue until then is no news to them."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="user_email", violation_error_message="This address has an account already."
            ),
            models.CheckConstraint(
                condition=models.Q(is_guest=True, email__isnull=True) | models.Q(is_guest=False, email__isnull=False),
                name="user_guest_without_email",
            ),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="user_email_in_lower_case",
                violation_error_message="Write the address in small letters.",
            ),
        ]

    def __str__(self) -> str:
        return self.email or f"guest {self.pk}"

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower() if self.email else None

    @property
    def is_staff(self) -> bool:
        """May enter the administration; what they find there depends on their duty."""
        return bool(self.duty)

    @property
    def curates(self) -> bool:
        """The catalogue."""
        return self.duty in (Duty.CURATOR, Duty.ADMINISTRATOR)

    @property
    def moderates(self) -> bool:
        """What people have made public."""
        return self.duty in (Duty.MODERATOR, Duty.ADMINISTRATOR)

    @property
    def administers(self) -> bool:
        """Who has which duty, and who is invited."""
        return self.duty == Duty.ADMINISTRATOR

    @property
    def can_appoint(self) -> bool:
        """Not with a closed account, nor as a guest who was invited and has not confirmed an address yet."""
        return self.administers and self.is_active and not self.is_guest

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split()[0] if self.name.strip() else ""

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        try:
            return zoneinfo.ZoneInfo(self.time_zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):  # a zone that this machine's data no longer knows
            return zoneinfo.ZoneInfo("UTC")
