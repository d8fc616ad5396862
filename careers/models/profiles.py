"""What a person shows of themselves: their page, its address, ways to write to them, and secret links to it."""

import datetime as dt
import re
import secrets
import uuid
from itertools import count
from typing import ClassVar
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator, validate_email
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.text import slugify

from careers.models.accounts import User
from careers.models.personal import Personal, WhenMerged
from careers.models.portfolio import PartOfProject

HANDLE = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
"""Letters that cannot be mistaken for others: no capitals, no other scripts, no underscore beside the hyphen."""
SHORTEST_HANDLE = 3
LONGEST_HANDLE = 30
# fmt: off
RESERVED = frozenset((
    "about", "abuse", "account", "accounts", "admin", "administrator", "api", "applications", "ascent",
    "backgrounds", "blog", "briefs", "calendar", "camps", "catalogue", "contact", "cookies", "css", "curator",
    "demo", "docs", "download", "edit", "everybody", "everyone", "export", "favicon", "feed", "feedback", "guest",
    "guests", "guide", "handle", "health", "healthz", "help", "home", "hostmaster", "image", "images", "img",
    "import", "inbox", "index", "info", "interview-stages", "interviews", "jobs", "js", "legal", "library",
    "licence", "license", "links", "log", "login", "logout", "mail", "market", "member", "members", "moderator", "new",
    "news", "nobody", "null", "official", "operator", "owner", "people", "person", "plan", "plans", "portfolio",
    "postings", "postmaster", "practice", "press", "preview", "privacy", "profile", "profiles", "project",
    "projects", "public", "questions", "readyz", "register", "report", "reports", "resources", "roadmap",
    "robots", "role", "roles", "root", "rounds", "search", "security", "settings", "share", "shared", "shares",
    "sign-in", "sign-up", "signin", "signout", "signup", "site", "skills", "staff", "stages", "start", "static",
    "status", "study", "suggestions", "superuser", "support", "sysadmin", "system", "team", "terms", "test", "today",
    "undefined", "undo", "uploads", "user", "users", "webmaster", "well-known", "www", "you",
))
# fmt: on
"""Words that are addresses of ours, or by which somebody could pass for whoever runs this copy."""

validate_handle = RegexValidator(
    rf"^{HANDLE}\Z", "Small letters a to z, digits and single hyphens; the first is a letter."
)
validate_web_address = URLValidator(schemes=["http", "https"], message="An address that begins with https://.")


class Profile(Personal):
    """A person's public page. Nothing of it is shown before `is_public`, or by a secret link."""

    LONGEST_ABOUT: ClassVar = 5_000
    ITEMS: ClassVar = ("show_about", "show_skills", "show_way")

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="profile", editable=False)
    handle = models.CharField(  # noqa: DJ001 - none is chosen yet, and the others are unique
        max_length=LONGEST_HANDLE, null=True, blank=True, validators=[validate_handle]
    )
    name = models.CharField(max_length=80, blank=True)
    headline = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=80, blank=True)
    about = models.TextField(max_length=LONGEST_ABOUT, blank=True)
    show_about = models.BooleanField(default=True)
    show_skills = models.BooleanField(default=True)
    show_way = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False)
    search_engines = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    """Counts saves, so two tabs cannot overwrite each other."""
    changed_at = models.DateTimeField(db_default=Now())

    export_name = "profile"
    export_fields = (
        "handle",
        "name",
        "headline",
        "place",
        "about",
        *ITEMS,
        "is_public",
        "search_engines",
        "changed_at",
    )
    when_merged = WhenMerged.MEMBERS_OWN
    identity = ()
    counted_as = "public profile"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "handle", name="profile_handle", violation_error_message="This handle belongs to somebody else."
            ),
            models.CheckConstraint(condition=models.Q(handle__regex=rf"^{HANDLE}$"), name="profile_handle_plain"),
            models.CheckConstraint(
                condition=models.Q(is_public=False) | models.Q(handle__isnull=False), name="profile_public_by_a_handle"
            ),
        ]

    def __str__(self) -> str:
        return self.handle or "a profile without a handle"

    def arrive(self) -> None:
        """From another copy: the person says here once more what this copy shows, and its handles are its own."""
        self.is_public = False
        if self.handle and handle_refused(self.user, self.handle):
            self.handle = None


class FormerHandle(Personal):
    """A handle that led to a person once, and still does until somebody else may have it."""

    handle = models.CharField(max_length=LONGEST_HANDLE, unique=True)
    given_up_at = models.DateTimeField(db_default=Now())

    export_name = "former_handles"
    export_fields = ("handle", "given_up_at")
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("handle",)
    derived = True
    """Of this copy's addresses: a file from elsewhere has no say in them."""

    class Meta:
        constraints = [models.UniqueConstraint("user", "handle", name="former_handle_once")]

    def __str__(self) -> str:
        return self.handle


