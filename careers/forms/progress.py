"""What a tap or a note sends."""

from django import forms

from careers.models import SkillNote, State


class StatusForm(forms.Form):
    """Either the state that a skill should have, or the event that is to be undone."""

    status = forms.ChoiceField(choices=State.choices, required=False)
    undo = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)

    def clean(self) -> None:
        super().clean()
        if not self.errors and bool(self.cleaned_data["status"]) == bool(self.cleaned_data["undo"]):
            raise forms.ValidationError("Say either a state or the event to undo.")


class TickForm(forms.Form):
    ticked = forms.BooleanField(required=False)


class NoteForm(forms.Form):
    text = forms.CharField(
        required=False,
        strip=False,
        max_length=SkillNote.MAX_LENGTH,
        error_messages={
            "max_length": "A note holds %(limit_value)d characters and this one has %(show_value)d. Shorten it."
        },
    )
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1)

    def clean_text(self) -> str:
        """One kind of line end, as every other client and an export file have it."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")
