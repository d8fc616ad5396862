"""What a person says about their applications."""

import hashlib
import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from careers.acts.move_application import Happening
from careers.figures.applications import OPEN, SORTS, Wanted
from careers.models import Application, ApplicationEvent, Contact, Priority, Reason, Step

MAX_ID = 2**63 - 1
MAX_SOURCE = 2_000_000
"""Characters of a page's source: ten times of what a large posting has."""
CURRENCIES = ("CHF", "DKK", "EUR", "GBP", "NOK", "PLN", "SEK", "USD", "CAD", "AUD", "INR", "JPY", "SGD")
ONE_LINE = ("company", "role", "source", "place", "next_action", "name", "met", "reach", "title")


def day_input(**attrs: str) -> forms.DateInput:
    """ISO, which is what a date control sends and takes, whatever the language."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **attrs})


class TidyForm(forms.ModelForm):  # type: ignore[type-arg]
    """Texts on one line lose the space around and between their words; long ones get one kind of line end.

    A row that is there is saved in the form's own columns: notes that save themselves meanwhile are left alone.
    """

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk is None or not commit:
            return super().save(commit)
        self.instance.save(update_fields=list(self.fields))
        return self.instance

    def seen(self) -> str:
        """A print of the columns as they were read, by which a form that was opened earlier is told from this one."""
        values = [str(self.initial.get(name)) for name in self.fields]
        return hashlib.sha256("\n".join(values).encode()).hexdigest()[:16]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = " ".join(value.split()) if name in ONE_LINE else value.replace("\r\n", "\n")
        return cleaned


class ApplicationForm(TidyForm):
    """Only the company is required. `pay_from` and `pay_to` take `52 000`, `52,000` and `52.000,50` as well."""

    class Meta:
        model = Application
        fields = (
            *("company", "role", "url", "source", "place", "remote", "pay_from", "pay_to", "currency", "period"),
            *("priority", "next_action", "next_on", "posting"),
        )
        labels = {
            "role": "Role",
            "url": "Link to the posting",
            "posting": "Text of the posting",
            "source": "Where I found it",
            "pay_from": "Pay from",
            "pay_to": "Pay to",
            "period": "Paid for",
            "remote": "Where the work is done",
            "next_action": "Next action",
            "next_on": "On",
        }
        help_texts = {
            "posting": "Postings vanish. The text stays here, for you alone.",
            "source": "A board, a friend, their own site. The funnel compares sources.",
        }
        widgets = {
            "company": forms.TextInput(attrs={"autocomplete": "organization"}),
            "role": forms.TextInput(attrs={"autocomplete": "off"}),
            "url": forms.URLInput(attrs={"autocomplete": "off", "placeholder": "https://"}),
            "source": forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
            "place": forms.TextInput(attrs={"autocomplete": "off"}),
            "pay_from": forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            "pay_to": forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            "currency": forms.TextInput(
                attrs={"list": "currencies", "autocomplete": "off", "autocapitalize": "characters"}
            ),
            "next_on": day_input(),
            "posting": forms.Textarea(attrs={"rows": 6}),
        }
        error_messages = {
            "company": {"required": "Which company is it?"},
            "url": {"invalid": "A whole link, such as https://example.org/jobs/7."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["url"].assume_scheme = "https"  # type: ignore[attr-defined]
        for name in ("pay_from", "pay_to"):
            self.fields[name] = AmountField(label=self.fields[name].label, widget=self.fields[name].widget)

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        low, high = cleaned.get("pay_from"), cleaned.get("pay_to")
        if low is not None and high is not None and low > high:
            self.add_error("pay_to", "The upper end is below the lower one.")
        return cleaned


class AmountField(forms.DecimalField):
    """An amount as people and postings write it: `52 000`, `52,000`, `52.000,50`, `52k`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_digits=11,
            decimal_places=2,
            min_value=0,
            required=False,
            error_messages={"invalid": "An amount in digits, such as 52000."},
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain_number(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        """Without the cents that nobody wrote."""
        return f"{value:.0f}" if isinstance(value, Decimal) and value == value.to_integral() else value


def plain_number(text: str) -> str:
    """`52,000` → `52000`, `52.000,50` → `52000.50`: a last point or comma is a decimal one if 1 or 2 digits follow."""
    text = re.sub(r"[\s'’_]", "", text)
    thousand = text[-1:] in ("k", "K")
    text = text[:-1] if thousand else text
    whole, mark, rest = text, "", ""
    if found := re.fullmatch(r"(.*)([.,])(\d{1,2})", text):
        whole, mark, rest = found[1], ".", found[3]
    whole = re.sub(r"(?<=\d)[.,](?=\d{3}(?:\D|$))", "", whole)
    plain = f"{whole}{mark}{rest}"
    return f"{Decimal(plain) * 1000:f}" if thousand and re.fullmatch(r"\d{1,6}(\.\d+)?", plain) else plain


class NewApplicationForm(ApplicationForm):
    """`key` was drawn with the form, so sending it twice adds one application. `step` is where it stands already."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    step = forms.ChoiceField(
        label="Where it stands",
        choices=[(step.value, step.label) for step in (Step.SAVED, Step.APPLIED, Step.SCREENING, Step.INTERVIEWS)],
        initial=Step.SAVED,
        widget=forms.RadioSelect,
    )

    class Meta(ApplicationForm.Meta):
        pass

    def application(self) -> Application:
        self.instance.key = self.cleaned_data["key"]
        return self.instance


class FillForm(forms.Form):
    page_source = forms.CharField(max_length=MAX_SOURCE, strip=False, required=False)


class NextForm(TidyForm):
    class Meta:
        model = Application
        fields = ("next_action", "next_on")
        labels = {"next_action": "Next action", "next_on": "On"}
        widgets = {"next_on": day_input()}


class NotesForm(forms.Form):
    notes = forms.CharField(
        required=False,
        strip=False,
        max_length=Application.MAX_NOTES,
        error_messages={
            "max_length": "Notes hold %(limit_value)d characters and these have %(show_value)d. Shorten them."
        },
    )
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1)

    def clean_notes(self) -> str:
        return str(self.cleaned_data["notes"]).replace("\r\n", "\n")


# --- what happened ---


class HappeningForm(forms.Form):
    """A step, a note or both, on a day that has come. Reasons belong to closing."""

    step = forms.ChoiceField(label="Step", choices=[("", "No step, only a note"), *Step.choices], required=False)
    reasons = forms.MultipleChoiceField(
        label="Why it was closed", choices=Reason.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    day = forms.DateField(
        label="Day",
        required=False,
        widget=day_input(),
        validators=ApplicationEvent.column("day").validators,
        error_messages={"invalid": "A day, such as 2026-11-24."},
    )
    note = forms.CharField(
        label="Note", max_length=ApplicationEvent.MAX_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["step"] and not cleaned["note"]:
            raise forms.ValidationError("Say what happened: a step, a note or both.")
        return cleaned

    def happening(self) -> Happening:
        said = self.cleaned_data
        reasons = list(said["reasons"]) if said["step"] == Step.CLOSED else []
        return Happening(said["step"], reasons, said["day"], said["note"].replace("\r\n", "\n"))


class CloseForm(HappeningForm):
    """Closing, and why: at least one reason."""

    field_order = ("reasons", "day", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"] = forms.CharField(widget=forms.HiddenInput, initial=Step.CLOSED, required=False)
        self.fields["reasons"].required = True
        self.fields["reasons"].error_messages["required"] = "Choose at least one reason; several may hold."
        self.fields["reasons"].help_text = "Several may hold."
        self.fields["day"].initial = timezone.localdate

    def clean_step(self) -> str:
        return Step.CLOSED.value


# --- contacts ---


class ContactForm(TidyForm):
    class Meta:
        model = Contact
        fields = (
            *("name", "role", "met", "reach", "last_touch_on"),
            *("referral_asked_on", "referral_given_on", "thanked_on"),
        )
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "reach": forms.TextInput(attrs={"autocomplete": "off"}),
            **{name: day_input() for name in fields if name.endswith("_on")},
        }
        help_texts = {"met": "A meetup, a course, a friend.", "reach": "An e-mail address, a number or a link."}
        error_messages = {"name": {"required": "Who is it?"}}


# --- lists ---


class IdsField(forms.TypedMultipleChoiceField):
    """Ids of rows; whose they are is asked where they are looked up."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, **kwargs)

    def valid_value(self, value: Any) -> bool:
        return bool(re.fullmatch(r"\d{1,18}", str(value)))


class BulkForm(forms.Form):
    """One act for the chosen rows of the list."""

    application = IdsField(error_messages={"required": "Choose at least one application first."})
    act = forms.ChoiceField(choices=[("move", "Move"), ("priority", "Set priority"), ("delete", "Delete")])
    step = forms.ChoiceField(choices=Step.choices, required=False)
    reason = forms.ChoiceField(choices=Reason.choices, required=False)
    priority = forms.TypedChoiceField(choices=Priority.choices, coerce=int, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        act = cleaned.get("act")
        if act == "move" and not cleaned.get("step"):
            self.add_error("step", "Choose where they go.")
        if act == "move" and cleaned.get("step") == Step.CLOSED and not cleaned.get("reason"):
            self.add_error("reason", "Say why they are closed.")
        if act == "priority" and not cleaned.get("priority"):
            self.add_error("priority", "Choose a priority.")
        return cleaned

    def happening(self) -> Happening:
        said = self.cleaned_data
        return Happening(said["step"], [said["reason"]] if said["step"] == Step.CLOSED else [])


class UndoForm(forms.Form):
    event = IdsField()


class PutBackForm(forms.Form):
    application = IdsField()


class WasField(forms.TypedMultipleChoiceField):
    """`id:before:after` of a priority, as the toast of a bulk act carries it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=lambda text: tuple(map(int, text.split(":"))), **kwargs)

    def valid_value(self, value: Any) -> bool:
        return bool(re.fullmatch(r"\d{1,18}:[123]:[123]", str(value)))


class PrioritiesForm(forms.Form):
    was = WasField()


class WantedForm(forms.Form):
    """The list's filters. Whatever is none of them is passed over, so an address from anywhere shows something."""

    q = forms.CharField(label="Words", max_length=100, required=False)
    step = forms.ChoiceField(
        label="Step", choices=[("", "Any step"), (OPEN, "Not ended"), *Step.choices], required=False
    )
    source = forms.CharField(label="Source", max_length=80, required=False)
    priority = forms.TypedChoiceField(
        label="Priority",
        choices=[("", "Any priority"), *Priority.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    sort = forms.ChoiceField(choices=[(name, name) for name in SORTS], required=False)
    backwards = forms.BooleanField(required=False)

    def wanted(self) -> Wanted:
        self.is_valid()
        said = self.cleaned_data
        return Wanted(
            words=said.get("q", ""),
            step=said.get("step", ""),
            source=said.get("source", ""),
            priority=said.get("priority"),
            sort=said.get("sort") or "added",
            backwards=said.get("backwards", False),
        )
