"""The second step of logging in: allauth's views, and for whom they are."""

from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.http import HttpResponseBase

from careers import second_step
from careers.http import Request
from careers.views.access import View, guest_steps_aside, members_only


def changes_it(view: View) -> View:
    """Who has a second step takes it before it is changed; who sets the first one up has taken it by that."""

    @wraps(view)
    def inner(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        kinds = second_step.kinds_of(request.user.pk)
        if kinds and not second_step.is_taken(request):
            return second_step.ask_for(kinds, request.get_full_path())
        response = view(request, *args, **kwargs)
        if not kinds and second_step.kinds_of(request.user.pk):
            record_authentication(request, request.user, "mfa")
        return response

    return members_only(inner)


index = members_only(base.index)
authenticate = guest_steps_aside(base.authenticate)
reauthenticate = members_only(base.reauthenticate)
activate_totp = changes_it(totp.activate_totp)
deactivate_totp = changes_it(totp.deactivate_totp)
recovery_codes = changes_it(codes.view_recovery_codes)
generate_codes = changes_it(codes.generate_recovery_codes)
download_codes = changes_it(codes.download_recovery_codes)
passkeys = members_only(webauthn.list_webauthn)
add_passkey = changes_it(webauthn.add_webauthn)
rename_passkey = changes_it(webauthn.edit_webauthn)
remove_passkey = changes_it(webauthn.remove_webauthn)
reauthenticate_by_passkey = members_only(webauthn.reauthenticate_webauthn)
login_by_passkey = guest_steps_aside(webauthn.login_webauthn)
