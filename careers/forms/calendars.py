"""What goes into a calendar feed."""

from typing import Any

from django import forms

from careers.models import CalendarFeed


class CalendarForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = CalendarFeed
        fields = (*CalendarFeed.CHOICES, "study_at", "alarm_minutes")
        help_texts = {
            "with_study": "The coming eight weeks of your plan, on days that are not for rest.",
            "with_camps": "The likely day of each camp ahead, and the date you aim at.",
            "with_interviews": "With their time, in your time zone.",
            "with_follow_ups": "On the day by which you meant to do them, and follow-ups on the day that is proposed.",
            "study_at": "In your time zone. The length comes from your plan.",
            "alarm_minutes": "For study time and interviews. Not every calendar heeds it.",
        }
        widgets = {"study_at": forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "input input--short"})}
        error_messages = {
            "study_at": {"required": "Give a time such as 19:00.", "invalid": "Give a time such as 19:00."}
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alarm = self.fields["alarm_minutes"]
        assert isinstance(alarm, forms.TypedChoiceField)
        alarm.choices = [("", "None"), *CalendarFeed.Alarm.choices]
        alarm.error_messages["invalid_choice"] = "Choose one of these."

    @property
    def switches(self) -> list[forms.BoundField]:
        return [self[name] for name in CalendarFeed.CHOICES]

    @property
    def rest(self) -> list[forms.BoundField]:
        return [self["study_at"], self["alarm_minutes"]]
