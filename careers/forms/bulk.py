"""A file with entries of the catalogue, and the page that carries what was read to the one that does it."""

from typing import Any

from django import forms
from django.core import signing
from django.core.files import File

from careers.acts.catalogue.files import CatalogueRefused
from careers.acts.catalogue.kinds import BY_NAME, KINDS
from careers.acts.catalogue.tables import Tables, packed, read, unpacked
from careers.formats import plural

MOST_MEGABYTES = 8
MOST_CARRIED = 3 * 1024 * 1024
"""Characters that a page can carry to the next one; a form as a whole may have a quarter more."""
GOOD_FOR = 24 * 60 * 60
"""Seconds in which a difference may be confirmed."""
SALT = "catalogue in bulk"
PROBLEMS_SHOWN = 50


def kinds_in_words() -> list[tuple[str, str]]:
    return [(kind.name, plural(kind.name).capitalize()) for kind in KINDS]


def in_words(refused: CatalogueRefused) -> list[str]:
    """A line for each problem; of many the first ones, which mostly have the same cause."""
    said = [str(problem) for problem in refused.problems[:PROBLEMS_SHOWN]]
    rest = len(refused.problems) - PROBLEMS_SHOWN
    return [*said, f"And {rest:,} more."] if rest > 0 else said


class TableForm(forms.Form):
    kind = forms.ChoiceField(
        label="What the file holds",
        required=False,
        choices=lambda: [("", "Several kinds: a sheet or a list of each"), *kinds_in_words()],
    )
    file = forms.FileField(
        label="File",
        help_text=f"CSV, XLSX or JSON, {MOST_MEGABYTES} MB at most. What it leaves out stays as it is.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.json"}),
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
    )

    tables: Tables

    def clean_file(self) -> "File[bytes]":
        file: File[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > MOST_MEGABYTES * 1024**2:
            raise forms.ValidationError(f"The file is larger than {MOST_MEGABYTES} MB: split it.")
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if file := data.get("file"):
            try:
                self.tables = read(file.name or "", file.read(), BY_NAME.get(data.get("kind", "")))
            except CatalogueRefused as refused:
                self.add_error(None, in_words(refused))
        return data


def carried(tables: Tables, version: int) -> str:
    """What was read, and the version of the catalogue that it was compared with, so that neither can be changed."""
    return signing.dumps({"tables": packed(tables), "version": version}, salt=SALT, compress=True)


class CarriedForm(forms.Form):
    carried = forms.CharField(widget=forms.HiddenInput, strip=False)
    why = forms.CharField(
        label="Why", required=False, max_length=500, help_text="Kept in the history of the catalogue."
    )

    def clean_carried(self) -> tuple[Tables, int]:
        try:
            plain = signing.loads(self.cleaned_data["carried"], salt=SALT, max_age=GOOD_FOR)
        except signing.BadSignature:
            raise forms.ValidationError("The page is too old, or was changed. Choose the file again.") from None
        return unpacked(plain["tables"]), int(plain["version"])
