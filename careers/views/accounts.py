"""Getting in and out: allauth's views, and for whom they are."""

from typing import Any

from allauth.account import views as allauth
from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpResponse

from careers.figures.belongings import belongings
from careers.forms.accounts import invitation_of
from careers.views.access import guest_of, guest_steps_aside, members_only


class SignupView(allauth.SignupView):
    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"guest": guest_of(self.request)}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"invitation": invitation_of(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        guest = guest_of(self.request)
        return super().get_context_data(**kwargs) | {"belongings": belongings(guest) if guest else None}

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        if self.user and self.user.is_guest:
            # Still a guest until the address is confirmed: a password was set, and the session goes on all the same.
            # Under a new key, lest whoever planted the old one comes along into the account.
            self.request.session.cycle_key()
            self.request.session[HASH_SESSION_KEY] = self.user.get_session_auth_hash()
        return response


signup = guest_steps_aside(SignupView.as_view())
login = guest_steps_aside(allauth.login)
logout = allauth.logout
inactive = guest_steps_aside(allauth.account_inactive)
reauthenticate = members_only(allauth.reauthenticate)
email = members_only(allauth.email)
confirm_email = guest_steps_aside(allauth.confirm_email)
verification_sent = guest_steps_aside(allauth.email_verification_sent)
password_change = members_only(allauth.password_change)
password_set = members_only(allauth.password_set)
password_reset = guest_steps_aside(allauth.password_reset)
password_reset_done = guest_steps_aside(allauth.password_reset_done)
password_reset_from_key = guest_steps_aside(allauth.password_reset_from_key)
password_reset_from_key_done = guest_steps_aside(allauth.password_reset_from_key_done)
