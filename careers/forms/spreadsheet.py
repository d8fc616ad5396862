"""A table of applications from elsewhere: what was pasted or uploaded, and what each of its rows becomes."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from careers.acts.add_table import Entry, steps_of
from careers.figures.applications import LABELS, Job, in_words
from careers.figures.earlier import same_link, same_name
from careers.figures.spreadsheet import Row, Table, Unreadable, decoded, read_table
from careers.forms.applications import ApplicationForm
from careers.models import Application, ApplicationEvent, Priority, User

MOST_CHARACTERS = 1_000_000
MOST_BYTES = 2 * 1024 * 1024
DAYS_FIRST = {"day": True, "month": False, "": None}


class TableForm(forms.Form):
    """`key` was drawn with the form, so that adding twice adds once. Guests paste; members may choose a file."""

    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": "Open this page again."})
    file = forms.FileField(
        label="A CSV file",
        help_text="From a spreadsheet or another tracker, up to 2 MB and 1,000 rows.",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
        error_messages={"empty": "The file is empty."},
    )
    text = forms.CharField(
        label="Or its rows, pasted",
        help_text="The first row holds the headings, such as Company, Role, Status, Date applied.",
        max_length=MOST_CHARACTERS,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        error_messages={"max_length": "That is more than 1,000 rows can hold. Bring it in by parts."},
    )
    days = forms.ChoiceField(
        label="03/04/2026 is",
        choices=[("", "As the other days suggest"), ("day", "3 April"), ("month", "March 4")],
        required=False,
    )
    known = forms.BooleanField(label="Add those again that are here already", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user.is_guest:
            del self.fields["file"]
            self.fields["text"].label = "Its rows, pasted"

    def clean_file(self) -> str:
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size is None or file.size > MOST_BYTES:
            raise ValidationError("The file is larger than 2 MB.")
        try:
            return decoded(file.read())
        except Unreadable as reason:
            raise ValidationError(str(reason)) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        cleaned["text"] = cleaned.get("file") or cleaned["text"]
        if not cleaned["text"].strip():
            raise ValidationError("Choose a file or paste its rows." if "file" in self.fields else "Paste its rows.")
        try:
            cleaned["table"] = read_table(cleaned["text"], DAYS_FIRST[cleaned["days"]])
        except Unreadable as reason:
            raise ValidationError(str(reason)) from None
        return cleaned


class RowForm(ApplicationForm):
    """One row by the rules of the form that one fills in by hand."""

    class Meta(ApplicationForm.Meta):
        fields = (*ApplicationForm.Meta.fields, "notes")  # type: ignore[assignment]

    def validate_constraints(self) -> None:
        """The form has asked all that they ask; a thousand rows would ask the database two thousand times."""


@dataclass(frozen=True, slots=True)
class Read:
    """A row of the preview: the application that it becomes, or what is wrong with it."""

    row: Row
    application: Application
    errors: tuple[str, ...]
    is_here: bool
    """The same company, role and link stand here already."""
    was_asked: bool
    """There was another application at that company."""

    @property
    def step(self) -> str:
        said = LABELS[self.row.step]
        return f"{said}: {in_words(self.row.reasons)}" if self.row.reasons else said

    @property
    def steps(self) -> list[tuple[str, Any]]:
        return [(LABELS[step], day) for step, day in steps_of(self.row)]

    def entry(self, key: uuid.UUID) -> Entry:
        self.application.key = _key(key, self.row)
        return Entry(self.application, steps_of(self.row), self.row.reasons)


def read_rows(table: Table, key: uuid.UUID, jobs: Iterable[Job]) -> list[Read]:
    """`key` is the table's: what it has brought in already by itself is not in its way."""
    own = {_key(key, row) for row in table.rows}
    here, companies, links = set(), set(), set()
    for job in (job for job in jobs if job.application.key not in own):
        here.add(_same(job.application))
        companies.add(same_name(job.application.company))
        links.add(same_link(job.application.url))
    found = []
    for row in table.rows:
        form = RowForm({"priority": str(Priority.NORMAL)} | {name: text for name, text in row.values.items() if text})
        errors = (*row.errors, *_errors(form), *_days_ahead(row))
        asked = same_name(form.instance.company) in companies or same_link(form.instance.url) in links - {""}
        found.append(Read(row, form.instance, errors, _same(form.instance) in here, asked))
    return found


def _key(table: uuid.UUID, row: Row) -> uuid.UUID:
    return uuid.uuid5(table, str(row.number))


def _same(row: Application) -> tuple[str, str, str]:
    return same_name(row.company), row.role.casefold(), same_link(row.url)


def _errors(form: RowForm) -> list[str]:
    return [
        f"{form.fields[name].label or name}: {message}"
        for name, messages in form.errors.items()
        for message in messages
    ]


def _days_ahead(row: Row) -> list[str]:
    errors = []
    for step, day in row.days.items():
        try:
            ApplicationEvent.column("day").run_validators(day)
        except ValidationError as error:
            errors.append(f"{LABELS[step]}: {' '.join(error.messages)}")
    return errors
