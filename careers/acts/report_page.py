"""Members report somebody's public page; its owner says what they changed where it was withheld."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from careers.acts.hold import hold, hold_all
from careers.acts.take_back import remembered, ticket
from careers.figures.public_page import PublicPage, PublicProject
from careers.models import PageReport, User, Withheld

DAY = dt.timedelta(hours=24)


class NotReported(Exception):
    """Says in a sentence why the moderators were not told. Nothing is written."""


@transaction.atomic
def report_page(
    user: User, key: uuid.UUID, page: PublicPage, project: PublicProject | None, what: str, words: str
) -> tuple[PageReport, str]:
    """Gives the report and the ticket back. The same key twice is one report: a form that was sent again."""
    hold_all([user.pk, page.owner.pk])
    mine = PageReport.of(user)
    if again := mine.filter(key=key).first():
        return again, ""
    if not User.objects.filter(pk=page.owner.pk).exists():
        raise NotReported("That page is gone meanwhile.")
    project_key = project.key if project else None
    if mine.filter(owner=page.owner, project=project_key, state=PageReport.State.OPEN).exists():
        raise NotReported("You have reported this page already, and it waits for a moderator.")
    if mine.filter(reported_at__gt=timezone.now() - DAY).count() >= settings.REPORTS_A_DAY:
        raise NotReported(
            f"That makes more than {settings.REPORTS_A_DAY} reports in a day, and each is read by a person. "
            "Keep this one for tomorrow."
        )
    row = PageReport.objects.create(
        user=user,
        key=key,
        owner=page.owner,
        project=project_key,
        page=f"{page.profile.handle}/{project.slug}" if project else page.profile.handle or "",
        what=what,
        words=words,
    )
    return row, ticket(row, None)


@transaction.atomic
def withdraw_page_report(user: User, pk: int) -> tuple[PageReport, str]:
    """Gives the ticket back; empty where a moderator was faster, or it was withdrawn already."""
    hold(user)
    row = PageReport.of(user).get(pk=pk)
    if row.state != PageReport.State.OPEN:
        return row, ""
    before = remembered(row)
    row.state = PageReport.State.WITHDRAWN
    row.save(update_fields=["state"])
    return row, ticket(row, before)


@transaction.atomic
def answer_moderators(user: User, pk: int, words: str) -> bool:
    """Puts what was withheld back before the moderators, once. False if that was said already."""
    hold(user)
    row = Withheld.of(user).get(pk=pk)
    if not row.may_answer:
        return False
    row.answer, row.answered_at = words, timezone.now()
    row.save(update_fields=["answer", "answered_at"])
    return True
