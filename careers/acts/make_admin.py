"""An administrator: a new account, or a member who gets the right."""

from allauth.account.models import EmailAddress
from django.db import transaction

from careers.acts.duties import give_duty
from careers.models import User
from careers.models.accounts import Duty


class AddressTaken(Exception):
    """Another account has confirmed this address as its second one."""


def new_admin(email: str, password: str) -> User:
    with transaction.atomic():
        return _raise(User.objects.create_user(email, password))


def raise_to_admin(member: User) -> User:
    """The member's password and everything else stay as they are."""
    with transaction.atomic():
        return _raise(member)


def _raise(user: User) -> User:
    """With the address confirmed, since whoever runs the copy vouches for it; curating must not wait for a mail."""
    if EmailAddress.objects.filter(email=user.email, verified=True).exclude(user=user).exists():
        raise AddressTaken
    give_duty(user, Duty.ADMINISTRATOR, None, "by the command of whoever runs this copy")
    EmailAddress.objects.filter(user=user).exclude(email=user.email).update(primary=False)
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"primary": True, "verified": True})
    return user
