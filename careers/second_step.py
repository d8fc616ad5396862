"""Whether somebody has a second step of logging in, and took it when they logged in here.

The password alone may have been stolen, and used, before the second step was set up: such a session goes on as what it
was, and opens nothing that asks for the second step.
"""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes alone are none."""


def kinds_of(user_id: int | None) -> set[str]:
    """Those that somebody has set up. One query."""
    return set(Authenticator.objects.filter(user=user_id, type__in=KINDS).values_list("type", flat=True))


def is_taken(request: HttpRequest) -> bool:
    """In this very log-in. No query but for the session."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def ask_for(kinds: set[str], back: str) -> HttpResponse:
    name = "mfa_reauthenticate" if Authenticator.Type.TOTP in kinds else "mfa_reauthenticate_webauthn"
    return redirect(reverse(name, query={"next": back}))
