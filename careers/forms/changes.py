"""What a curator says of a change with impact. Each form can say what it would do: that is the preview."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.text import slugify

from careers.figures.moving.changes import Impact
from careers.figures.moving.resources import resources_merged
from careers.figures.moving.simple import moved, renamed, retired
from careers.figures.moving.skills import MAX_HOURS, skills_merged
from careers.figures.moving.split import Part, split
from careers.models import Move, Outcome, Resource, Skill, Stage
from careers.models.curated import validate_key

if TYPE_CHECKING:
    ModelChoiceField = forms.ModelChoiceField[Skill]
else:
    ModelChoiceField = forms.ModelChoiceField

LONGEST_WHY = 500


class WhyForm(forms.Form):
    why = forms.CharField(
        label="Why", max_length=LONGEST_WHY, help_text="Kept in the history; learners see the first sentence."
    )


class ChangeForm(forms.Form):
    """Of one kind of change of one skill or resource. `planned` reads everything anew each time."""

    kind: ClassVar[Move.Kind]
    heading: ClassVar[str]
    lead: ClassVar[str]
    confirm: ClassVar[str]

    def __init__(self, thing: Any, data: Mapping[str, Any] | None = None) -> None:
        self.thing = thing
        super().__init__(data, initial=self.proposed())

    def proposed(self) -> dict[str, Any]:
        return {}

    def again(self, row: Any) -> Any:
        return type(row)._default_manager.get(pk=row.pk)

    def planned(self, now: dt.datetime) -> Impact:
        raise NotImplementedError


class BySkill(ModelChoiceField):
    """Live skills, under their stage's name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.stage.short_title}: {obj.title}"


