"""A member's other address."""

from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from django.db import transaction
from django.http import HttpRequest

from careers.models import User


def change_email(request: HttpRequest, user: User, email: str) -> EmailAddress:
    """A confirmed address stays until the new one is confirmed; one that never was is replaced at once."""
    if EmailAddress.objects.get_verified(user):
        return EmailAddress.objects.add_new_email(request, user, email)
    with transaction.atomic():
        EmailAddress.objects.filter(user=user).delete()
        user.email = email
        user.save(update_fields=["email"])
        address = EmailAddress.objects.create(user=user, email=email, primary=True)
    send_verification_email_to_address(request, address)
    return address
