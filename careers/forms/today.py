"""What the address of Today asks for, and what is read by then."""

import datetime as dt

from django import forms
from django.http import QueryDict

from careers.figures.today import LONGEST, SHORTEST, Asked


class AskedForm(forms.Form):
    skip = forms.IntegerField(required=False, min_value=0, max_value=99)
    minutes = forms.IntegerField(required=False, min_value=SHORTEST, max_value=LONGEST)


def asked(query: QueryDict) -> Asked:
    """Whatever makes no sense counts as not said."""
    form = AskedForm(query)
    form.is_valid()
    return Asked(form.cleaned_data.get("skip") or 0, form.cleaned_data.get("minutes") or 0)


class ReadForm(forms.Form):
    """The latest of the news that were on the page."""

    until = forms.CharField(max_length=40)

    def clean_until(self) -> dt.datetime:
        try:
            until = dt.datetime.fromisoformat(self.cleaned_data["until"])
        except ValueError:
            raise forms.ValidationError("That is no moment.") from None
        if until.tzinfo is None:
            raise forms.ValidationError("That is no moment anywhere.")
        return until