class MergeSkills(ChangeForm):
    kind = Move.Kind.MERGE
    heading = "Merge two skills"
    lead = "It goes; everything that people have on it stands on the other one, and its address leads there."
    confirm = "Merge, and tell those learners"

    heir = BySkill(Skill.objects.none(), label="Into", empty_label="Choose a skill")
    hours = forms.IntegerField(
        label="Hours of the merged skill",
        required=False,
        min_value=1,
        max_value=MAX_HOURS,
        help_text="Empty: as many as both together.",
    )

    def __init__(self, thing: Skill, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(thing, data)
        others = Skill.objects.live().exclude(pk=thing.pk).select_related("stage")
        self.fields["heir"].queryset = others  # type: ignore[attr-defined]

    def planned(self, now: dt.datetime) -> Impact:
        gone, heir = self.again(self.thing), self.again(self.cleaned_data["heir"])
        hours = self.cleaned_data["hours"] or min(gone.hours + heir.hours, MAX_HOURS)
        return skills_merged(gone, heir, hours, now)


class MergeResources(ChangeForm):
    kind = Move.Kind.MERGE
    heading = "Merge two resources"
    lead = "It goes; shelves and what people have on it show the other one."
    confirm = "Merge, and tell those learners"

    heir = forms.ModelChoiceField(Resource.objects.none(), label="Into", empty_label="Choose a resource")

    def __init__(self, thing: Resource, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(thing, data)
        self.fields["heir"].queryset = Resource.objects.live().exclude(pk=thing.pk)  # type: ignore[attr-defined]

    def planned(self, now: dt.datetime) -> Impact:
        return resources_merged(self.again(self.thing), self.again(self.cleaned_data["heir"]), now)


class RenameSkill(ChangeForm):
    kind = Move.Kind.RENAME
    heading = "Rename a skill"
    lead = "Everything stays where it is. An old address leads to the new one."
    confirm = "Rename it"

    title = forms.CharField(max_length=120)
    short_title = forms.CharField(max_length=28, help_text="For drawings; at most 28 characters.")
    slug = forms.CharField(label="Address", max_length=80, validators=[validate_key])

    def proposed(self) -> dict[str, Any]:
        return {name: getattr(self.thing, name) for name in ("title", "short_title", "slug")}

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        others = Skill.objects.exclude(pk=self.thing.pk)
        if others.filter(slug=slug).exists() or others.filter(former_slugs__contains=[slug]).exists():
            raise forms.ValidationError("This address is or was that of another skill.")
        return slug

    def clean(self) -> dict[str, Any]:
        return _differs(super().clean() or {}, self.thing)

    def planned(self, now: dt.datetime) -> Impact:
        return renamed(self.again(self.thing), dict(self.cleaned_data))


class RenameResource(ChangeForm):
    kind = Move.Kind.RENAME
    heading = "Rename a resource"
    lead = "Everything stays where it is."
    confirm = "Rename it"

    title = forms.CharField(max_length=160)
    url = forms.URLField(label="Address", max_length=500, assume_scheme="https")

    def proposed(self) -> dict[str, Any]:
        return {"title": self.thing.title, "url": self.thing.url}

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        if other := Resource.objects.exclude(pk=self.thing.pk).filter(url=url).first():
            raise forms.ValidationError(f"“{other}” has this address. Merge the two instead.")
        return url

    def clean(self) -> dict[str, Any]:
        return _differs(super().clean() or {}, self.thing)

    def planned(self, now: dt.datetime) -> Impact:
        return renamed(self.again(self.thing), dict(self.cleaned_data))


def _differs(data: dict[str, Any], thing: Skill | Resource) -> dict[str, Any]:
    if data and all(getattr(thing, name) == value for name, value in data.items()):
        raise forms.ValidationError("That is what it is called already.")
    return data


class MoveSkill(ChangeForm):
    kind = Move.Kind.MOVE
    heading = "Move a skill"
    lead = "To another stage of its guide, or another place in its own."
    confirm = "Move it"

    stage = forms.ModelChoiceField(Stage.objects.none(), empty_label=None)
    place = forms.IntegerField(min_value=1, max_value=999, help_text="Counted from 1 among the skills of that stage.")

    def __init__(self, thing: Skill, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(thing, data)
        self.fields["stage"].queryset = Stage.objects.live().filter(guide=thing.stage.guide_id)  # type: ignore[attr-defined]

    def proposed(self) -> dict[str, Any]:
        return {"stage": self.thing.stage_id, "place": self.thing.order}

    def planned(self, now: dt.datetime) -> Impact:
        return moved(self.again(self.thing), self.again(self.cleaned_data["stage"]), self.cleaned_data["place"])


class Retire(ChangeForm):
    kind = Move.Kind.RETIRE
    heading = "Retire"
    lead = "Hidden from those who have nothing on it. Who began it keeps it, with all that they have on it."
    confirm = "Retire it"

    def planned(self, now: dt.datetime) -> Impact:
        return retired(self.again(self.thing), now)


class SplitSkill(ChangeForm):
    kind = Move.Kind.SPLIT
    heading = "Split a skill"
    lead = "Some of its outcomes and resources go to a new skill, or to another one that is there."
    confirm = "Split it, and tell those learners"

    outcomes = forms.ModelMultipleChoiceField(
        Outcome.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        label="Outcomes that go",
        help_text="Ticks go along with them.",
    )
    resources = forms.ModelMultipleChoiceField(
        Resource.objects.none(), widget=forms.CheckboxSelectMultiple, label="Resources that go", required=False
    )
    heir = BySkill(
        Skill.objects.none(), label="To", required=False, empty_label="A new skill", help_text="New: name it below."
    )
    title = forms.CharField(label="Title of the new skill", max_length=120, required=False)
    key = forms.CharField(
        label="Its key", max_length=80, required=False, validators=[validate_key], help_text="Empty: from the title."
    )
    hours = forms.IntegerField(label="Hours that go", min_value=1, max_value=MAX_HOURS)

    def __init__(self, thing: Skill, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(thing, data)
        fields: Any = self.fields
        fields["outcomes"].queryset = thing.outcomes.filter(retired_at=None)
        fields["resources"].queryset = Resource.objects.filter(skill_resources__skill=thing).order_by(
            "skill_resources__order"
        )
        fields["heir"].queryset = Skill.objects.live().exclude(pk=thing.pk).select_related("stage")

    def proposed(self) -> dict[str, Any]:
        return {"hours": max(self.thing.hours // 2, 1)}

    def clean_outcomes(self) -> Any:
        outcomes = self.cleaned_data["outcomes"]
        if outcomes.count() == self.thing.outcomes.filter(retired_at=None).count():
            raise forms.ValidationError("Leave at least one outcome, or merge the skill instead.")
        return outcomes

    def clean_hours(self) -> int:
        hours = int(self.cleaned_data["hours"])
        if hours >= self.thing.hours:
            raise forms.ValidationError(f"Fewer than the {self.thing.hours} hours that the skill has.")
        return hours

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        heir, title = data.get("heir"), data.get("title", "")
        if heir is None and not title:
            self.add_error("title", "Name the new skill, or choose one that is there.")
        data["key"] = data.get("key") or slugify(title)[:80]
        if heir is None and title:
            if Skill.objects.filter(key=data["key"]).exists() or Skill.objects.filter(slug=data["key"]).exists():
                self.add_error("key", "Another skill has this key or address.")
        elif heir is not None and heir.hours + data.get("hours", 0) > MAX_HOURS:
            self.add_error("hours", f"With these, {heir} would take more than {MAX_HOURS} hours.")
        return data

    def planned(self, now: dt.datetime) -> Impact:
        data = self.cleaned_data
        part = Part(
            tuple(outcome.pk for outcome in data["outcomes"]),
            tuple(resource.pk for resource in data["resources"]),
            data["hours"],
        )
        heir = self.again(data["heir"]) if data["heir"] else None
        return split(self.again(self.thing), part, heir, data["title"], data["key"], now)


FORMS: Mapping[tuple[str, str], type[ChangeForm]] = {
    ("skill", "merge"): MergeSkills,
    ("skill", "split"): SplitSkill,
    ("skill", "rename"): RenameSkill,
    ("skill", "move"): MoveSkill,
    ("skill", "retire"): Retire,
    ("resource", "merge"): MergeResources,
    ("resource", "rename"): RenameResource,
    ("resource", "retire"): Retire,
}
