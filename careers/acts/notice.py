"""When somebody was here last: written on their first request in a day, so it costs the others nothing."""

import datetime as dt

from django.utils import timezone

from careers.models import User

EACH = dt.timedelta(days=1)
REST = dt.timedelta(days=14)


def notice(user: User) -> None:
    now = timezone.now()
    away = now - user.seen_at
    if away < EACH:
        return
    user.seen_at = now
    if away >= REST:
        user.back_at = now
    User.objects.filter(pk=user.pk).update(seen_at=user.seen_at, back_at=user.back_at)
