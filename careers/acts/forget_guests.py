"""Cleaning away: guests that never returned, and ways back that are too old to be taken."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from careers.acts.delete_account import delete_account
from careers.models import Merge, Reset, User

SLACK = dt.timedelta(days=1)
"""`seen_at` is written once a day."""


def forget_guests(days: int) -> int:
    """Those that were not here for so many days. Each by itself, so that nobody waits for all; says how many."""
    before = timezone.now() - dt.timedelta(days=days) - SLACK
    away = User.objects.filter(is_guest=True, seen_at__lt=before).order_by("pk")
    return sum(_forget(pk, before) for pk in away.values_list("pk", flat=True))


@transaction.atomic
def _forget(pk: int, before: dt.datetime) -> bool:
    """Unless they have signed up, or come back, since they were listed."""
    guest = User.objects.select_for_update().filter(pk=pk, is_guest=True, seen_at__lt=before).first()
    if guest is None:
        return False
    delete_account(guest)
    return True


def forget_ways_back() -> int:
    now = timezone.now()
    return sum(model.objects.expired(now).delete()[0] for model in (Merge, Reset))
