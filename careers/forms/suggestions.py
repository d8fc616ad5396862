"""What members tell the curators."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import URLValidator

from careers.figures.addresses import tidy
from careers.figures.catalogue import Catalogue
from careers.figures.duplicates import shelves
from careers.forms.study import SkillField
from careers.models import Report, Resource, Suggestion, Wish

MOST_SKILLS = 3
INVALID = "An address begins with https:// or http:// and names a page."


class AddressField(forms.URLField):
    """Cleaned to the plain spelling, without what only follows readers."""

    default_error_messages = {"required": "Paste the address of the page.", "invalid": INVALID}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=500, assume_scheme="https", **kwargs)
        self.validators.append(URLValidator(schemes=["http", "https"], message=INVALID))

    def clean(self, value: Any) -> str:
        address = super().clean(value)
        try:
            return tidy(address) if address else ""
        except ValueError:
            raise forms.ValidationError(INVALID, "invalid") from None


def skill_choices(catalogue: Catalogue, empty: str) -> list[tuple[str, Any]]:
    """By stage, in roadmap order."""
    return [
        ("", empty),
        *((shelf.title, [(skill.slug, skill.title) for skill in shelf.skills]) for shelf in catalogue.shelves),
    ]


class SuggestionForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    url = AddressField(label="Address", widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}))
    title = forms.CharField(
        label="Name", max_length=160, error_messages={"required": "Write what it is called, as its page says."}
    )
    kind = forms.ChoiceField(
        label="Kind",
        choices=[("", "Choose one"), *Resource.Kind.choices],
        error_messages={"required": "Choose what it is."},
    )
    cost = forms.ChoiceField(
        label="Cost",
        choices=Resource.Cost.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it costs something."},
    )
    why = forms.CharField(
        label="What it is, and what makes it good",
        max_length=Suggestion.WHY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A sentence or two. It can become the description that others read.",
        error_messages={"required": "Write a sentence on it: the curators decide by it."},
    )
    field_order = ("key", "url", "title", "kind", "cost", "skill1", "skill2", "skill3", "why")

    def __init__(self, *args: Any, catalogue: Catalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.catalogue = catalogue
        for number in range(1, MOST_SKILLS + 1):
            field = SkillField(catalogue=catalogue, label="For the skill" if number == 1 else "Also for")
            empty = "Choose one" if number == 1 else "No other"
            field.widget = forms.Select(choices=skill_choices(catalogue, empty))
            self.fields[f"skill{number}"] = field
        self.fields["skill1"].required = True
        self.fields["skill1"].error_messages["required"] = "Choose the skill that it teaches best."
        self.order_fields(self.field_order)

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        there = shelves(self.catalogue).at(url)
        if there and not there.retired:
            raise forms.ValidationError(f"It is in the catalogue already, as “{there.title}”.", "listed")
        return url

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("url", "title", "kind", "cost", "why")}

    @property
    def skill_ids(self) -> Iterable[int]:
        skills = (self.cleaned_data[f"skill{number}"] for number in range(1, MOST_SKILLS + 1))
        return [skill.id for skill in skills if skill]


class ReportForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    what = forms.ChoiceField(
        label="What is wrong with it?",
        choices=Report.What.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is wrong with it."},
    )
    words = forms.CharField(
        label="In your words",
        required=False,
        max_length=Report.WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What a curator should look at. They do not see who writes.",
    )

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("what") == Report.What.OTHER and not self.cleaned_data.get("words"):
            self.add_error("words", "Say in a few words what it is.")


class WishForm(forms.Form):
    what = forms.ChoiceField(choices=Wish.What.choices, error_messages={"required": "Choose what you miss."})
    words = forms.CharField(required=False, max_length=Wish.WORDS_LENGTH)

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("what") == Wish.What.OTHER and not self.cleaned_data.get("words"):
            self.add_error("words", "Say in a few words what you miss.")
