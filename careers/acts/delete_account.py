"""Deletion of everything that belongs to one person, at once and for good."""

from django.db import transaction

from careers.acts.stored_files import forget_files, names_of
from careers.models import PageReport, User, personal_models


@transaction.atomic
def delete_account(user: User) -> None:
    """What others reported of their page stays with those others, without its address."""
    delete_rows(user)
    PageReport.objects.filter(owner=user).update(page="")
    user.delete()


def delete_rows(user: User) -> None:
    """Those first that point to others. Their files go once the rows are gone for good."""
    forget_files(names_of(user))
    for model in reversed(personal_models()):
        model.of(user).delete()
