"""Secret links to a person's page."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from careers.acts.hold import hold
from careers.models import ShareLink, User


@transaction.atomic
def make_share_link(user: User, label: str, days: int) -> ShareLink:
    """Good for today and so many days more. Raises ValidationError where there are many already."""
    hold(user)
    if sum(link.is_open for link in ShareLink.of(user).select_related("user")) >= ShareLink.MOST:
        raise ValidationError(f"There are {ShareLink.MOST} open links. Close one of them first.")
    last = timezone.localdate(timezone=user.zone) + dt.timedelta(days=days)
    return ShareLink.objects.create(user=user, label=label, expires_on=last, created_at=timezone.now())


def close_share_link(link: ShareLink) -> None:
    """It answers nobody from now on."""
    ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
