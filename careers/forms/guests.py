"""A guest logs in to an account that has progress of its own: what of the guest it takes in."""

from typing import Any

from django import forms

from careers.figures.merging import Take


class MergeForm(forms.Form):
    STAY = "stay"

    take = forms.ChoiceField(
        label="What should become of it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say what should become of it.", "invalid_choice": "Say what should become of it."},
    )

    def __init__(self, *args: Any, both_plan: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        takes = [take for take in Take if both_plan or take is not Take.PLAN_TOO]
        field = self.fields["take"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(take.value, take.value) for take in takes] + [(self.STAY, self.STAY)]
