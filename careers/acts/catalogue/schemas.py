"""The shape of an entry as a JSON schema, most of it read off the model, and its violations in plain words."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models

from careers.models.curated import KEY

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

type Schema = dict[str, Any]

KEY_SCHEMA: Schema = {"type": "string", "pattern": KEY, "maxLength": 80}
KEYS: Schema = {"type": "array", "items": KEY_SCHEMA, "uniqueItems": True}


def text(longest: int | None = None) -> Schema:
    return {"type": "string", "minLength": 1, **({"maxLength": longest} if longest else {})}


def listed(items: Schema) -> Schema:
    return {"type": "array", "items": items, "uniqueItems": True}


def record(properties: dict[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def keyed(values: Schema) -> Schema:
    """A mapping from keys of entries."""
    return {"type": "object", "propertyNames": KEY_SCHEMA, "additionalProperties": values}


def of_column(column: "models.Field[Any, Any]") -> Schema:
    """What the text may say for a column of a model."""
    match column:
        case models.ForeignKey():
            return KEY_SCHEMA
        case ArrayField():
            return listed(of_column(column.base_field))
        case models.DateField():
            return {"type": "string", "format": "date"}
        case models.BooleanField():
            return {"type": "boolean"}
        case models.IntegerField():
            return {"type": "integer", **_bounds(column)}
        case models.CharField() if column.choices:
            return {"enum": [value for value, _ in column.flatchoices]}
        case models.URLField():
            return {**text(column.max_length), "format": "url"}
        case models.CharField() | models.TextField():
            return text(column.max_length)
    raise TypeError(f"no schema for a column of type {type(column).__name__}")


def _bounds(column: "models.IntegerField[Any, Any]") -> Schema:
    lows = [v.limit_value for v in column.validators if isinstance(v, MinValueValidator)]
    highs = [v.limit_value for v in column.validators if isinstance(v, MaxValueValidator)]
    return {"minimum": max(lows), "maximum": min(highs)}


def validator(schema: Schema) -> "Validator":
    # Imported here, since it takes longer than finding that the files have not changed.
    from jsonschema import Draft202012Validator, FormatChecker

    checker = FormatChecker(formats=())
    checker.checks("url", raises=ValidationError)(_is_url)
    checker.checks("date", raises=ValueError)(_is_date)
    return Draft202012Validator(schema, format_checker=checker)


def _is_url(value: object) -> bool:
    if isinstance(value, str):
        URLValidator(schemes=["http", "https"])(value)
    return True


def _is_date(value: object) -> bool:
    if isinstance(value, str):
        dt.date.fromisoformat(value)
    return True


def violations(checker: "Validator", entry: Any) -> Iterator[str]:
    """What is wrong with an entry, a line each, the place first."""
    for error in checker.iter_errors(entry):
        place = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
        say = IN_WORDS.get(str(error.validator), _as_it_is)
        yield f"{place.lstrip('.')}: {say(error)}" if place else say(error)


def _as_it_is(error: Any) -> str:
    return str(error.message)[:200]


def _shown(error: Any) -> str:
    value = repr(error.instance)
    return value if len(value) <= 60 else f"{value[:57]}..."


def _unknown(error: Any) -> str:
    known = error.schema["properties"]
    return "unknown field " + ", ".join(str(name) for name in error.instance if name not in known)


def _missing(error: Any) -> str:
    return str(error.message).split("'")[1] + " is missing"


def _needs(error: Any) -> str:
    needed, _, given, *_ = error.message.split("'")[1:]
    return f"{given} needs {needed}"


TYPES = {
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
}
FORMATS = {"url": "a web address", "date": "a date such as 2027-03-31"}
IN_WORDS: dict[str, Callable[[Any], str]] = {
    # Keyword of the schema → what a violation of it, jsonschema's ValidationError, is in words.
    "additionalProperties": _unknown,
    "required": _missing,
    "dependentRequired": _needs,
    "type": lambda error: f"{_shown(error)} is not {TYPES[str(error.validator_value)]}",
    "enum": lambda error: f"{_shown(error)} is none of {', '.join(map(str, error.validator_value))}",
    "pattern": lambda error: f"{_shown(error)} is not of small letters, digits and single hyphens",
    "format": lambda error: f"{_shown(error)} is not {FORMATS[str(error.validator_value)]}",
    "minLength": lambda error: "is empty",
    "maxLength": lambda error: f"{len(error.instance)} characters, at most {error.validator_value}",
    "minimum": lambda error: f"{_shown(error)} is less than {error.validator_value}",
    "maximum": lambda error: f"{_shown(error)} is more than {error.validator_value}",
    "minItems": lambda error: f"lists fewer than {error.validator_value}",
    "uniqueItems": lambda error: "lists something twice",
}
