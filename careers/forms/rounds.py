"""What a person says about an interview, before it and after it."""

import datetime as dt
import zoneinfo
from typing import Any, ClassVar

from django import forms
from django.core.validators import MinLengthValidator

from careers.figures.catalogue import Catalogue
from careers.forms.applications import MAX_ID, day_input
from careers.forms.reading import MinutesField
from careers.forms.study import SkillField, day_that_has_come
from careers.models import InterviewStage, Round, RoundQuestion, RoundTask, RoundWork, User
from careers.models.accounts import validate_time_zone
from careers.models.interviews import LONGEST

MAX_VERSION = 2**31 - 1


class BudgetField(MinutesField):
    """May be longer than a day."""

    MOST = LONGEST
    default_error_messages: ClassVar = {"too_long": "A take-home of more than 168 h is none. Write less."}


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class VersionedForm(forms.ModelForm):  # type: ignore[type-arg]
    """Carries the version that its writer had read."""

    def save_over(self, current: Round) -> None:
        """The same answers: sent once more, they go over what is stored now."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["version"] = current.version  # type: ignore[index]


class RoundForm(VersionedForm):
    """Times are written as whoever invites told them: on the clock of their zone."""

    day = forms.DateField(required=False, label="Day", widget=day_input())
    time = forms.TimeField(required=False, label="Time", widget=TimeInput())
    due_day = forms.DateField(required=False, label="Due on", widget=day_input())
    due_time = forms.TimeField(required=False, label="Due at", widget=TimeInput())
    minutes = MinutesField(required=False, label="Length", max_length=40)
    budget_minutes = BudgetField(required=False, label="Time I give it", max_length=40)
    version = forms.IntegerField(min_value=1, max_value=MAX_VERSION, required=False, widget=forms.HiddenInput)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Round
        fields = ("interview_stage", "title", "format", "zone", "minutes", "place", "link", "interviewers",
                  "budget_minutes")  # fmt: skip
        labels: ClassVar = {
            "interview_stage": "Kind of interview",
            "title": "A name of my own",
            "format": "How it is held",
            "zone": "Their time zone",
            "place": "Place",
            "link": "Link",
            "interviewers": "Who will be there",
        }
        help_texts: ClassVar = {
            "title": "Needed only where no kind fits.",
            "zone": "The zone in which they told the time. Yours is shown beside it.",
            "interviewers": "One on a line: name, role.",
        }
        widgets: ClassVar = {
            "zone": forms.TextInput(attrs={"list": "time-zones", "autocomplete": "off"}),
            "interviewers": forms.Textarea(attrs={"rows": 3}),
            "link": forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
        }
        error_messages: ClassVar = {
            "link": {"invalid": "An address begins with https:// or http:// and names a page."},
        }

    COLUMNS: ClassVar = (*Meta.fields, "starts_at", "due_at")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        stages = InterviewStage.objects.live()
        if held := self.instance.interview_stage_id:
            stages = stages | InterviewStage.objects.filter(pk=held)
        self.fields["interview_stage"] = forms.ModelChoiceField(
            stages.order_by("order", "key"),
            required=False,
            label="Kind of interview",
            empty_label="None of them",
            help_text="What it tests and how to prepare come along.",
        )
        self.fields["zone"].required = False
        self._write_moments()

    def _write_moments(self) -> None:
        """Kept moments as their zone's clock shows them."""
        zone = self.instance.their_zone
        for day, time, moment in (
            ("day", "time", self.instance.starts_at),
            ("due_day", "due_time", self.instance.due_at),
        ):
            if moment is not None:
                local = moment.astimezone(zone)
                self.initial[day] = local.date()
                self.initial[time] = local.time().replace(second=0, microsecond=0)

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_zone(self) -> str:
        zone = self.cleaned_data["zone"].strip() or self.user.time_zone
        validate_time_zone(zone)
        return zone

    def clean_minutes(self) -> int | None:
        return self.cleaned_data["minutes"] or None

    def clean_budget_minutes(self) -> int | None:
        return self.cleaned_data["budget_minutes"] or None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"interview_stage", "title"} <= cleaned.keys() and not (cleaned["interview_stage"] or cleaned["title"]):
            self.add_error("interview_stage", "Choose a kind, or give it a name of your own.")
        self.instance.starts_at = self._moment("day", "time", None)
        self.instance.due_at = self._moment("due_day", "due_time", dt.time(23, 59))
        return cleaned

    def _moment(self, day: str, time: str, otherwise: dt.time | None) -> dt.datetime | None:
        said, clock = self.cleaned_data.get(day), self.cleaned_data.get(time) or otherwise
        if said is None:
            if self.cleaned_data.get(time) and day not in self.errors:
                self.add_error(day, "Which day? A time needs one.")
            return None
        if clock is None:
            if time not in self.errors:
                self.add_error(time, "What time, on their clock?")
            return None
        if not 1970 <= said.year <= 2199:
            self.add_error(day, "Give a date between 1970 and 2199.")
            return None
        zone = zoneinfo.ZoneInfo(self.cleaned_data.get("zone") or "UTC")
        moment = dt.datetime.combine(said, clock, zone)
        if moment.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != moment.replace(tzinfo=None):
            self.add_error(time, "The clocks go forward that night, and this hour is left out. Which time is meant?")
            return None
        return moment.astimezone(dt.UTC)

    @property
    def said(self) -> dict[str, Any]:
        """Every column that this form writes, with its value."""
        return {name: getattr(self.instance, name) for name in self.COLUMNS}


