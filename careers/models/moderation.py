"""What members say of other people's public pages, and what moderators decide.

A page is a person's whole page, or one project on it by the project's key: a handle that changes, a project that is
taken off and shown again, or one that comes back from an export, is the same page.
"""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from careers.models.accounts import User
from careers.models.personal import Personal, WhenMerged

REASON_LENGTH = 600


class PageReport(Personal):
    """Something is wrong with a public page. Of one person and page one is open at a time.

    It belongs to whoever reports; the page's owner never learns who that is.
    """

    class What(models.TextChoices):
        SPAM = "spam", "It advertises, or is spam"
        HATE = "hate", "Hate or harassment"
        PRIVATE = "private", "Somebody’s private data"
        COPIED = "copied", "Somebody else’s work, copied"
        FALSE = "false", "False claims"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        OPEN = "open", "Waiting"
        ANSWERED = "answered", "Answered"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Outcome(models.TextChoices):
        KEPT = "kept", "The page stays"
        WITHHELD = "withheld", "Not shown any more"

    WORDS_LENGTH: ClassVar = 600

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """Whose page it is. Nobody: they have left, or the report comes from another copy."""
    project = models.UUIDField(null=True, blank=True)
    page = models.CharField(max_length=100, blank=True)
    """Handle, and the project's part of the address, as they were when it was reported; empty once the owner left."""
    what = models.CharField(max_length=7, choices=What.choices)
    words = models.CharField(max_length=WORDS_LENGTH, blank=True)
    reported_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    answer = models.CharField(max_length=REASON_LENGTH, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    export_name = "page_reports"
    export_fields = (*("key", "page", "what", "words", "reported_at"), *("state", "outcome", "answer", "answered_at"))
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("key",)
    counted_as = "page report"

    class Meta:
        ordering = ["-reported_at", "-id"]
        indexes = [
            models.Index(fields=["owner", "project"], name="page_report_open", condition=Q(state="open")),
        ]
        constraints = [
            models.UniqueConstraint("user", "key", name="page_report_key"),
            models.UniqueConstraint(
                fields=["user", "owner", "project"],
                name="page_report_open_once",
                condition=Q(state="open", owner__isnull=False),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(state="answered", answered_at__isnull=False) & ~Q(outcome="")
                | Q(state__in=["open", "withdrawn"], answered_at__isnull=True, outcome=""),
                name="page_report_answered_with_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page or 'a page that is gone'}: {self.get_what_display()}"

    @property
    def is_moot(self) -> bool:
        """It waits for nobody: whose page it was has left."""
        return self.state == self.State.OPEN and self.owner_id is None

    def arrive(self) -> None:
        if self.state == self.State.OPEN:
            self.state = self.State.WITHDRAWN


class WithheldQuerySet(models.QuerySet["Withheld"]):
    def waiting(self) -> Self:
        """Those whose owner has said what they changed, and no moderator has looked at it since."""
        return self.filter(answered_at__isnull=False, heard_at__isnull=True)


class Withheld(Personal):
    """A page that moderators took out of sight: its person's whole page, or one project. Given back, the row goes.

    Only its owner sees the page meanwhile, whatever they switch on. The owner may answer once.
    """

    ANSWER_LENGTH: ClassVar = 1_000

    project = models.UUIDField(null=True, blank=True)
    """The key of the project; none: the whole page."""
    reason = models.CharField(max_length=REASON_LENGTH)
    since = models.DateTimeField(db_default=Now())
    answer = models.CharField(max_length=ANSWER_LENGTH, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    """When a moderator decided on the answer that it stays so."""

    objects = WithheldQuerySet.as_manager()

    export_name = "withheld"
    export_fields = ("project", "reason", "since", "answer", "answered_at", "heard_at")
    when_merged = WhenMerged.BOTH_KEPT
    identity = ("project",)
    derived = True
    """Of this copy's moderators: a file from elsewhere has no say in it, and cannot lift it."""

    class Meta:
        ordering = ["since", "id"]
        verbose_name_plural = "withheld"
        constraints = [
            models.UniqueConstraint("user", "project", name="withheld_once", nulls_distinct=False),
            models.CheckConstraint(condition=~Q(reason=""), name="withheld_with_a_reason"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, heard_at__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="withheld_heard_after_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return "a project" if self.project else "the whole page"

    @property
    def may_answer(self) -> bool:
        return self.answered_at is None

    @property
    def is_waiting(self) -> bool:
        return self.answered_at is not None and self.heard_at is None


def page_withheld(owner: str = "user") -> Exists:
    """Whether the whole page of the person in this column is withheld."""
    return Exists(Withheld.objects.filter(user=OuterRef(owner), project=None))


def project_withheld(key: str = "key") -> Exists:
    """Whether the project with the key in this column is withheld by itself."""
    return Exists(Withheld.objects.filter(user=OuterRef("user"), project=OuterRef(key)))


class ModerationEvent(models.Model):
    """What a moderator decided; appended, never altered: a trigger sees to that.

    It holds nothing that the owner wrote. When the owner or the moderator leaves, the event stays without them.
    """

    class What(models.TextChoices):
        KEPT = "kept", "Left as it is"
        WITHHELD = "withheld", "Withheld"
        STAYED = "stayed", "Stays withheld"
        GIVEN_BACK = "given-back", "Given back"

    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    project = models.UUIDField(null=True, blank=True)
    what = models.CharField(max_length=10, choices=What.choices)
    reason = models.CharField(max_length=REASON_LENGTH)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {'a project' if self.project else 'a whole page'}"