class FreedHandle(models.Model):
    """A handle that nobody but its last owner may take for a year. Written by a trigger, so also when an account goes:
    it names no person."""

    PAUSE: ClassVar = dt.timedelta(days=365)

    handle = models.CharField(max_length=LONGEST_HANDLE, primary_key=True)
    freed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.handle


def handle_refused(user: User, handle: str) -> str:
    """Why this person may not have this handle, in words; empty if they may."""
    if not SHORTEST_HANDLE <= len(handle) <= LONGEST_HANDLE:
        return f"A handle has {SHORTEST_HANDLE} to {LONGEST_HANDLE} characters."
    if not re.fullmatch(HANDLE, handle):
        return str(validate_handle.message)
    if handle in RESERVED:
        return "This word is kept for addresses of this site. Choose another one."
    if Profile.objects.filter(handle=handle).exclude(user=user).exists():
        return "This handle belongs to somebody else. Choose another one."
    recent = FreedHandle.objects.filter(handle=handle, freed_at__gt=timezone.now() - FreedHandle.PAUSE).exists()
    if recent and not FormerHandle.of(user).filter(handle=handle).exists():
        return "This handle was somebody else's within the last year. Choose another one."
    return ""


class ContactWay(Personal):
    """One way to write to a person or to see more of them."""

    class Kind(models.TextChoices):
        EMAIL = "email", "E-mail"
        CODE = "code", "Repositories"
        SITE = "site", "Website"
        NETWORK = "network", "Professional network"
        WRITING = "writing", "Writing"
        OTHER = "other", "Another page"

    MOST: ClassVar = 8

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    address = models.CharField(max_length=400)
    label = models.CharField(max_length=60, blank=True)
    shown = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)

    export_name = "contact_ways"
    export_fields = ("key", "kind", "address", "label", "shown", "order")
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)
    counted_as = "contact detail"

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint("user", "key", name="contact_way_key"),
            models.CheckConstraint(
                condition=models.Q(kind="email") | models.Q(address__iregex=r"^https?://"), name="contact_way_is_safe"
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.address

    def clean(self) -> None:
        super().clean()
        try:
            (validate_email if self.kind == self.Kind.EMAIL else validate_web_address)(self.address)
        except ValidationError as error:
            raise ValidationError({"address": error.messages}) from None

    def arrive(self) -> None:
        self.clean()

    @property
    def host(self) -> str:
        return (urlsplit(self.address).hostname or "").removeprefix("www.")


class ShownProject(PartOfProject):
    """A project that its person shows on their page, at an address of its own."""

    slug = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField(default=0)

    export_name = "shown_projects"
    export_fields = ("project", "slug", "order")
    when_merged = WhenMerged.UNION
    identity = ("project",)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint("user", "project", name="shown_project_once"),
            models.UniqueConstraint("user", "slug", name="shown_project_slug"),
        ]

    def __str__(self) -> str:
        return self.slug

    def arrive(self) -> None:
        self.slug = free_slug(self.user, self.slug)


REPORT = "report"
"""Stands among the addresses of a person's projects: there the page is reported."""


def slug_of(title: str) -> str:
    return slugify(title)[:60]


def free_slug(user: User, wanted: str) -> str:
    """An address for a project among this person's: the one wanted, or that with a number."""
    taken = set(ShownProject.of(user).values_list("slug", flat=True))
    stem = wanted[:55].strip("-") or "project"
    return next(slug for n in count(1) if (slug := stem if n == 1 else f"{stem}-{n}") not in taken | {REPORT})


def _token() -> str:
    return secrets.token_urlsafe(18)


class ShareLink(Personal):
    """A secret address of a person's page, published or not. It counts visits and knows nothing of the visitors.

    `expires_on` is the last of its days, where the person lives.
    """

    MOST: ClassVar = 20

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    token = models.CharField(max_length=40, unique=True, default=_token, editable=False)
    label = models.CharField(max_length=80)
    created_at = models.DateTimeField(db_default=Now())
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    visits = models.PositiveIntegerField(default=0)

    export_name = "share_links"
    export_fields = ("key", "label", "created_at", "expires_on", "revoked_at", "visits")
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)
    counted_as = "share link"

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [models.UniqueConstraint("user", "key", name="share_link_key")]

    def __str__(self) -> str:
        return self.label

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_on >= timezone.localdate(timezone=self.user.zone)
