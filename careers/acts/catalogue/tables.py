"""Entries of the catalogue as CSV, XLSX and JSON: files that come from anywhere, so nothing in them is trusted."""

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath
from typing import Any

import tablib

from careers.acts.catalogue import cells
from careers.acts.catalogue.files import CatalogueRefused, Fields, Problem
from careers.acts.catalogue.kinds import BY_NAME, KINDS, Kind
from careers.acts.catalogue.schemas import Schema

MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_UNPACKED = 64 * 1024 * 1024
"""Bytes of all parts of a workbook together."""
LONGEST_CELL = 100_000
LONGEST_IN_XLSX = 32_767
"""Excel's own limit, beyond which a cell would be cut off."""
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@dataclass(frozen=True)
class Row:
    """One entry as a file tells it: the columns that the file has, None where a cell is empty."""

    place: str
    """Where it stands, such as "row 12"."""
    fields: Fields


@dataclass(frozen=True)
class Tables:
    """What a file says: kind → rows."""

    rows: Mapping[str, Sequence[Row]]
    notes: tuple[str, ...] = field(default=())
    """What was guessed, for whoever brought the file."""


def refused(reason: str, where: str = "") -> CatalogueRefused:
    return CatalogueRefused([Problem(where, "", reason)])


# --- out ---


def write(format: str, kinds: Sequence[Kind]) -> bytes:
    """The entries of these kinds; several go into one workbook or one JSON object. Refused if a cell would be cut."""
    held = [(kind, kind.read()) for kind in kinds]
    if format == "json":
        said = {kind.folder: [_told(kind, key, fields) for key, fields in rows.items()] for kind, rows in held}
        content = said if len(said) > 1 else said[kinds[0].folder]
        return json.dumps(content, ensure_ascii=False, indent=1).encode()
    sheets = [_sheet(kind, rows) for kind, rows in held]
    if format == "csv":
        return "".join(sheet.export("csv") for sheet in sheets).encode("utf-8-sig")  # or Excel takes it for Latin-1
    _refuse_to_cut(sheets)
    return bytes(tablib.Databook(sheets).export("xlsx"))


def _told(kind: Kind, key: str, fields: Fields) -> Fields:
    said = {"key": key} | fields
    return {name: None if cells.is_empty(said[name]) else said[name] for name in cells.columns(kind)}


def _sheet(kind: Kind, rows: Mapping[str, Fields]) -> tablib.Dataset:
    sheet = tablib.Dataset(headers=list(cells.columns(kind)), title=kind.folder)
    for key, fields in rows.items():
        sheet.append([cells.to_cell(value) for value in _told(kind, key, fields).values()])
    return sheet


def _refuse_to_cut(sheets: Iterable[tablib.Dataset]) -> None:
    problems = [
        Problem(sheet.title, str(row[0]), f"{name} is too long for a cell of a workbook: take CSV or JSON")
        for sheet in sheets
        for row in sheet
        for name, cell in zip(sheet.headers, row, strict=True)
        if len(str(cell)) > LONGEST_IN_XLSX
    ]
    if problems:
        raise CatalogueRefused(problems)


# --- in ---


def read(name: str, content: bytes, kind: Kind | None) -> Tables:
    """Rows of one kind, or without one of all that the file has: a workbook of sheets or a JSON object of lists.

    Raises CatalogueRefused with every problem found.
    """
    match PurePath(name).suffix.lower():
        case ".csv":
            return _read_csv(content, kind)
        case ".xlsx":
            return _read_xlsx(content, kind)
        case ".json":
            return _read_json(content, kind)
    raise refused("The name must end in .csv, .xlsx or .json.")


def _read_csv(content: bytes, kind: Kind | None) -> Tables:
    if kind is None:
        raise refused("A CSV file holds one kind of entry: choose which.")
    text, notes = _decoded(content)
    if "\0" in text:
        raise refused("It holds a NUL byte, which no text has: it may be of another format.")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        return Tables({kind.name: _rows(kind, lines)}, notes)
    except csv.Error as error:
        raise refused(f"Line {lines.line_num} is not CSV: {error}.") from None


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    """UTF-8 if it can be; else what it most likely is, and a note that says so."""
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

    guess = from_bytes(content).best()
    if guess is None:
        raise refused("Its encoding is unknown. Save it as UTF-8.")
    return str(guess), (f"The file is not UTF-8. It was read as {guess.encoding}: look at accents and dashes.",)


def _delimiter(text: str) -> str:
    """Spreadsheets of some countries write semicolons or tabs."""
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _read_xlsx(content: bytes, kind: Kind | None) -> Tables:
    _refuse_bombs(content)
    try:
        return Tables(dict(_sheets(content, kind)))
    except CatalogueRefused:
        raise
    except Exception as error:  # a broken workbook fails in as many ways as it has parts
        raise refused("It is not a workbook that can be read. Save it anew as .xlsx, or as CSV.") from error


