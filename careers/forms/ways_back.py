"""Which merge or reset is to be taken back."""

from django import forms

BIGGEST = 2**63 - 1


class MergeIdForm(forms.Form):
    merge = forms.IntegerField(min_value=1, max_value=BIGGEST)


class ResetIdForm(forms.Form):
    reset = forms.IntegerField(min_value=1, max_value=BIGGEST)
