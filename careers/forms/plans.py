"""What the start asks, and what a person chooses about their plan."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from careers.figures.catalogue import Catalogue
from careers.figures.plan import WEEKDAYS
from careers.figures.schedule import monday_of
from careers.figures.standing import Pace
from careers.models.plans import MAX_MINUTES_A_WEEK, MIN_MINUTES_A_WEEK, validate_rest_days

MINUTES = 60


class StartForm(forms.Form):
    role = forms.ChoiceField(
        error_messages={"required": "Choose the work you want.", "invalid_choice": "Choose one of these."}
    )
    background = forms.ChoiceField(
        error_messages={"required": "Choose where you start from.", "invalid_choice": "Choose one of these."}
    )

    def __init__(self, *args: object, catalogue: Catalogue, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        roles = [role for each in catalogue.guides for role in each.roles]
        for name, entries in (("role", roles), ("background", catalogue.backgrounds)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(entry.key, entry.title) for entry in entries]


class PaceForm(forms.Form):
    hours = forms.DecimalField(
        label="Hours a week",
        help_text="What you can keep up in a usual week. Half hours count too.",
        min_value=Decimal(MIN_MINUTES_A_WEEK) / MINUTES,
        max_value=Decimal(MAX_MINUTES_A_WEEK) / MINUTES,
        widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal", "class": "input input--short"}),
        error_messages={
            "required": "Say how many hours a week, such as 10.",
            "invalid": "Give a number of hours, such as 7.5.",
            "min_value": "At least half an hour a week.",
            "max_value": "At most 80 hours a week.",
        },
    )
    rest_days = forms.TypedMultipleChoiceField(
        label="Rest days",
        help_text="No study is planned on them.",
        coerce=int,
        choices=list(enumerate(WEEKDAYS)),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        validators=[validate_rest_days],
    )
    target_on = forms.DateField(
        label="A date you aim for",
        help_text="Leave it empty if there is none. The plan says whether it fits.",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input input--short"}),
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"],
        error_messages={"invalid": "Give a date such as 2027-06-13."},
    )

    def __init__(self, *args: Any, today: dt.date, pace: Pace, **kwargs: Any) -> None:
        self.today, self.pace = today, pace
        kwargs["initial"] = {
            "hours": _plain(Decimal(pace.minutes_a_week) / MINUTES),
            "rest_days": pace.rest_days,
            "target_on": pace.target_on,
        }
        super().__init__(*args, **kwargs)

    def clean_target_on(self) -> dt.date | None:
        """A date that has passed may stay; a new one lies ahead."""
        day: dt.date | None = self.cleaned_data["target_on"]
        if day and day != self.pace.target_on and not self.today < day <= self.today.replace(year=2999, day=1):
            raise forms.ValidationError("Give a day that lies ahead.")
        return day

    @property
    def said(self) -> Pace:
        """Hours in whole minutes."""
        data = self.cleaned_data
        return Pace(round(data["hours"] * MINUTES), tuple(sorted(data["rest_days"])), data["target_on"])

    @property
    def shown(self) -> Pace:
        """What has been typed so far as far as it makes sense, else what holds."""
        if not self.is_bound:
            return self.pace
        self.full_clean()
        hours, rest = self.cleaned_data.get("hours"), self.cleaned_data.get("rest_days")
        minutes = round(hours * MINUTES) if hours else self.pace.minutes_a_week
        return Pace(minutes, self.pace.rest_days if rest is None else tuple(sorted(rest)), self.pace.target_on)


def _plain(hours: Decimal) -> Decimal:
    """10 rather than 1E+1 or 10.00."""
    return hours.quantize(Decimal(1)) if hours == hours.to_integral_value() else hours.quantize(Decimal("0.01"))


class KnownForm(forms.Form):
    """What may be skipped, and what is known already: ids of skills that the page offered."""

    skip = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        error_messages={"invalid_choice": "One of these skills is not offered any more. Look again."},
    )
    known = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        error_messages={"invalid_choice": "One of these skills is not in the roadmap any more. Look again."},
    )

    def __init__(self, *args: object, skips: Iterable[int] = (), skills: Iterable[int] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, offered in (("skip", skips), ("known", skills)):
            field = self.fields[name]
            assert isinstance(field, forms.TypedMultipleChoiceField)
            field.choices = [(pk, pk) for pk in offered]


class ListForm(forms.Form):
    """Titles from elsewhere."""

    MAX_LENGTH = 200_000

    text = forms.CharField(
        label="Your list",
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text="One title a line, or the contents of a CSV or JSON export, of another copy of Ascent too.",
        error_messages={
            "required": "Paste a list first.",
            "max_length": "A list holds %(limit_value)d characters and this one has %(show_value)d. Paste it in parts.",
        },
    )


class PlaceForm(forms.Form):
    """One choice about a skill's place."""

    PIN, UNPIN, EARLIER, LATER, IN_ORDER = "pin", "unpin", "earlier", "later", "in-order"
    PAST_CAMP, FOUR_WEEKS, BACK, OUT = "past-camp", "four-weeks", "back", "out"

    to = forms.ChoiceField(
        choices=[(to, to) for to in (PIN, UNPIN, EARLIER, LATER, IN_ORDER, PAST_CAMP, FOUR_WEEKS, BACK, OUT)]
    )
    week = forms.DateField(required=False, input_formats=["%Y-%m-%d"])

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.errors or self.cleaned_data["to"] != self.PIN:
            return
        week: dt.date | None = self.cleaned_data["week"]
        first = monday_of(self.today)
        if week is None or not first <= monday_of(week) <= first + dt.timedelta(weeks=52 * 60):
            raise forms.ValidationError("A pin names a week from this one on.")
        self.cleaned_data["week"] = monday_of(week)


class TargetForm(forms.Form):
    """The way out that a person takes; the numbers are those of the moment, reckoned again."""

    way = forms.ChoiceField(
        choices=[(way, way) for way in ("hours", "fewer", "both", "none")],
        error_messages={"required": "Choose one of the ways.", "invalid_choice": "Choose one of the ways."},
    )
