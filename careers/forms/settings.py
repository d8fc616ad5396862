"""What a person sets about themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files import File

from careers.models import User


class OwnColumnsForm(forms.ModelForm):  # type: ignore[type-arg]
    def save(self, commit: bool = True) -> Any:
        """Its own columns alone: a password or a duty that changed while this request was under way stays changed."""
        if commit:
            self.instance.save(update_fields=list(self.fields))
        return self.instance


class ProfileForm(OwnColumnsForm):
    class Meta:
        model = User
        fields = ("name", "time_zone", "theme")
        labels = {"time_zone": "Time zone"}
        help_texts = {"time_zone": "Days and weeks follow it. Type a city, such as Berlin, and choose."}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "time_zone": forms.TextInput(attrs={"list": "time-zones", "autocomplete": "off"}),
            "theme": forms.RadioSelect,
        }

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class ThemeForm(OwnColumnsForm):
    class Meta:
        model = User
        fields = ("theme",)


class ImportForm(forms.Form):
    file = forms.FileField(
        label="Export file",
        help_text="A .json or .zip file that you downloaded here or from another copy of Ascent.",
        widget=forms.FileInput(attrs={"accept": ".json,.zip,application/json,application/zip"}),
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
    )

    def clean_file(self) -> "File[bytes]":
        file: File[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > settings.UPLOAD_MAX_BYTES:
            most = settings.UPLOAD_MAX_BYTES // 1024**2
            raise forms.ValidationError(f"The file is larger than {most} MB, which no export of one person is.")
        return file


class DeleteForm(forms.Form):
    """Members give their password. Guests have none: their button says enough."""

    password = forms.CharField(
        label="Your password", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        if user.is_guest:
            del self.fields["password"]
