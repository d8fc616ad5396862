"""What a person says about follow-ups."""

from django import forms

from careers.models import FollowUpRhythm

DONE, LATER, NEVER, AGAIN = "done", "later", "never", "again"
A_WEEK = 7


class FollowUpForm(forms.Form):
    """`later` waits so many days, a week where none is said."""

    act = forms.ChoiceField(choices=[(act, act) for act in (DONE, LATER, NEVER, AGAIN)])
    days = forms.TypedChoiceField(choices=[(3, "3"), (A_WEEK, "7"), (14, "14")], coerce=int, required=False)


class RhythmForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = FollowUpRhythm
        fields = FollowUpRhythm.STEPS
        labels = {
            "applied": "After applying",
            "screening": "While they screen",
            "interviews": "Between interviews",
            "offer": "On an offer",
            "thanks": "To say thank you after a round",
        }
        widgets = {
            step: forms.NumberInput(attrs={"min": 1, "max": 90, "class": "input input--short", "placeholder": "never"})
            for step in FollowUpRhythm.STEPS
        }
        error_messages = {step: {"invalid": "A number of days, or nothing."} for step in FollowUpRhythm.STEPS}
        help_texts = dict.fromkeys(FollowUpRhythm.STEPS, "Days; empty for never.")
