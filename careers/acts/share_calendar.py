"""A calendar feed gets an address, another one, or none. Each act says how to take it back (`acts/take_back.py`)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from careers.acts.hold import hold
from careers.acts.take_back import remembered, ticket
from careers.models import CalendarFeed, User
from careers.models.calendars import new_token


def keep_choices(user: User, values: Mapping[str, Any]) -> str:
    """What goes in. The first time this makes an address."""
    return _change(user, values, opens=True)


def renew(user: User) -> str:
    """Whoever has the old address reads nothing any more."""
    return _change(user, {"token": new_token()})


def close(user: User) -> str:
    return _change(user, {"token": None})


@transaction.atomic
def _change(user: User, values: Mapping[str, Any], *, opens: bool = False) -> str:
    hold(user)
    row = CalendarFeed.of(user).first()
    before = remembered(row) if row else None
    if row is None:
        row = CalendarFeed(user=user, token=new_token() if opens else None)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return ticket(row, before) if before else ""
