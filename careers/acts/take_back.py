"""The way back from an act on one personal row, carried by the page that offers it: nothing waits in the database.

A ticket holds the row as it was before the act and a print of what the act left, both signed. Taking it back brings
the first one again, if the row still is as the act left it; so of two tabs none undoes what the other did since.
"""

from typing import Any

from django.core import serializers, signing
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, connection, transaction

from careers.acts.as_written import as_written, print_of
from careers.acts.hold import hold
from careers.models import Personal, User, personal_models

SALT = "careers.take_back"
GOOD_FOR_SECONDS = 24 * 60 * 60


class TooLate(Exception):
    """The row has changed since, or the ticket is too old. Nothing is written."""


def remembered(row: Personal) -> str:
    """Every column of a row as the database has it now."""
    return as_written([type(row)._default_manager.get(pk=row.pk)])


def ticket(row: Personal, before: str | None, *, gone: bool = False) -> str:
    """For an act that made the row (`before` is None), changed it, or deleted it (`gone`). One query."""
    return signing.dumps(
        {
            "model": type(row).export_name,
            "pk": row.pk,
            "before": before,
            "after": None if gone else print_of(remembered(row)),
        },
        salt=SALT,
        compress=True,
    )


@transaction.atomic
def take_back(user: User, signed: str) -> None:
    """Everything is then as before the act. Taking back what is taken back already changes nothing."""
    act = _read(signed)
    model = next(model for model in personal_models() if model.export_name == act["model"])
    hold(user)
    row = model.of(user).filter(pk=act["pk"]).first()
    now = remembered(row) if row else None
    if now == act["before"]:
        return
    if (print_of(now) if now else None) != act["after"]:
        raise TooLate
    if act["before"] is None:
        model.of(user).filter(pk=act["pk"]).delete()
    else:
        _bring_back(user, act["before"])


def _read(signed: str) -> dict[str, Any]:
    try:
        act: dict[str, Any] = signing.loads(signed, salt=SALT, max_age=GOOD_FOR_SECONDS)
    except signing.BadSignature:
        raise TooLate from None
    return act


def _bring_back(user: User, before: str) -> None:
    try:
        [restored] = serializers.deserialize("json", before)
        if not isinstance(restored.object, Personal) or restored.object.user_id != user.pk:
            raise TooLate
        with transaction.atomic():
            restored.save()
            connection.check_constraints()  # what it points to may be gone, which the commit would find out too late
    except (DeserializationError, IntegrityError):  # another version of the tables, or its place is taken meanwhile
        raise TooLate from None
