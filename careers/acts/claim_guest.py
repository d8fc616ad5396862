"""A guest logs in to an account that has its own rows: one of the two sides is kept, whole."""

from django.db import transaction

from careers.acts.delete_account import delete_account, delete_rows
from careers.models import User, personal_models


def has_anything(user: User) -> bool:
    return any(model.of(user).exists() for model in personal_models())


@transaction.atomic
def keep_account(guest: User) -> None:
    """The account stays as it is; the guest goes. A row that has become a member meanwhile is left alone."""
    held = _held(guest)
    if held:
        delete_account(held)


@transaction.atomic
def keep_guest(guest: User, member: User) -> None:
    """The guest's rows take the place of the account's."""
    held = _held(guest)
    if held is None:
        return
    User.objects.select_for_update().get(pk=member.pk)
    delete_rows(member)
    for model in personal_models():
        model.of(held).update(user=member)
    held.delete()


def _held(guest: User) -> User | None:
    return User.objects.select_for_update().filter(pk=guest.pk, is_guest=True).first()
