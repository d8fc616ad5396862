"""Deletion of everything that belongs to one person, at once and for good."""

from django.db import transaction

from careers.models import User, personal_models


@transaction.atomic
def delete_account(user: User) -> None:
    delete_rows(user)
    user.delete()


def delete_rows(user: User) -> None:
    """Those first that point to others."""
    for model in reversed(personal_models()):
        model.of(user).delete()
