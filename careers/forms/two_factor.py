"""allauth's forms of the second step, in our words."""

from typing import Any, ClassVar

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

from careers.forms.accounts import Worded


class Coded(Worded):
    WORDS: ClassVar[dict[str, tuple[str, Any]]] = {
        "code": ("Code", "Six digits from the app, or one of your recovery codes."),
        "name": ("What you call it", "So that you know it again, such as “phone” or “blue key”."),
    }


class CodeForm(Coded, base.AuthenticateForm):
    pass


class CodeAgainForm(Coded, base.ReauthenticateForm):
    pass


class ActivateForm(Coded, totp.ActivateTOTPForm):
    WORDS: ClassVar = {"code": ("Code", "The six digits that the app shows now.")}


class AddPasskeyForm(Coded, webauthn.AddWebAuthnForm):
    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)
    field_order = ("name",)


class RenamePasskeyForm(Coded, webauthn.EditWebAuthnForm):
    pass
