"""Which papers went out with an application."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from careers import papers
from careers.forms.applications import day_input
from careers.models import Document, DocumentVersion, SentDocument, User


class SendForm(forms.Form):
    """Either a version that is here already or a file, which becomes a document or the next version of one."""

    version = forms.ModelChoiceField(
        label="One that is here", queryset=DocumentVersion.objects.none(), required=False, empty_label="None of these"
    )
    file = forms.FileField(
        label="Or a file",
        help_text="A PDF, a Word document (.docx) or plain text, up to 5 MB. It is kept for you alone.",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.txt"}),
        error_messages={"empty": "The file is empty."},
    )
    document = forms.ModelChoiceField(
        label="It is",
        queryset=Document.objects.none(),
        required=False,
        empty_label="A new document, named:",
        help_text="The next version of one that you have, or a new one.",
    )
    title = forms.CharField(
        label="Name of a new document",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    sent_on = forms.DateField(
        label="Sent on",
        initial=timezone.localdate,
        widget=day_input(),
        validators=SentDocument.column("sent_on").validators,
        error_messages={"invalid": "A day, such as 2026-11-24."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = DocumentVersion.of(user).select_related("document")
        documents = Document.of(user)
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]
        if not documents:
            del self.fields["version"], self.fields["document"]
            self.fields["file"].label, self.fields["title"].label = "The file", "What it is"
            self.fields["title"].help_text = "CV, letter, or another name by which you will know it."

    def clean_file(self) -> bytes | None:
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is None:
            return None
        if file.size is None or file.size > papers.MAX_BYTES:
            raise forms.ValidationError("The file is larger than 5 MB.")
        content = file.read()
        papers.kind_of(content)
        return content

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        version, content = cleaned.get("version"), cleaned["file"]
        if bool(version) == bool(content):
            raise forms.ValidationError("Choose one that is here or a file, not both.")
        if content and not cleaned.get("document") and not cleaned["title"].strip():
            self.add_error("title", "What is it? CV, letter, or another name.")
        return cleaned

    def chosen_document(self) -> Document:
        return self.cleaned_data.get("document") or Document(title=" ".join(self.cleaned_data["title"].split()))