class OutcomeForm(VersionedForm):
    """How it went, and what they said."""

    version = forms.IntegerField(min_value=1, max_value=MAX_VERSION, widget=forms.HiddenInput)
    rating = forms.TypedChoiceField(
        choices=[(1, "1, badly"), (2, "2"), (3, "3"), (4, "4"), (5, "5, very well"), ("", "Not said")],
        coerce=int,
        empty_value=None,
        required=False,
        label="How it went",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Round
        fields = ("status", "rating", "outcome", "told_on", "notes")
        labels: ClassVar = {"status": "Did it take place?", "outcome": "What they said", "told_on": "They told me on"}
        widgets: ClassVar = {"told_on": day_input(), "notes": forms.Textarea(attrs={"rows": 6})}
        help_texts: ClassVar = {"notes": "What surprised you, what to do again, what to leave. Markdown works."}

    COLUMNS: ClassVar = Meta.fields

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [("", "Not told yet"), *Round.Outcome.choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("status") == Round.Status.PLANNED and cleaned.get("outcome"):
            self.add_error("status", "They can have said something only of a round that was held, or cancelled.")
        if cleaned.get("told_on") and not cleaned.get("outcome"):
            self.add_error("outcome", "What did they say? A day alone does not tell.")
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.COLUMNS}


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    score = forms.TypedChoiceField(
        choices=[("", "Not said"), *((n, str(n)) for n in range(6))],
        coerce=int,
        empty_value=None,
        required=False,
        label="How my answer was, 0 to 5",
    )

    class Meta:
        model = RoundQuestion
        fields = ("question", "kind", "score", "said", "better")
        labels: ClassVar = {
            "question": "The question",
            "kind": "Kind",
            "said": "What I said",
            "better": "A better answer",
        }
        widgets: ClassVar = {
            "question": forms.Textarea(attrs={"rows": 2}),
            "said": forms.Textarea(attrs={"rows": 3}),
            "better": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, catalogue: Catalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = catalogue.skills.get(self.instance.skill_id)
        self.fields["skill"] = SkillField(
            catalogue=catalogue,
            label="Skill",
            initial=held.title if held else "",
            widget=forms.TextInput(attrs={"list": "skills", "autocomplete": "off", "placeholder": "such as PyTorch"}),
        )

    def clean_skill(self) -> int | None:
        skill = self.cleaned_data["skill"]
        return skill.id if skill else None

    @property
    def said(self) -> RoundQuestion:
        """The question with its answers, not saved yet."""
        row: RoundQuestion = self.instance
        row.skill_id = self.cleaned_data["skill"]
        return row


class PutBackForm(forms.Form):
    round = forms.IntegerField(min_value=1, max_value=MAX_ID)


class TaskTickForm(forms.Form):
    list = forms.ChoiceField(choices=RoundTask.List.choices)
    item = forms.RegexField(r"\A[a-z0-9-]{1,80}\Z")
    done = forms.BooleanField(required=False)


class TaskForm(forms.Form):
    list = forms.ChoiceField(choices=RoundTask.List.choices)
    key = forms.UUIDField()
    text = forms.CharField(
        max_length=300, validators=[MinLengthValidator(1)], error_messages={"required": "Write what it is first."}
    )

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())


class WorkForm(forms.ModelForm):  # type: ignore[type-arg]
    key = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(label="Day", widget=day_input(), validators=[day_that_has_come])
    minutes = MinutesField(
        label="How long", max_length=40, error_messages={"required": "Write how long it was, such as 25 or 1 h 10."}
    )

    class Meta:
        model = RoundWork
        fields = ("day", "minutes", "note")
        labels: ClassVar = {"note": "What on"}


class BringForm(forms.Form):
    """Skills that go back on the plan, by their addresses."""

    skills = forms.MultipleChoiceField(error_messages={"required": "Choose at least one skill."})

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skills"].choices = offered  # type: ignore[attr-defined]