def _refuse_bombs(content: bytes) -> None:
    """A small file may unpack to anything. No part gives more than its directory says, so that is looked at first."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise refused("It is not an .xlsx workbook.") from None
    if size > MOST_UNPACKED:
        raise refused(f"It unpacks to {size // 1024**2:,} MB, more than {MOST_UNPACKED // 1024**2} MB: split it.")


def _sheets(content: bytes, kind: Kind | None) -> Iterator[tuple[str, list[Row]]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    folders = {other.folder: other for other in KINDS}
    sheets = list(book.worksheets)
    if kind is not None:
        named = [sheet for sheet in sheets if sheet.title == kind.folder]
        if len(named or sheets) != 1:
            raise refused(f"It has several sheets: choose everything, or name one of them {kind.folder}.")
        yield kind.name, _rows(kind, _lines(named or sheets))
        return
    for sheet in sheets:
        if sheet.title not in folders:
            raise refused(f"There is no kind of entry called {sheet.title}: {', '.join(folders)}.")
        found = folders[sheet.title]
        yield found.name, _rows(found, _lines([sheet]), f"{found.folder}, ")


def _lines(sheets: Iterable[Any]) -> Iterator[list[str]]:
    for sheet in sheets:
        sheet.reset_dimensions()  # what the sheet says of its own size may be anything
        yield from (
            [_as_text(value) for value in line] for line in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1)
        )


def _as_text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime():
            return value.date().isoformat()
        case str() | int() | float() | dt.date():
            return str(value)
    return "="  # a formula of many cells


def _rows(kind: Kind, lines: Iterable[list[str]], sheet: str = "") -> list[Row]:
    """The rows below the header. More lines than are taken are not even read."""
    lines = iter(lines)
    header = [name.strip() for name in next(lines, [])]
    while header and not header[-1]:
        header.pop()
    _refuse_header(kind, header, sheet)
    rows, problems = [], []
    schemas = cells.columns(kind)
    for number, line in enumerate(islice(lines, MOST_ROWS + 1), 2):
        if number > MOST_ROWS + 1:
            raise refused(f"It has more than {MOST_ROWS:,} rows: split it.", sheet)
        if not any(map(str.strip, line)):
            continue
        place = f"{sheet}row {number}"
        fields, wrong = _fields(schemas, header, line)
        rows.append(Row(place, fields))
        problems += [Problem(place, str(fields.get("key") or ""), reason) for reason in wrong]
    if problems:
        raise CatalogueRefused(problems)
    return rows


def _refuse_header(kind: Kind, header: Sequence[str], sheet: str) -> None:
    known = cells.columns(kind)
    if len(header) > MOST_COLUMNS:
        raise refused(f"It has more than {MOST_COLUMNS} columns.", sheet)
    reasons = [f"unknown column {name[:60] or '(without a name)'}" for name in header if name not in known]
    reasons += [f"column {name} stands twice" for name in dict.fromkeys(header) if header.count(name) > 1]
    if "key" not in header:
        reasons.append("the first row must name the columns, key among them")
    if reasons:
        raise CatalogueRefused(Problem(f"{sheet}row 1", "", reason) for reason in reasons)


def _fields(schemas: Mapping[str, Schema], header: Sequence[str], line: Sequence[str]) -> tuple[Fields, list[str]]:
    """The values of one row, and what is wrong with it."""
    fields: Fields = {}
    wrong = ["has more cells than there are columns"] if any(map(str.strip, line[len(header) :])) else []
    for name, text in zip(header, [*line, *[""] * len(header)], strict=False):
        try:
            fields[name] = _value(schemas[name], text)
        except ValueError as error:
            wrong.append(f"{name}: {error}")
    return fields, wrong


def _value(schema: Schema, text: str) -> Any:
    if len(text) > LONGEST_CELL:
        raise ValueError(f"{len(text):,} characters, at most {LONGEST_CELL:,}")
    if cells.LIKE_A_FORMULA.match(text) and text.strip() and not text.strip().lstrip("-").isdigit():
        raise ValueError("looks like a formula; if it is text, put an apostrophe before it")
    return cells.from_cell(schema, cells.unguarded(text))


def _read_json(content: bytes, kind: Kind | None) -> Tables:
    try:
        said = cells.from_json(content)
    except UnicodeDecodeError:
        raise refused("It is not UTF-8, as JSON must be.") from None
    except ValueError as error:
        raise refused(f"It cannot be read: {error}.") from None
    if kind is not None:
        return Tables({kind.name: _entries(kind, said)})
    folders = {other.folder: other for other in KINDS}
    if not isinstance(said, dict) or not said.keys() <= folders.keys():
        raise refused(f"It must be an object with lists under these names: {', '.join(folders)}.")
    return Tables({folders[name].name: _entries(folders[name], rows, f"{name}, ") for name, rows in said.items()})


def _entries(kind: Kind, said: Any, sheet: str = "") -> list[Row]:
    if not isinstance(said, list) or not all(isinstance(entry, dict) for entry in said):
        raise refused("It must be a list of entries, each an object.", sheet)
    if len(said) > MOST_ROWS:
        raise refused(f"It has more than {MOST_ROWS:,} entries: split it.", sheet)
    known = cells.columns(kind).keys()
    rows = [Row(f"{sheet}entry {number}", entry) for number, entry in enumerate(said, 1)]
    problems = [
        Problem(row.place, str(row.fields.get("key") or "")[:80], f"unknown field {name[:60]}")
        for row in rows
        for name in row.fields
        if name not in known
    ]
    if problems:
        raise CatalogueRefused(problems)
    return rows


def packed(tables: Tables) -> dict[str, list[list[Any]]]:
    """As plain values, to be carried by a page; `unpacked` is the reverse."""
    return {kind: [[row.place, row.fields] for row in rows] for kind, rows in tables.rows.items()}


def unpacked(plain: Mapping[str, Iterable[Any]]) -> Tables:
    return Tables({BY_NAME[kind].name: [Row(place, fields) for place, fields in rows] for kind, rows in plain.items()})
