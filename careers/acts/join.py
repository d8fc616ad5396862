"""A guest becomes a member: the same row, with an address and a password. Nothing is copied."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from careers.models import User


class NoGuestAnyMore(Exception):
    """Another request of the same person was faster."""


def must_confirm_first() -> bool:
    return settings.ACCOUNT_EMAIL_VERIFICATION == "mandatory"


def hold_guest(guest: User) -> User:
    """The guest's row, locked until the transaction ends, with nothing left of an earlier attempt to join."""
    held = User.objects.select_for_update().filter(pk=guest.pk, is_guest=True).first()
    if held is None:
        raise NoGuestAnyMore
    EmailAddress.objects.filter(user=held).delete()
    return held


@transaction.atomic
def ask_to_confirm(guest: User, email: str, password: str) -> User:
    """Where addresses must be confirmed, a guest stays a guest until then: a mistyped address loses nothing."""
    held = hold_guest(guest)
    held.set_password(password)
    held.save(update_fields=["password"])
    EmailAddress.objects.create(user=held, email=email, primary=True)
    return held


def confirmed(address: EmailAddress) -> bool:
    """A guest who has confirmed becomes a member. False if the address has become somebody else's."""
    if User.objects.filter(email=address.email).exclude(pk=address.user_id).exists():
        return False
    User.objects.filter(pk=address.user_id, is_guest=True).update(is_guest=False, email=address.email)
    return True
