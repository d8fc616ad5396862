"""Reporting a public page, deciding on it, and answering."""

import uuid
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms

from careers.figures.public_page import PublicPage
from careers.models import PageReport, Withheld
from careers.models.moderation import REASON_LENGTH

WHOLE = "page"


class PageReportForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    what = forms.ChoiceField(
        label="What is wrong with it?",
        choices=PageReport.What.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is wrong with it."},
    )
    words = forms.CharField(
        label="In your words",
        required=False,
        max_length=PageReport.WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What a moderator should look at. Neither they nor the page’s owner see who writes.",
    )

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("what") == PageReport.What.OTHER and not self.cleaned_data.get("words"):
            self.add_error("words", "Say in a few words what it is.")


class ReasonForm(forms.Form):
    """Why something is decided, for whom it concerns."""

    reason = forms.CharField(
        label="Why",
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why, in a sentence: it is read by whom it concerns."},
    )

    def __init__(self, data: Any = None, *, readers: str, prefix: str) -> None:
        super().__init__(data, auto_id=f"id_{prefix}_%s")
        self.fields["reason"].help_text = readers


class WithholdForm(ReasonForm):
    """With what is taken out of sight: the whole page, or one of its projects."""

    what = forms.ChoiceField(label="What", widget=forms.RadioSelect)
    field_order = ("what", "reason")

    def __init__(
        self, data: Any = None, *, page: PublicPage | None, withheld: Collection[UUID | None], part: UUID | None = None
    ) -> None:
        super().__init__(data, readers="The page’s owner reads it.", prefix="withhold")
        projects = [(str(project.key), f"Only “{project.title}”") for project in page.projects] if page else []
        if part and str(part) not in dict(projects):
            projects.append((str(part), "Only the project that was reported, which its owner does not show now"))
        choices = [(WHOLE, "The whole page, with all its projects"), *projects]
        gone = {str(key) if key else WHOLE for key in withheld}
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(value, title) for value, title in choices if value not in gone]
        field.initial = str(part) if part else WHOLE

    @property
    def part(self) -> UUID | None:
        said = self.cleaned_data["what"]
        return None if said == WHOLE else UUID(said)


class OwnersAnswerForm(forms.Form):
    answer = forms.CharField(
        label="Tell the moderators what you changed",
        max_length=Withheld.ANSWER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="You can do so once, so change first what they ask for.",
        error_messages={"required": "Say in a sentence what you changed."},
    )

    def __init__(self, data: Any = None, *, pk: int) -> None:
        super().__init__(data, auto_id=f"id_answer_{pk}_%s")
