"""Jobs that a person is after. What happened to each is a log of dated events; its status is what they come to."""

import datetime as dt
import hashlib
import uuid
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import MinValueValidator, RegexValidator, URLValidator
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from careers import papers
from careers.models.accounts import User
from careers.models.personal import Personal, WhenMerged

EARLIEST_DAY = dt.date(1970, 1, 1)
LATEST_DAY = dt.date(2199, 12, 31)


class Step(models.TextChoices):
    """How far an application is, in the order of the way. Accepted and closed are its two ends."""

    SAVED = "saved", "Saved"
    APPLIED = "applied", "Applied"
    SCREENING = "screening", "Screening"
    INTERVIEWS = "interviews", "Interviews"
    OFFER = "offer", "Offer"
    ACCEPTED = "accepted", "Accepted"
    CLOSED = "closed", "Closed"


class Reason(models.TextChoices):
    """Why an application was closed; several may hold."""

    REJECTED = "rejected", "Rejected"
    GHOSTED = "ghosted", "No answer"
    WITHDRAWN = "withdrawn", "I withdrew"
    DECLINED = "declined", "I declined the offer"
    ROLE_CLOSED = "role_closed", "The role was closed"


class Remote(models.TextChoices):
    ON_SITE = "on_site", "On site"
    HYBRID = "hybrid", "Partly remote"
    REMOTE = "remote", "Remote"


class Period(models.TextChoices):
    """What a pay is paid for."""

    YEAR = "year", "a year"
    MONTH = "month", "a month"
    WEEK = "week", "a week"
    DAY = "day", "a day"
    HOUR = "hour", "an hour"


class Priority(models.IntegerChoices):
    LOW = 1, "Low"
    NORMAL = 2, "Normal"
    HIGH = 3, "High"


def validate_has_come(value: dt.date) -> None:
    """Anybody's today at the latest: somewhere on earth it is tomorrow already."""
    latest = (timezone.now() + dt.timedelta(hours=14)).date()
    if not EARLIEST_DAY <= value <= latest:
        raise ValidationError("What happened lies on a day that has come, since 1970.")


def validate_plannable(value: dt.date) -> None:
    if not EARLIEST_DAY <= value <= LATEST_DAY:
        raise ValidationError("A date lies between 1970 and 2199.")


class ApplicationQuerySet(models.QuerySet["Application"]):
    def there(self) -> Self:
        """Without those that their owner deleted."""
        return self.filter(removed_at=None)


class Application(Personal):
    """One job a person is after. `version` counts saves of the notes, so two tabs cannot overwrite each other."""

    MAX_POSTING: ClassVar = 100_000
    MAX_NOTES: ClassVar = 50_000

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    company = models.CharField(max_length=120)
    role = models.CharField("role title", max_length=160, blank=True)
    url = models.URLField(
        "link to the posting", max_length=1000, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    posting = models.TextField("text of the posting", max_length=MAX_POSTING, blank=True)
    source = models.CharField("where I found it", max_length=80, blank=True)
    place = models.CharField(max_length=120, blank=True)
    remote = models.CharField("where the work is done", max_length=8, choices=Remote.choices, blank=True)
    pay_from = models.DecimalField(
        max_digits=11, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    pay_to = models.DecimalField(
        max_digits=11, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"\A[A-Z]{3}\Z", "Three capital letters, such as EUR, SEK or USD.")],
    )
    period = models.CharField(max_length=5, choices=Period.choices, blank=True)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    next_action = models.CharField(max_length=200, blank=True)
    next_on = models.DateField("by", null=True, blank=True, validators=[validate_plannable])
    notes = models.TextField(max_length=MAX_NOTES, blank=True)
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    export_name = "applications"
    export_fields = (
        "key", "company", "role", "url", "posting", "source", "place", "remote", "pay_from", "pay_to", "currency",
        "period", "priority", "next_action", "next_on", "notes", "added_at", "removed_at",
    )  # fmt: skip
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)
    counted_as = "application"

    class Meta:
        ordering = ["-added_at", "-id"]
        constraints = [
            models.UniqueConstraint("user", "key", name="application_key"),
            models.CheckConstraint(condition=~models.Q(company=""), name="application_has_a_company"),
            models.CheckConstraint(
                condition=models.Q(pay_from=None) | models.Q(pay_to=None) | models.Q(pay_to__gte=models.F("pay_from")),
                name="application_pay_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} at {self.company}" if self.role else self.company

    @classmethod
    def of(cls, user: User) -> ApplicationQuerySet:
        return cls.objects.filter(user=user)

    @property
    def export_key(self) -> str:
        return str(self.key)

    def get_absolute_url(self) -> str:
        return f"/applications/{self.pk}/"

    @property
    def title(self) -> str:
        """The role, or the company where no role is told."""
        return self.role or self.company


class ApplicationEvent(Personal):
    """Something that happened to an application on a day of the person: appended, never altered.

    With a step it moved the application there; without one it is a note. A correction stands in the place of the
    event that it corrects, an undo takes the one that it names away; both leave what was there before to be read.
    `at` is when it was written down.
    """

    MAX_NOTE: ClassVar = 2000

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="events")
    step = models.CharField(max_length=10, choices=Step.choices, blank=True)
    reasons = ArrayField(models.CharField(max_length=11, choices=Reason.choices), default=list, blank=True)
    day = models.DateField(validators=[validate_has_come])
    at = models.DateTimeField(db_default=Now())
    note = models.TextField(max_length=MAX_NOTE, blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="corrected_by"
    )
    undoes = models.OneToOneField("self", on_delete=models.CASCADE, null=True, blank=True, related_name="undone_by")

    export_name = "application_events"
    export_fields = ("key", "application", "step", "reasons", "day", "at", "note", "corrects", "undoes")
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint("user", "key", name="application_event_key"),
            models.CheckConstraint(
                condition=models.Q(step=Step.CLOSED) | models.Q(reasons=[]), name="application_event_reasons_of_closing"
            ),
            models.CheckConstraint(
                condition=models.Q(reasons__contained_by=Reason.values), name="application_event_reasons_known"
            ),
            models.CheckConstraint(
                condition=models.Q(corrects=None) | models.Q(undoes=None), name="application_event_one_purpose"
            ),
        ]

    def __str__(self) -> str:
        return self.get_step_display() or self.note[:40]

    @property
    def export_key(self) -> str:
        return str(self.key)

    def may_name(self, other: "ApplicationEvent") -> bool:
        return super().may_name(other) and self.application_id == other.application_id


