"""What a person says of themselves to strangers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from careers.models import ContactWay, Profile, ShareLink, User
from careers.models.profiles import handle_refused

DAYS = [(7, "One week"), (30, "30 days"), (90, "90 days"), (365, "One year")]


def _one_line(text: str) -> str:
    return " ".join(text.split())


class PublicProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    class Meta:
        model = Profile
        fields = (
            *("handle", "name", "headline", "place", "about", "show_about", "show_skills", "show_way"),
            "search_engines",
        )
        labels = {
            "name": "Name on the page",
            "headline": "One line about you",
            "place": "Where you are",
            "about": "About you",
            "show_about": "Show “About you”",
            "show_skills": "Show skills with their proof",
            "show_way": "Show the way so far",
            "search_engines": "Let search engines find it",
        }
        help_texts = {
            "handle": "The last part of your page’s address: small letters, digits and hyphens.",
            "headline": "What you do or look for, such as “Backend engineer, moving into data”.",
            "place": "As far as you want it known, such as “Malmö, remote in Europe”.",
            "about": "A paragraph or two, in Markdown.",
            "show_skills": "Those that a shown project proves, with the chain from the skill to the result.",
            "show_way": "How much of each stage you have covered.",
            "search_engines": "Off, only people with the address find the page.",
        }
        widgets = {
            "handle": forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "about": forms.Textarea(attrs={"rows": 7}),
        }
        error_messages = {
            "about": {"max_length": "This holds %(limit_value)d characters and yours has %(show_value)d. Shorten it."}
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version

    def clean_handle(self) -> str | None:
        handle = (self.cleaned_data["handle"] or "").strip()
        if not handle:
            if self.instance.is_public:
                raise ValidationError("Your page is published, so it needs a handle. Take it down first.")
            return None
        if reason := handle_refused(self.user, handle):
            raise ValidationError(reason)
        return handle

    def clean_name(self) -> str:
        return _one_line(self.cleaned_data["name"])

    def clean_headline(self) -> str:
        return _one_line(self.cleaned_data["headline"])

    def clean_place(self) -> str:
        return _one_line(self.cleaned_data["place"])

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ContactWayForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = ContactWay
        fields = ("kind", "address", "label")
        labels = {"kind": "Kind", "address": "Address", "label": "What to call it"}
        help_texts = {"address": "An e-mail address, or a link that begins with https://.", "label": "May stay empty."}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs = {"initial": {"kind": ContactWay.Kind.SITE}, "auto_id": "id_way_%s"} | kwargs
        super().__init__(*args, **kwargs)
        self.instance.user = user

    def clean_label(self) -> str:
        return _one_line(self.cleaned_data["label"])


class ShareLinkForm(forms.ModelForm):  # type: ignore[type-arg]
    days = forms.TypedChoiceField(label="Good for", coerce=int, choices=DAYS, initial=30)

    class Meta:
        model = ShareLink
        fields = ("label",)
        labels = {"label": "Whom it is for"}
        help_texts = {"label": "Only you see this."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_link_%s"} | kwargs)

    def clean_label(self) -> str:
        return _one_line(self.cleaned_data["label"])


class SwitchForm(forms.Form):
    """A button that says what it wants, never "the other way"."""

    on = forms.BooleanField(required=False)
