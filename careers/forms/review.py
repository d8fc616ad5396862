"""What a curator decides of suggestions and reports."""

from typing import Any, ClassVar

from django import forms

from careers.figures.addresses import same_place
from careers.figures.catalogue import Catalogue, Skill
from careers.figures.duplicates import shelves
from careers.forms.study import SkillField
from careers.forms.suggestions import MOST_SKILLS, AddressField, skill_choices
from careers.models import Report, Resource, Suggestion
from careers.models.suggestions import REASON_LENGTH

USUAL_REASONS = (
    "The skill has better ones on the same ground.",
    "It advertises more than it teaches.",
    "The address does not open.",
    "It is about something else than this skill.",
    "Most of it costs money, and free ones teach the same.",
)
MOST_FOUND = 5


class AcceptForm(forms.ModelForm):  # type: ignore[type-arg]
    """A suggestion as the resource that it becomes; untouched, it is accepted as it was suggested."""

    url = AddressField(label="Address")
    authors = forms.CharField(
        label="Authors", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="One a line."
    )
    place = forms.IntegerField(
        label="Place on the shelf", required=False, min_value=1, max_value=1000, help_text="Empty: at the end."
    )

    class Meta:
        model = Resource
        fields = (
            *("title", "url", "description", "kind", "cost", "level", "provider", "authors"),
            *("hours", "hours_basis", "licence", "review_by"),
        )
        widgets: ClassVar = {
            "description": forms.Textarea(attrs={"rows": 3}),
            "review_by": forms.DateInput(attrs={"type": "date"}),
        }
        labels: ClassVar = {"hours_basis": "Hours are", "review_by": "Review by", "title": "Name"}

    def __init__(self, data: Any = None, *, suggestion: Suggestion, skills: list[Skill], catalogue: Catalogue) -> None:
        initial = {"description": suggestion.why, "level": skills[0].level if skills else None}
        initial |= {name: getattr(suggestion, name) for name in ("title", "url", "kind", "cost")}
        initial |= {f"skill{number}": skill.slug for number, skill in enumerate(skills[:MOST_SKILLS], 1)}
        super().__init__(data, initial=initial)
        for number in range(1, MOST_SKILLS + 1):
            field = SkillField(catalogue=catalogue, label="Skill" if number == 1 else "Also for")
            field.widget = forms.Select(choices=skill_choices(catalogue, "Choose one" if number == 1 else "No other"))
            self.fields[f"skill{number}"] = field
        self.fields["skill1"].required = True

    def clean_authors(self) -> list[str]:
        return [name for line in self.cleaned_data["authors"].splitlines() if (name := line.strip()[:120])]

    @property
    def skill_ids(self) -> list[int]:
        skills = (self.cleaned_data[f"skill{number}"] for number in range(1, MOST_SKILLS + 1))
        return [skill.id for skill in skills if skill]

    def as_suggested(self) -> dict[str, Any]:
        """What a form that nobody has touched would send."""
        return {name: self.get_initial_for_field(field, name) or "" for name, field in self.fields.items()}


class RejectForm(forms.Form):
    reason = forms.CharField(
        label="Why not",
        max_length=REASON_LENGTH,
        widget=forms.TextInput(attrs={"list": "usual-reasons", "autocomplete": "off"}),
        help_text="The person reads it.",
        error_messages={"required": "Say why, in a sentence: the person reads it."},
    )


class DuplicateForm(forms.Form):
    """Which resource it doubles: by its key, its address, or a part of its name that only one has."""

    of = forms.CharField(
        label="It is the same as",
        max_length=500,
        help_text="A resource’s name, key or address.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Say which resource it doubles."},
    )

    def __init__(self, *args: Any, catalogue: Catalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.catalogue = catalogue

    def clean_of(self) -> Resource:
        said = self.cleaned_data["of"]
        rows = shelves(self.catalogue).rows.values()
        exact = [row for row in rows if row.key == said or same_place(row.url) == same_place(said)]
        found = exact or [row for row in rows if said.lower() in row.title.lower()]
        if not found:
            raise forms.ValidationError("No resource is called so. Try a part of its name, or its address.")
        if len(found) > 1:
            names = "; ".join(row.title for row in found[:MOST_FOUND])
            raise forms.ValidationError(f"Several are called so: {names}. Write more of the name.")
        return Resource.objects.get(pk=found[0].id)


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What became of it",
        choices=Report.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what became of it."},
    )
    words = forms.CharField(
        label="Answer", required=False, max_length=REASON_LENGTH, help_text="Whoever reported it reads it."
    )

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("outcome") == Report.Outcome.KEPT and not self.cleaned_data.get("words"):
            self.add_error("words", "Say why it stays as it is: whoever reported it reads it.")
