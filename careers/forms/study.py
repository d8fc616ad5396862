"""What the study log asks for."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils import timezone

from careers.acts.log_study import Subject
from careers.figures.catalogue import Catalogue
from careers.figures.catalogue import Skill as SkillOfCatalogue
from careers.figures.study import QUICK
from careers.forms.reading import MinutesField, Place, Unread, place_in
from careers.models import OwnLink, Resource, ResourceState, Skill, StudyEntry


class SkillField(forms.CharField):
    """A skill's address, the one it had before, or its title, cleaned to the skill; None for other study."""

    default_error_messages = {"unknown": "That skill is not on the roadmap. Choose one of these."}

    def __init__(self, *, catalogue: Catalogue, **kwargs: Any) -> None:
        self.catalogue = catalogue
        super().__init__(required=False, **kwargs)

    def clean(self, value: object) -> SkillOfCatalogue | None:
        said = super().clean(value)
        if not said:
            return None
        skill = self.catalogue.by_slug.get(said) or self.catalogue.by_former_slug.get(said) or self._titled(said)
        if skill is None:
            raise forms.ValidationError(self.error_messages["unknown"], "unknown")
        return skill

    def _titled(self, title: str) -> SkillOfCatalogue | None:
        known = self.catalogue.by_slug.values()
        return next((skill for skill in known if skill.title.casefold() == title.casefold()), None)


def day_that_has_come(day: dt.date) -> None:
    if day > timezone.localdate():
        raise forms.ValidationError("That day has not come yet. Choose today or an earlier one.")


class SubjectForm(forms.Form):
    """What is studied: a skill by its address, a resource by its key, both, or neither."""

    resource = forms.CharField(required=False)

    def __init__(self, *args: Any, catalogue: Catalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skill"] = SkillField(catalogue=catalogue, label="Skill")

    def clean_resource(self) -> Resource | None:
        key = self.cleaned_data["resource"]
        if not key:
            return None
        resource = Resource.objects.filter(key=key).first()
        if resource is None:
            raise forms.ValidationError("That resource is not in the catalogue.")
        return resource

    @property
    def subject(self) -> Subject:
        skill, resource = self.cleaned_data["skill"], self.cleaned_data["resource"]
        return Subject(skill.id if skill else None, resource.pk if resource else None)


class LogForm(SubjectForm):
    """`quick` is the minutes of the button that was pressed, `minutes` what was written beside it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    quick = forms.TypedChoiceField(choices=[(n, n) for n in QUICK], coerce=int, empty_value=None, required=False)
    minutes = MinutesField(required=False, label="Other length", max_length=40)
    day = forms.DateField(required=False, label="Day", validators=[day_that_has_come])
    note = forms.CharField(required=False, label="Note", max_length=300)

    def clean(self) -> None:
        super().clean()
        if {"quick", "minutes"} & self.errors.keys():
            return
        length = self.cleaned_data["quick"] or self.cleaned_data["minutes"]
        if not length:
            self.add_error("minutes", "How long was it? Press one of the lengths or write your own.")
        self.cleaned_data["length"] = length
        self.cleaned_data["day"] = self.cleaned_data.get("day") or timezone.localdate()


class StopForm(forms.Form):
    """The minutes are proposed, so they can be put right; for a timer that was forgotten they are asked for."""

    timer = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)
    minutes = MinutesField(
        label="How long was it?",
        max_length=40,
        error_messages={"required": "Write how long you studied, such as 25 or 1 h 10."},
    )
    note = forms.CharField(required=False, label="Note", max_length=300, help_text="Only you can see it.")


class EntryForm(forms.ModelForm):  # type: ignore[type-arg]
    minutes = MinutesField(
        label="How long", max_length=40, error_messages={"required": "Write how long it was, such as 25 or 1 h 10."}
    )

    class Meta:
        model = StudyEntry
        fields = ("minutes", "day", "skill", "note")
        widgets: ClassVar = {"day": forms.DateInput(attrs={"type": "date"})}
        help_texts: ClassVar = {"note": "Only you can see it."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["skill"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Skill.objects.filter(Q(retired_at__isnull=True) | Q(pk=self.instance.skill_id))
        field.empty_label = "Other study"

    def clean_day(self) -> dt.date:
        """A day that lies ahead since the time zone was changed may stay."""
        day: dt.date = self.cleaned_data["day"]
        if day != self.initial["day"]:
            day_that_has_come(day)
        return day


class ResourceStatusForm(forms.Form):
    status = forms.ChoiceField(choices=ResourceState.State.choices)


class PlaceForm(forms.Form):
    """Where one stopped, cleaned to a `Place`. A plain number counts minutes where the resource is `recorded`."""

    place = forms.CharField(required=False)

    def __init__(self, *args: Any, recorded: bool, **kwargs: Any) -> None:
        self.recorded = recorded
        super().__init__(*args, **kwargs)

    def clean_place(self) -> Place:
        try:
            return place_in(self.cleaned_data["place"], recorded=self.recorded)
        except Unread:
            raise forms.ValidationError("Write where you stopped in a few words, such as 0:48, p. 120.") from None


class VoteForm(forms.Form):
    helpful = forms.TypedChoiceField(
        choices=[("yes", "It helped"), ("no", "It did not help"), ("", "No opinion")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
    )


class OwnLinkForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = OwnLink
        fields = ("title", "url", "note")
        labels: ClassVar = {"title": "Name", "url": "Address", "note": "Note"}
        widgets: ClassVar = {
            "url": forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
            "note": forms.TextInput,
        }
        error_messages: ClassVar = {
            "title": {"required": "Give it a name to find it again by."},
            "url": {
                "required": "Paste the address of the page.",
                "invalid": "An address begins with https:// or http:// and names a page.",
            },
        }
