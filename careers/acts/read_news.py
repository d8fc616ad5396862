"""What happened to the catalogue until some moment is no news to a person any more."""

import datetime as dt

from django.utils import timezone

from careers.models import User


def read_news(user: User, until: dt.datetime) -> None:
    """Never back, so a page that was left open brings nothing up again; and never beyond now."""
    User.objects.filter(pk=user.pk, news_read_at__lt=until).update(news_read_at=min(until, timezone.now()))
