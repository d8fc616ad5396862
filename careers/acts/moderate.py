"""A moderator decides what people report of a public page: it stays, it is withheld, it is given back.

The owner and those who reported take their turns meanwhile, so nobody withdraws or answers what is being decided.
"""

import logging
from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from careers.acts.hold import hold_all
from careers.models import ModerationEvent, PageReport, User, Withheld

logger = logging.getLogger(__name__)

OPEN = PageReport.State.OPEN
type Part = UUID | None
"""The key of a project; none: the whole page."""


class DecidedAlready(Exception):
    """Another moderator was faster, or all that was reported was withdrawn. Nothing is written."""


@transaction.atomic
def keep(owner: User, part: Part, by: User, reason: str) -> int:
    """The page stays as it is; whoever reported it reads the reason. Says how many reports that answers."""
    reports = _take_turns(owner, Q(project=part))
    if not reports:
        raise DecidedAlready
    _answer(reports, PageReport.Outcome.KEPT, reason)
    _log(owner, part, by, ModerationEvent.What.KEPT, reason)
    return len(reports)


@transaction.atomic
def withhold(owner: User, part: Part, by: User, reason: str, reported: Part) -> Withheld:
    """Take a page out of sight at once; its owner reads the reason.

    That answers the reports of it (with the whole page: those of its projects too), and of the page that was
    `reported`, of which it may be a part.
    """
    reports = _take_turns(owner, Q() if part is None else Q(project=part) | Q(project=reported))
    if Withheld.of(owner).filter(project=part).exists():
        raise DecidedAlready
    row = Withheld.objects.create(user=owner, project=part, reason=reason)
    _answer(reports, PageReport.Outcome.WITHHELD, "")
    _log(owner, part, by, ModerationEvent.What.WITHHELD, reason)
    _tell(owner, "withheld", reason)
    return row


@transaction.atomic
def stay(owner: User, part: Part, by: User, reason: str) -> None:
    """What the owner changed was not enough. The reason takes the place of the one before."""
    _take_turns(owner)
    row = Withheld.of(owner).filter(project=part).first()
    if row is None or not row.is_waiting:
        raise DecidedAlready
    row.reason, row.heard_at = reason, timezone.now()
    row.save(update_fields=["reason", "heard_at"])
    _log(owner, part, by, ModerationEvent.What.STAYED, reason)
    _tell(owner, "stays", reason)


@transaction.atomic
def give_back(owner: User, part: Part, by: User, reason: str) -> None:
    """Whatever its owner has switched on is public again."""
    _take_turns(owner)
    gone, _ = Withheld.of(owner).filter(project=part).delete()
    if not gone:
        raise DecidedAlready
    _log(owner, part, by, ModerationEvent.What.GIVEN_BACK, reason)
    _tell(owner, "given-back", reason)


def _take_turns(owner: User, which: Q | None = None) -> list[PageReport]:
    """Of everybody whose row is touched. Gives the open reports of the owner's that are meant, locked."""
    opened: QuerySet[PageReport] = PageReport.objects.none()
    if which is not None:
        opened = PageReport.objects.filter(which, owner=owner, state=OPEN)
    hold_all([owner.pk, *opened.values_list("user_id", flat=True)])
    return list(opened.select_for_update().order_by("pk"))


def _answer(reports: Iterable[PageReport], outcome: str, words: str) -> None:
    rows, now = list(reports), timezone.now()
    for row in rows:
        row.state, row.outcome, row.answer, row.answered_at = PageReport.State.ANSWERED, outcome, words, now
    PageReport.objects.bulk_update(rows, ["state", "outcome", "answer", "answered_at"])


def _log(owner: User, part: Part, by: User, what: str, reason: str) -> None:
    ModerationEvent.objects.create(at=timezone.now(), owner=owner, project=part, by=by, what=what, reason=reason)


def _tell(owner: User, what: str, reason: str) -> None:
    """By mail where mail goes out, once it is decided for good; the settings page says it anyway."""
    if settings.MAIL_GOES_OUT and owner.email:
        transaction.on_commit(partial(_send, owner.email, what, reason), robust=True)


SUBJECTS = {
    "withheld": "Your public page is withheld",
    "stays": "Your public page stays withheld",
    "given-back": "Your public page is given back",
}


def _send(address: str, what: str, reason: str) -> None:
    context = {"what": what, "reason": reason, "address": f"{settings.ORIGIN}{reverse('profile:edit')}"}
    try:
        send_mail(SUBJECTS[what], render_to_string("moderation/mail.txt", context), None, [address])
    except OSError:  # smtplib's errors are OSErrors too
        logger.exception("A mail about a moderator's decision could not be sent")
