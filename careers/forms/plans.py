"""What the start asks: an aim, a beginning, and what may be left out."""

from collections.abc import Iterable

from django import forms

from careers.figures.catalogue import Catalogue


class StartForm(forms.Form):
    role = forms.ChoiceField(
        error_messages={"required": "Choose the work you want.", "invalid_choice": "Choose one of these."}
    )
    background = forms.ChoiceField(
        error_messages={"required": "Choose where you start from.", "invalid_choice": "Choose one of these."}
    )

    def __init__(self, *args: object, catalogue: Catalogue, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, entries in (("role", catalogue.roles), ("background", catalogue.backgrounds)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(entry.key, entry.title) for entry in entries]


class SkipsForm(forms.Form):
    skip = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        error_messages={"invalid_choice": "One of these skills is not offered any more. Look again."},
    )

    def __init__(self, *args: object, offered: Iterable[int], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["skip"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(pk, pk) for pk in offered]