class Contact(Personal):
    """Somebody who has to do with an application, and how things stand with them."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=120)
    role = models.CharField("what they do", max_length=120, blank=True)
    met = models.CharField("how we met", max_length=200, blank=True)
    reach = models.CharField("how to reach them", max_length=200, blank=True)
    last_touch_on = models.DateField("last touch", null=True, blank=True, validators=[validate_has_come])
    referral_asked_on = models.DateField("asked for a referral", null=True, blank=True, validators=[validate_has_come])
    referral_given_on = models.DateField("referral given", null=True, blank=True, validators=[validate_has_come])
    thanked_on = models.DateField("thanked", null=True, blank=True, validators=[validate_has_come])

    export_name = "contacts"
    export_fields = (
        "key", "application", "name", "role", "met", "reach", "last_touch_on", "referral_asked_on",
        "referral_given_on", "thanked_on",
    )  # fmt: skip
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)
    counted_as = "contact"

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint("user", "key", name="contact_key")]

    def __str__(self) -> str:
        return self.name


class Document(Personal):
    """A résumé, a letter or another paper that is sent with applications, in one or more versions."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)

    export_name = "documents"
    export_fields = ("key", "title")
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)
    counted_as = "document"

    class Meta:
        ordering = ["title", "id"]
        constraints = [models.UniqueConstraint("user", "key", name="document_key")]

    def __str__(self) -> str:
        return self.title

    @property
    def export_key(self) -> str:
        return str(self.key)


class FileFormat(models.TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"
    TEXT = "txt", "text"

    @property
    def content_type(self) -> str:
        return {
            FileFormat.PDF: "application/pdf",
            FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            FileFormat.TEXT: "text/plain; charset=utf-8",
        }[self]


def stored_name(version: "DocumentVersion", _name: str) -> str:
    """By its key: nothing of what the browser called the file reaches the storage."""
    return f"documents/{version.user_id}/{version.key}.{version.format}"


class DocumentVersion(Personal):
    """One file of a document, as it was on a day. A copy of Ascent that took in an export knows it without the file."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    format = models.CharField(max_length=4, choices=FileFormat.choices)
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=stored_name, max_length=200, blank=True)
    added_at = models.DateTimeField(db_default=Now())

    export_name = "document_versions"
    export_fields = ("key", "document", "number", "format", "size", "sha256", "added_at")
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)
    file_column = "file"

    class Meta:
        ordering = ["document", "-number", "-id"]
        constraints = [models.UniqueConstraint("user", "key", name="document_version_key")]

    def __str__(self) -> str:
        return f"{self.document}, version {self.number}"

    @classmethod
    def most(cls) -> int:
        """All documents together."""
        return 300

    @property
    def export_key(self) -> str:
        return str(self.key)

    def receive(self, content: bytes) -> None:
        """Take in a file's content and store it. Raises ValidationError, in words, for what is no paper."""
        self.format = papers.kind_of(content)
        self.size, self.sha256 = len(content), hashlib.sha256(content).hexdigest()
        self.file.save("", ContentFile(content), save=False)

    @property
    def download_name(self) -> str:
        return f"{self.document.title}, version {self.number}.{self.format}"


class SentDocument(Personal):
    """Which version of a document went out with an application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="sent")
    document_version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="sent")
    sent_on = models.DateField(validators=[validate_has_come])

    export_name = "sent_documents"
    export_fields = ("application", "document_version", "sent_on")
    when_merged = WhenMerged.UNION
    identity = ("application", "document_version")

    class Meta:
        ordering = ["sent_on", "id"]
        constraints = [models.UniqueConstraint("user", "application", "document_version", name="sent_document_once")]

    def __str__(self) -> str:
        return f"{self.document_version} for {self.application}"
