"""Where accounts of ours differ from allauth's."""

import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.account.stages import LoginStage
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from careers.acts import duties, join
from careers.acts.delete_account import delete_account
from careers.acts.merge_guest import has_anything, let_go
from careers.forms.accounts import SignupForm, invitation_of
from careers.models import User
from careers.views.access import guest_of

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account has been closed by whoever runs this copy.",
        "duplicate_email": "This is your address already.",
        "email_password_mismatch": "That e-mail and that password do not go together.",
        "email_taken": "This address has an account already. Log in, or have the password reset.",
        "enter_current_password": "That is not your current password.",
        "incorrect_password": "That is not your password.",
        "invalid_or_expired_key": "This link is used up or too old.",
        "invalid_password_reset": "This link is used up or too old.",
        "rate_limited": "That was tried too often. Wait a few minutes.",
        "too_many_login_attempts": "That was tried too often. Wait five minutes, or have the password reset.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.SIGNUP_OPEN or duties.is_good(invitation_of(request))

    def new_user(self, request: HttpRequest) -> User:
        """The guest's own row, where there is one."""
        guest = guest_of(request)
        if guest is None:
            return User()
        try:
            return join.hold_guest(guest)
        except join.NoGuestAnyMore:
            raise ImmediateHttpResponse(redirect(settings.LOGIN_REDIRECT_URL)) from None

    def save_user(self, request: HttpRequest, user: User, form: SignupForm, commit: bool = True) -> User:
        if not user.is_guest:
            user.time_zone = form.cleaned_data["time_zone"]
        user.is_guest = False
        return super().save_user(request, user, form, commit)

    def set_password(self, user: User, password: str) -> None:
        """The password alone: a duty that was taken while this request was under way stays taken."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def logout(self, request: HttpRequest) -> None:
        """A guest who leaves was told that there is no way back, so nothing of theirs is left lying about."""
        user = request.user
        guest = user if isinstance(user, User) and user.is_guest and not user.has_usable_password() else None
        super().logout(request)
        if guest:
            delete_account(guest)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        with transaction.atomic():
            done = join.confirmed(email_address) and super().confirm_email(request, email_address)
            if not done:
                transaction.set_rollback(True)
        if not done:
            messages.error(request, "This address belongs to another account by now, so nothing was changed.")
        return done

    def get_login_stages(self) -> list[str]:
        return [*super().get_login_stages(), "careers.adapter.WhichToKeep"]

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        if kwargs["signup"]:
            brought = " Everything you did as a guest came along." if guest_of(request) else ""
            messages.success(request, f"Your account is ready.{brought}")
        return super().post_login(request, user, **kwargs)

    def respond_address_taken(self, request: HttpRequest) -> HttpResponse:
        messages.error(request, self.error_messages["email_taken"])
        return redirect("account_login")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that does not answer must not cost anybody the account that they have just made."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:  # smtplib's errors are OSErrors too
            logger.exception("Mail %s could not be sent", template_prefix)
            messages.error(
                self.request, "The mail could not be sent: the mail server does not answer. Try again later."
            )


class WhichToKeep(LoginStage):
    """Between the right password and being logged in: a guest who has done something says what becomes of it."""

    key = "which_to_keep"
    urlname = "account_which"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        guest = guest_of(self.request)
        if guest is None or self.login.user is None or guest.pk == self.login.user.pk:
            return None, True
        if has_anything(guest):
            return redirect(self.urlname), True
        let_go(guest)
        return None, True


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": "Switch the second step off first: a new address has to be confirmed without it.",
        "cannot_delete_authenticator": "The second step cannot be switched off for this account.",
        "cannot_generate_recovery_codes": "Recovery codes come with a second step: set one up first.",
        "incorrect_code": "That code does not fit. Codes change every half a minute; a recovery code works once.",
        "unverified_email": "Confirm your e-mail first: without it you could not get back in.",
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"
