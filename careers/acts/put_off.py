"""Follow-ups of one application are put off, switched off, or brought up again. Each gives the ticket of its undo."""

import datetime as dt

from django.db import transaction

from careers.acts.hold import hold
from careers.acts.take_back import remembered, ticket
from careers.models import Application, FollowUpChoice, User


@transaction.atomic
def put_off(user: User, application: Application, until: dt.date | None) -> str:
    """Not before a day; without one, never."""
    hold(user)
    row = FollowUpChoice.of(user).filter(application=application).first()
    before = remembered(row) if row else None
    row = row or FollowUpChoice(user=user, application=application)
    row.until = until
    row.save()
    return ticket(row, before)


@transaction.atomic
def bring_up_again(user: User, application: Application) -> str:
    """Empty where nothing was put off."""
    hold(user)
    row = FollowUpChoice.of(user).filter(application=application).first()
    if row is None:
        return ""
    way_back = ticket(row, remembered(row), gone=True)
    row.delete()
    return way_back
