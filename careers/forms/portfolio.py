"""What the forms of a project send."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.validators import URLValidator

from careers.acts.edit_results import Value
from careers.figures.evidence import ticked_items
from careers.models import Project, ProjectCheck, ProjectLink, ProjectMetric, ProjectResult
from careers.models.portfolio import WEB_ADDRESS

MAX_RESULTS = 20
SPARE_RESULTS = 2
"""Empty lines at the end of a metric's form."""
LONGEST_KEY = 2**63 - 1


class WebAddress(forms.URLField):
    """http and https only; what is written without either becomes https."""

    widget = forms.URLInput(attrs={"placeholder": "https://"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs["error_messages"] = {"invalid": str(WEB_ADDRESS.message)} | kwargs.get("error_messages", {})
        super().__init__(assume_scheme="https", max_length=500, **kwargs)
        self.validators = [v for v in self.validators if not isinstance(v, URLValidator)] + [WEB_ADDRESS]


class StartProjectForm(forms.Form):
    title = forms.CharField(
        max_length=120,
        label="What is it called",
        help_text="A working title will do; it can change at any time.",
        error_messages={"required": "Give it a title."},
    )
    pitch = forms.CharField(
        max_length=200, required=False, label="In one line", help_text="What it does, and for whom."
    )


class StatusForm(forms.Form):
    status = forms.ChoiceField(choices=Project.Status.choices)


class VersionForm(forms.Form):
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)


class TextsForm(forms.ModelForm):  # type: ignore[type-arg]
    """One section of a project's texts, saved by `acts/edit_project.keep_texts` and not by itself."""

    def clean(self) -> dict[str, Any]:
        """One kind of line end, as every other client and an export file have it."""
        said = super().clean() or self.cleaned_data
        return {name: v.replace("\r\n", "\n") if isinstance(v, str) else v for name, v in said.items()}


def _long(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ProblemForm(TextsForm):
    class Meta:
        model = Project
        fields: ClassVar = ["title", "pitch", "problem", "audience", "started_on", "finished_on"]
        labels: ClassVar = {"pitch": "In one line", "problem": "What goes wrong today", "audience": "Who has it"}
        labels |= {"started_on": "Started on", "finished_on": "Finished on"}
        help_texts: ClassVar = {
            "problem": "Two or three sentences. Markdown; pictures from outside become links.",
            "audience": "Somebody who would use it.",
        }
        widgets: ClassVar = {
            "problem": _long(5),
            "started_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "finished_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }
        error_messages: ClassVar = {"title": {"required": "A project needs a title."}}


class DataForm(TextsForm):
    data_url = WebAddress(label="Its address", required=False)

    class Meta:
        model = Project
        fields: ClassVar = ["data_name", "data_url", "data_licence", "split"]
        labels: ClassVar = {
            "data_name": "Data set",
            "data_licence": "Its licence or terms",
            "split": "Split, and why so",
        }
        help_texts: ClassVar = {
            "data_licence": "Such as CC BY 4.0, or “my own photographs”.",
            "split": "How training and test rows were told apart. Markdown.",
        }
        widgets: ClassVar = {"split": _long(5)}


class ReadingForm(TextsForm):
    class Meta:
        model = Project
        fields: ClassVar = ["reading"]
        labels: ClassVar = {"reading": "What the number means"}
        help_texts: ClassVar = {"reading": "One or two sentences. Markdown; pictures from outside become links."}
        widgets: ClassVar = {"reading": _long(4)}


class StoryForm(TextsForm):
    class Meta:
        model = Project
        fields: ClassVar = ["method", "went_wrong", "next_steps"]
        labels: ClassVar = {
            "method": "How it works",
            "went_wrong": "Where it goes wrong",
            "next_steps": "What I would do next",
        }
        help_texts: ClassVar = {
            "method": "Markdown; pictures from outside become links.",
            "went_wrong": "The errors that you looked at, grouped, with what they share.",
        }
        widgets: ClassVar = {"method": _long(9), "went_wrong": _long(6), "next_steps": _long(4)}


SECTIONS: dict[str, tuple[str, type[TextsForm]]] = {
    "problem": ("Problem", ProblemForm),
    "data": ("Data", DataForm),
    "results": ("Results", ReadingForm),
    "story": ("Story", StoryForm),
}
"""Part of the address → its name and its form."""


class LinkForm(forms.ModelForm):  # type: ignore[type-arg]
    url = WebAddress(label="Address", error_messages={"required": "Write the address."})

    class Meta:
        model = ProjectLink
        fields: ClassVar = ["kind", "url", "label", "rank", "field_size"]
        labels: ClassVar = {
            "kind": "What it is",
            "label": "What to call it",
            "rank": "Rank, of a competition",
            "field_size": "Of how many teams",
        }
        error_messages: ClassVar = {"kind": {"required": "Say what it is."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [("", "Choose one"), *ProjectLink.Kind.choices]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("kind") != ProjectLink.Kind.COMPETITION:
            said["rank"] = said["field_size"] = None
        elif said.get("rank") and said.get("field_size") and said["rank"] > said["field_size"]:
            self.add_error("rank", "A rank is no larger than the number of teams.")
        return said


class MetricForm(forms.ModelForm):  # type: ignore[type-arg]
    """A metric and its values: `label-0`, `value-0`, `baseline-0` and so on. A line without both is no line."""

    was = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    class Meta:
        model = ProjectMetric
        fields: ClassVar = ["name", "better", "unit", "measured_on", "is_headline"]
        labels: ClassVar = {"name": "Metric", "measured_on": "Measured on", "is_headline": "Show this one in lists"}
        error_messages: ClassVar = {"name": {"required": "Name the metric."}}

    def __init__(self, *args: Any, results: Iterable[ProjectResult] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = (
            self._sent() if self.is_bound else [ResultForm.showing(number, row) for number, row in enumerate(results)]
        )
        spare = range(len(self.lines), min(MAX_RESULTS, len(self.lines) + SPARE_RESULTS))
        if not self.is_bound:
            self.lines += [ResultForm(prefix=str(number)) for number in spare]

    def _sent(self) -> list["ResultForm"]:
        numbers = (number for number in range(MAX_RESULTS) if f"{number}-value" in self.data)
        return [ResultForm(self.data, prefix=str(number)) for number in numbers]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not all(line.is_valid() for line in self.lines):
            raise forms.ValidationError("One of the results is not complete.")
        return said

    @property
    def values(self) -> list[Value]:
        said = (line.cleaned_data for line in self.lines)
        return [Value(s["label"], s["value"], s["is_baseline"]) for s in said if s["value"] is not None]


class ResultForm(forms.Form):
    label = forms.CharField(max_length=120, required=False)
    value = forms.DecimalField(
        max_digits=18,
        decimal_places=6,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input input--short"}),
    )
    is_baseline = forms.BooleanField(required=False, label="Baseline")

    @classmethod
    def showing(cls, number: int, row: ProjectResult) -> "ResultForm":
        value = f"{row.value.normalize():f}"
        return cls(prefix=str(number), initial={"label": row.label, "value": value, "is_baseline": row.is_baseline})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("value") is not None and not said.get("label"):
            self.add_error("label", "Say what was measured.")
        if said.get("label") and "value" in said and said["value"] is None:
            self.add_error("value", "Write its value.")
        return said


class SkillForm(forms.Form):
    """A skill of the catalogue by its key, and the sentence that says how it shows."""

    skill = forms.IntegerField(min_value=1, max_value=LONGEST_KEY, error_messages={"required": "Choose a skill."})
    proof = forms.CharField(max_length=300, required=False)


class CheckForm(forms.Form):
    """A line of a checklist. Lines of the evidence ask for the place where a reviewer finds it."""

    checklist = forms.ChoiceField(choices=ProjectCheck.Checklist.choices)
    item = forms.SlugField(max_length=80)
    ticked = forms.BooleanField(required=False)
    pointer = forms.CharField(max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("checklist") == ProjectCheck.Checklist.EVIDENCE:
            if said.get("item") not in ticked_items():
                raise forms.ValidationError("There is no such line to tick.")
            if said.get("ticked") and not said.get("pointer"):
                self.add_error("pointer", "Say where a reviewer finds it: a file, a section, an address.")
        return said
