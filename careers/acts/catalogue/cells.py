"""Fields of an entry as cells of a table, and back. What a value may be, the kind's schema says, as for the text files.

A list of texts is a line each in its cell and a mapping to texts `key: value` a line; what is deeper is JSON.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from careers.acts.catalogue.files import Fields
from careers.acts.catalogue.kinds import ORDER, RETIRED, Kind
from careers.acts.catalogue.schemas import Schema

type Cell = str | int

PLACE: Schema = {"type": "integer", "minimum": 1, "maximum": 32_767}
WORDS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
LIKE_A_FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""Spreadsheets run a cell that begins so; some of them the wide signs too."""
GUARDED = re.compile(rf"'+{LIKE_A_FORMULA.pattern}")


def columns(kind: Kind) -> dict[str, Schema]:
    """Column → what it may hold, in the order in which they stand. Former keys are the text's business alone."""
    properties = kind.schema["properties"]
    first = ["key", *([] if kind.ordered_within is None else [ORDER]), *kind.written_first]
    rest = [name for name in properties if name not in {*first, "formerly", RETIRED}]
    return {name: properties.get(name, PLACE) for name in (*first, *rest, RETIRED)}


def is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def to_cell(value: Any) -> Cell:
    if is_empty(value):
        return ""
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return value
        case str():
            return guarded(value)
        case list() if _fit_on_lines(value) and not value[0].startswith("["):
            return guarded("\n".join(value))
        case dict() if _fit_on_lines(value.values()):
            return guarded("\n".join(f"{key}: {said}" for key, said in value.items()))
    return json.dumps(value, ensure_ascii=False)


def _fit_on_lines(values: Iterable[Any]) -> bool:
    return all(
        isinstance(value, str) and value == value.strip() != "" and len(value.splitlines()) == 1 for value in values
    )


def from_cell(schema: Schema, text: str) -> Any:
    """The value that a cell stands for, None if it is empty.

    What it cannot be is left as it is, for the schema to refuse. Raises ValueError, in words, for what is not JSON.
    """
    if not text.strip():
        return None
    match schema.get("type"):
        case "integer":
            return int(float(text)) if re.fullmatch(r"\s*-?\d{1,9}(\.0*)?\s*", text) else text
        case "boolean":
            return WORDS.get(text.strip().lower(), text)
        case "array":
            lines = _is_text(schema["items"]) and not text.lstrip().startswith("[")
            return [line.strip() for line in text.splitlines() if line.strip()] if lines else from_json(text)
        case "object":
            lines = _is_text(schema["additionalProperties"]) and not text.lstrip().startswith("{")
            return _pairs(_split(line) for line in text.splitlines() if line.strip()) if lines else from_json(text)
    return text


def _is_text(schema: Schema) -> bool:
    return schema.get("type") == "string" or "enum" in schema


def _split(line: str) -> tuple[str, str]:
    key, colon, value = line.partition(":")
    if not colon:
        raise ValueError(f"“{line[:40]}” is not of the form key: value")
    return key.strip(), value.strip()


def _pairs(pairs: Iterable[tuple[str, Any]]) -> Fields:
    """Refuses a key given twice, of which JSON would silently keep the last."""
    found: Fields = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"{key[:40]} stands twice")
        found[key] = value
    return found


def from_json(text: str | bytes) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_pairs, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON: {error.msg} at line {error.lineno}, character {error.colno}") from None
    except RecursionError:
        raise ValueError("is nested too deeply") from None


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def guarded(text: str) -> str:
    """With an apostrophe before what a spreadsheet would run; `unguarded` takes it off again."""
    return f"'{text}" if LIKE_A_FORMULA.match(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    return text[1:] if GUARDED.match(text) else text


def storable(value: Any) -> bool:
    """Postgres keeps neither NUL nor half a character."""
    match value:
        case str():
            return "\0" not in value and not re.search(r"[\ud800-\udfff]", value)
        case list():
            return all(map(storable, value))
        case dict():
            return all(storable(part) for pair in value.items() for part in pair)
    return True
