"""allauth's forms in our words, and where a guest or a missing mail server makes a difference."""

from typing import Any, ClassVar

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.account.fields import PasswordField
from allauth.account.internal.flows.manage_email import email_already_exists
from allauth.account.models import EmailAddress
from allauth.core import context
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.password_validation import MinimumLengthValidator, get_default_password_validators
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from careers.acts import change_email, duties, join
from careers.models import User
from careers.models.accounts import known_time_zone


def password_hint() -> str:
    for validator in get_default_password_validators():
        if isinstance(validator, MinimumLengthValidator):
            return f"At least {validator.min_length} characters. Four plain words do well."
    return "Four plain words do well."


class Worded(forms.Form):
    """Our labels and hints, and no placeholders: they vanish when one would like to read them again."""

    WORDS: ClassVar[dict[str, tuple[str, Any]]] = {
        "login": ("E-mail", ""),
        "email": ("E-mail", ""),
        "password": ("Password", ""),
        "oldpassword": ("Current password", ""),
        "password1": ("New password", password_hint),
        "password2": ("New password, once more", ""),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.WORDS:
                label, hint = self.WORDS[name]
                field.label, field.help_text = label, hint() if callable(hint) else hint


class LoginForm(Worded, allauth.LoginForm):
    pass


class InvitationGone(Exception):
    """Used up since the form was checked."""


def invitation_of(request: HttpRequest) -> str:
    """The token of the link by which somebody came, carried on by the form."""
    return request.POST.get("invitation") or request.GET.get("invitation", "")


class SignupForm(Worded, allauth.SignupForm):
    WORDS: ClassVar = Worded.WORDS | {"password1": ("Password", password_hint)}

    time_zone = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-time-zone": True}))
    invitation = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, guest: User | None = None, **kwargs: Any) -> None:
        self.guest = guest
        super().__init__(*args, **kwargs)

    def clean_invitation(self) -> str:
        """That of the address counts where the form leaves it out: else one link would open a closed sign-up to all."""
        token = self.cleaned_data["invitation"] or invitation_of(context.request)
        if token and not duties.is_good(token):
            raise forms.ValidationError("This invitation is used up or too old. Ask for a new one.")
        return token

    def clean_time_zone(self) -> str:
        return known_time_zone(self.cleaned_data["time_zone"])

    def validate_unique_email(self, value: str) -> str:
        """As allauth does, but an address that this very guest asked for before is not somebody else's."""
        email, self.account_already_exists = email_already_exists(value, user=self.guest)
        return email

    def save(self, request: HttpRequest) -> User:
        with transaction.atomic():
            user = self._made(request)
            token = self.cleaned_data["invitation"]
            if token and not duties.use_invitation(token, user):
                raise InvitationGone
        return user

    def _made(self, request: HttpRequest) -> User:
        if self.guest and join.must_confirm_first():
            return join.ask_to_confirm(self.guest, self.cleaned_data["email"], self.cleaned_data["password1"])
        return super().save(request)

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        try:
            return super().try_save(request)
        except IntegrityError:  # somebody took the address since it was looked up
            self.account_already_exists = True
            return None, get_adapter().respond_address_taken(request)
        except InvitationGone:  # somebody else took its last use
            messages.error(request, "This invitation has just been used up. Ask for a new one.")
            return None, redirect("account_signup")


class ChangePasswordForm(Worded, allauth.ChangePasswordForm):
    pass


class SetPasswordForm(Worded, allauth.SetPasswordForm):
    pass


class ResetPasswordForm(Worded, allauth.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Worded, allauth.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(Worded, allauth.ReauthenticateForm):
    pass


class ChangeEmailForm(Worded, allauth.AddEmailForm):
    """The new address, and the password: whoever holds the address can have the password reset."""

    WORDS: ClassVar = Worded.WORDS | {"email": ("New e-mail", ""), "password": ("Your password", "")}

    password = PasswordField(autocomplete="current-password")
    field_order = ("email", "password")

    def clean_email(self) -> str:
        email = super().clean_email()
        if settings.ACCOUNT_EMAIL_VERIFICATION != "mandatory":
            email_already_exists(email, user=self.user)
        return email

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("incorrect_password")
        return password

    def save(self, request: HttpRequest) -> EmailAddress:
        assert self.user
        return change_email.change_email(context.request, self.user, self.cleaned_data["email"])
