"""Pictures of a project, as a browser sends them."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files import File

from careers.models import ProjectImage


class AltForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = ProjectImage
        fields = ("alt",)
        error_messages = {
            "alt": {
                "required": "Say in a sentence what the picture shows, for whoever cannot see it.",
                "max_length": "A description has %(limit_value)d characters and this one %(show_value)d. Shorten it.",
            }
        }
        help_texts = {"alt": "One sentence for whoever cannot see it."}

    def clean_alt(self) -> str:
        return " ".join(self.cleaned_data["alt"].split())


class ImageForm(AltForm):
    file = forms.FileField(
        label="Picture",
        help_text=f"PNG, JPEG, WebP, GIF or AVIF, up to {settings.IMAGE_MAX_BYTES // 1024**2} MB. It is encoded anew, "
        "without place, camera or other data.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif,image/avif"}),
        error_messages={"required": "Choose a picture.", "empty": "The file is empty."},
    )
    field_order = ("file", "alt")

    def clean_file(self) -> "File[bytes]":
        file: File[Any] = self.cleaned_data["file"]
        if file.size is None or file.size > settings.IMAGE_MAX_BYTES:
            most = settings.IMAGE_MAX_BYTES // 1024**2
            raise forms.ValidationError(f"The picture is larger than {most} MB. Make it smaller.")
        return file
