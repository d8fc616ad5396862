"""One act of a person at a time."""

from django.db import connection

from careers.models import User


def hold(user: User) -> None:
    """Wait until no other act of this person is under way; others wait until this transaction ends.

    A time that is read afterwards is later than those of all acts before, so events are in the order of their times.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM careers_user WHERE id = %s FOR NO KEY UPDATE", [user.pk])
