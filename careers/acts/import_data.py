"""Taking in an export: all of the file or nothing, and twice the same file is once."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from jsonschema import Draft202012Validator

from careers.acts.bring_along import bring_along, former_outcomes
from careers.acts.export_files import Files, Refused, opened
from careers.acts.hold import hold
from careers.acts.work_out_states import work_out_states
from careers.models import Outcome, Personal, Skill, User, personal_models
from careers.models.accounts import known_time_zone

SCHEMA = Path(__file__).with_name("export.schema.json")
MAX_BYTES = 4 * 1024 * 1024
MAX_REASONS = 10
OLDEST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Unknown(Exception):
    """The catalogue of this copy lacks what a row is about."""


@dataclass
class Imported:
    added: Counter[str] = field(default_factory=Counter)
    """Name of a list → rows that came in, or that made a row of this copy longer."""
    held: Counter[str] = field(default_factory=Counter)
    """Name of a list → rows that were here already."""
    unknown: dict[str, int] = field(default_factory=dict)
    """What this catalogue lacks → rows that were left out for it. No Counter: in a template its `items` would be 0."""
    ignored: list[str] = field(default_factory=list)
    """Parts of the file that this copy knows nothing of."""

    @property
    def lists(self) -> list[tuple[str, int, int]]:
        """List by list for readers: its name, rows that are new, rows that were here."""
        names = [name for name in self.added | self.held if self.added[name] or self.held[name]]
        return [(name.replace("_", " ").capitalize(), self.added[name], self.held[name]) for name in names]


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text()))


def import_file(user: User, raw: bytes) -> Imported:
    """Raises Refused for whatever is not an export of ours."""
    json_file, files = opened(raw)
    data = _parsed(json_file)
    imported = Imported(ignored=_checked(data))
    try:
        with transaction.atomic():
            _take_in(user, data, files, imported)
    except IntegrityError:
        raise Refused("Rows of the file contradict each other, such as two undos of one event.") from None
    return imported


# --- the file ---


def _parsed(raw: bytes) -> dict[str, Any]:
    if len(raw) > MAX_BYTES:
        raise Refused("The file is larger than 4 MB, which no export of one person is.")
    try:
        data = json.loads(raw.decode(), object_pairs_hook=_without_repeats, parse_constant=_no_number)
        json.dumps(data, ensure_ascii=False).encode()  # half a surrogate pair can be written in JSON, but not stored
    except RecursionError:
        raise Refused("The file is nested too deeply to be an export.") from None
    except ValueError as error:
        raise Refused(f"The file is not JSON: {error}.") from None
    return data


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _checked(data: Any) -> list[str]:
    """What the schema does not know; it is left aside, since a later version may have more to tell."""
    reasons, ignored = [], []
    try:
        for error in validator().iter_errors(data):
            place = "/".join(str(part) for part in error.absolute_path) or "the file"
            if error.validator == "additionalProperties" and isinstance(error.instance, dict):
                ignored += [
                    f"{place}: {name[:80]}" for name in error.instance if name not in error.schema["properties"]
                ]
            else:
                reasons.append(f"{place}: {error.message[:160]}")
                if len(reasons) == MAX_REASONS:
                    break
    except RecursionError:
        raise Refused("The file is nested too deeply to be an export.") from None
    if reasons:
        raise Refused(*reasons)
    return ignored[:MAX_REASONS]


# --- the rows ---


def _take_in(user: User, data: Mapping[str, Any], files: Files, imported: Imported) -> None:
    hold(user)
    _take_in_account(user, data["account"])
    keys = Keys(data)
    for model in personal_models():
        if not model.derived:
            _take_in_rows(user, model, keys.rows(user, model, imported), files, imported)
            _link_within(user, model, data.get(model.export_name, ()))
    work_out_states(user)
    bring_along(user)


def _take_in_account(user: User, account: Mapping[str, Any]) -> None:
    """Only what has not been chosen here."""
    user.name = user.name or account.get("name", "").strip()
    user.theme = user.theme or account.get("theme", "")
    if user.time_zone == "UTC":
        user.time_zone = known_time_zone(account.get("time_zone", ""))
    user.save(update_fields=["name", "theme", "time_zone"])


def _take_in_rows(
    user: User, model: type[Personal], rows: Iterable[Personal], files: Files, imported: Imported
) -> None:
    name = model.export_name
    here = {row.same_as(): row for row in model.of(user)}
    new: dict[tuple[Any, ...], Personal] = {}
    for row in rows:
        same = row.same_as()
        if same in new:
            new[same].take_in(row)
        elif same not in here:
            new[same] = row
        elif here[same].take_in(row):
            here[same].save()
            imported.added[name] += 1
        else:
            imported.held[name] += 1
    if (most := model.most()) is not None and len(here) + len(new) > most:
        raise Refused(f"{name}: one person has {most} of them at most, and the file brings more.")
    arrived = [row for row in new.values() if _arrives(row, files, imported)]
    model._default_manager.bulk_create(arrived, batch_size=1000)
    imported.added[name] += len(arrived)


def _arrives(row: Personal, files: Files, imported: Imported) -> bool:
    """Fit a new row to this copy, with its file if it has one. A row that means nothing without stays outside."""
    try:
        row.arrive()
        if not row.file_column:
            return True
        content = files.content(row)
        if content is not None:
            row.receive(content)
        elif row.file_needed:
            noun = f"file of a {row.counted_as}"
            imported.unknown[noun] = imported.unknown.get(noun, 0) + 1
            return False
    except ValidationError as error:
        raise Refused(f"{row.export_name}: {' '.join(error.messages)}") from None
    return True


class Keys:
    """From the stable keys of a file to rows of this catalogue. One query for each kind of row that is named."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.titles: dict[str, str] = data.get("titles", {})
        self.found: dict[type[models.Model], dict[Any, int]] = {
            Outcome: former_outcomes()
            | {(skill, key): pk for skill, key, pk in Outcome.objects.values_list("skill__key", "key", "pk")}
        }

    def rows(self, user: User, model: type[Personal], imported: Imported) -> Iterable[Personal]:
        """Rows of a list, not saved yet, in the order of the file."""
        rows = []
        for place, values in enumerate(self.data.get(model.export_name, ()), 1):
            try:
                rows.append(self._row(user, model, values))
            except Unknown as unknown:
                imported.unknown[str(unknown)] = imported.unknown.get(str(unknown), 0) + 1
            except ValidationError as error:
                raise Refused(f"{model.export_name}, row {place}: {' '.join(error.messages)}") from None
        return rows

    def _row(self, user: User, model: type[Personal], values: Mapping[str, Any]) -> Personal:
        row = model(user=user)
        for name in model.export_fields:
            column = model.column(name)
            if column.related_model is model:
                continue  # rows of one list that name each other are linked when all are there
            if column.related_model:
                setattr(row, column.attname, self._id(user, column.related_model, name, values))
            else:
                value = column.to_python(values[name])
                value = value if name in model.may_lie_ahead else _dated(value)
                setattr(row, name, value if value == "" else column.clean(value, row))
        return row

    def _id(self, user: User, model: type[models.Model], name: str, values: Mapping[str, Any]) -> int | None:
        if values[name] is None:
            return None
        if model not in self.found:
            named: models.QuerySet[Any] = model._default_manager.all()
            if issubclass(model, Personal):
                named = named.filter(user=user)
            self.found[model] = {str(key): pk for key, pk in named.values_list("key", "pk")}
        key = values[name]
        try:
            return self.found[model][(values["skill"], key) if model is Outcome else key]
        except KeyError:
            title = self.titles.get(key, key) if model is Skill else key
            raise Unknown(f"{model._meta.verbose_name} “{title}”") from None


def _dated(value: Any) -> Any:
    """The other copy's clock may be ahead: nothing that is done here from now on may come before what it says."""
    if not isinstance(value, dt.datetime):
        return value
    now = timezone.now()
    if not OLDEST <= value <= now + dt.timedelta(days=1):
        raise ValidationError("The date lies in the future or before 1970.")
    return min(value, now)


def _link_within(user: User, model: type[Personal], rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows of one list that name each other, such as an undo and its event, when all of them are there."""
    for name in (name for name in model.export_fields if model.column(name).related_model is model):
        here = {row.export_key: row for row in model.of(user)}  # type: ignore[attr-defined]
        changed = []
        for values in rows:
            row, other = here.get(values["key"]), here.get(values[name] or "")
            if row and other and getattr(row, name) is None and row.may_name(other):
                setattr(row, name, other)
                changed.append(row)
        model._default_manager.bulk_update(changed, [name], batch_size=1000)
