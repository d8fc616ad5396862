"""One act of a person at a time."""

from collections.abc import Iterable

from django.db import connection

from careers.models import User


def hold(user: User) -> None:
    """Wait until no other act of this person is under way; others wait until this transaction ends.

    A time that is read afterwards is later than those of all acts before, so events are in the order of their times.
    """
    hold_all([user.pk])


def hold_all(pks: Iterable[int]) -> None:
    """The same for an act on rows of several people: one after the other in one order, so no two acts wait for each
    other.
    """
    with connection.cursor() as cursor:
        for pk in sorted(set(pks)):
            cursor.execute("SELECT FROM careers_user WHERE id = %s FOR NO KEY UPDATE", [pk])
