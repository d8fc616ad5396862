"""Giving a duty, and inviting people."""

from typing import Any

from django import forms

from careers.acts.duties import member_of_address
from careers.models import Invitation, User
from careers.models.accounts import Duty

DUTIES = [
    (Duty.CURATOR, "Curator: the catalogue"),
    (Duty.MODERATOR, "Moderator: what people have made public"),
    (Duty.ADMINISTRATOR, "Administrator: all of it, and who has which duty"),
]


class DutyForm(forms.Form):
    email = forms.EmailField(label="E-mail", help_text="The address that they log in with.", max_length=254)
    duty = forms.ChoiceField(label="Duty", choices=DUTIES, widget=forms.RadioSelect, initial=Duty.CURATOR)
    why = forms.CharField(label="Why", required=False, max_length=200, help_text="Kept in the history of duties.")

    member: User

    def clean_email(self) -> str:
        member = member_of_address(self.cleaned_data["email"])
        if member is None:
            raise forms.ValidationError("Nobody logs in with this address. They sign up first, or you invite them.")
        self.member = member
        return str(member.email)


class InvitationForm(forms.Form):
    note = forms.CharField(label="Whom it is for", max_length=120, help_text="Only administrators see it.")
    duty = forms.ChoiceField(
        label="They become", choices=[("", "Learners"), *DUTIES], required=False, widget=forms.RadioSelect
    )
    uses = forms.IntegerField(
        label="How many accounts", initial=1, min_value=1, max_value=Invitation.MOST_USES, help_text="With a duty: one."
    )
    days = forms.IntegerField(label="Good for days", initial=14, min_value=1, max_value=365)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("duty") and data.get("uses", 1) > 1:
            self.add_error("uses", "A link that brings a duty is for one person: it may be passed on.")
        return data
