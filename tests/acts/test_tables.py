"""Entries as files of tables, and what hostile files meet."""

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.acts.catalogue import cells, schemas, tables
from careers.acts.catalogue.files import CatalogueRefused
from careers.acts.catalogue.kinds import BY_NAME

BACKGROUND, SKILL, RESOURCE = (BY_NAME[name] for name in ("background", "skill", "resource"))


def workbook(*lines: Sequence[Any], sheet: str = "backgrounds") -> bytes:
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet(sheet)
    for line in lines:
        page.append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def problems(name: str, content: bytes, kind: Any = BACKGROUND) -> list[str]:
    with pytest.raises(CatalogueRefused) as refused:
        tables.read(name, content, kind)
    return [str(problem) for problem in refused.value.problems]


def rows(name: str, content: bytes, kind: Any = BACKGROUND) -> list[tuple[str, dict[str, Any]]]:
    return [(row.place, row.fields) for row in tables.read(name, content, kind).rows[kind.name]]


LINES = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12), max_size=4)


@given(st.text(max_size=20))
def test_what_is_guarded_comes_back(text: str):
    assert cells.unguarded(cells.guarded(text)) == text
    assert not cells.LIKE_A_FORMULA.match(cells.guarded(text))


@given(LINES)
def test_a_list_comes_back_from_its_cell(lines: list[str]):
    schema = schemas.listed(schemas.text())
    cell = str(cells.to_cell(lines))
    assert (cells.from_cell(schema, cells.unguarded(cell)) or []) == lines


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.sampled_from(["essential", "useful"])))
def test_a_mapping_comes_back_from_its_cell(said: dict[str, str]):
    schema = schemas.keyed({"enum": ["essential", "useful"]})
    assert (cells.from_cell(schema, str(cells.to_cell(said))) or {}) == said


@pytest.mark.parametrize(
    ("schema", "text", "value"),
    [
        ({"type": "integer"}, "10.0", 10),
        ({"type": "integer"}, "ten", "ten"),
        ({"type": "boolean"}, "Yes", True),
        ({"type": "boolean"}, "perhaps", "perhaps"),
        ({"type": "string"}, " \n", None),
        (schemas.KEYS, "a\n\n b ", ["a", "b"]),
        (schemas.KEYS, '["a"]', ["a"]),
    ],
)
def test_a_cell_is_read_as_its_column_asks(schema: dict[str, Any], text: str, value: object):
    assert cells.from_cell(schema, text) == value


def test_columns_of_a_kind_begin_with_key_and_place():
    assert list(cells.columns(BACKGROUND)) == ["key", "order", "title", "guide", "description", "of_guide", "retired"]


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx", "x.json"])
def test_a_row_is_read_with_its_place(name: str):
    content = {
        "x.csv": b"key,title,guide\n\nnew,New,yes\n",
        "x.xlsx": workbook(["key", "title", "guide"], [], ["new", "New", True]),
        "x.json": b'[{"key": "new", "title": "New", "guide": true}]',
    }[name]
    place = "entry 1" if name == "x.json" else "row 3"
    assert rows(name, content) == [(place, {"key": "new", "title": "New", "guide": True})]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_spreadsheets_delimiter_is_read(delimiter: str):
    content = f'key{delimiter}title\nnew{delimiter}"New; very, new"\n'.encode()
    assert rows("x.csv", content) == [("row 2", {"key": "new", "title": "New; very, new"})]


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16"])
def test_another_encoding_is_read_and_told(encoding: str):
    text = "key,title,description\nnew,Café,“Naïve” — a long enough text for a guess: déjà vu où ça garçon\n"
    told = tables.read("x.csv", text.encode(encoding), BACKGROUND)
    row = told.rows["background"][0].fields
    assert (row["title"], len(told.notes)) == ("Café", 1)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_what_looks_like_a_formula_is_refused(start: str):
    said = "row 2: new: title: looks like a formula; if it is text, put an apostrophe before it"
    assert problems("x.csv", f"key,title\nnew,{start}1+1\n".encode()) == [said]


def test_a_workbooks_formula_is_refused():
    said = "row 2: new: title: looks like a formula; if it is text, put an apostrophe before it"
    assert problems("x.xlsx", workbook(["key", "title"], ["new", '=HYPERLINK("https://example.org")'])) == [said]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.txt", b"", ["The name must end in .csv, .xlsx or .json."]),
        ("x.csv", b"", ["row 1: the first row must name the columns, key among them"]),
        ("x.csv", b"key,colour,key\n", ["row 1: unknown column colour", "row 1: column key stands twice"]),
        ("x.csv", b"key\na\x00b\n", ["It holds a NUL byte, which no text has: it may be of another format."]),
        ("x.csv", b"key,title\na,b,c\n", ["row 2: a: has more cells than there are columns"]),
        ("x.csv", b'key,title\na,"b\n', ["Line 2 is not CSV: unexpected end of data."]),
        ("x.xlsx", b"key,title\n", ["It is not an .xlsx workbook."]),
        ("x.json", b"[", ["It cannot be read: is not JSON: Expecting value at line 1, character 2."]),
        ("x.json", b"[" * 100_000, ["It cannot be read: is nested too deeply."]),
        ("x.json", b"\xff\xfe\xfd", ["It is not UTF-8, as JSON must be."]),
        ("x.json", b'[{"key": "a", "key": "b"}]', ["It cannot be read: key stands twice."]),
        ("x.json", b"[NaN]", ["It cannot be read: NaN is not a number."]),
        ("x.json", b'[{"key": "a", "colour": 1}]', ["entry 1: a: unknown field colour"]),
        ("x.json", b"{}", ["It must be a list of entries, each an object."]),
    ],
)
def test_a_broken_file_is_refused_in_words(name: str, content: bytes, said: list[str]):
    assert problems(name, content) == said


def test_a_huge_cell_is_refused():
    content = f"key,title\nnew,{'x' * (tables.LONGEST_CELL + 1)}\n".encode()
    assert problems("x.csv", content) == ["row 2: new: title: 100,001 characters, at most 100,000"]


def test_a_million_rows_are_refused_after_the_first_of_them():
    content = b"key\n" + b"a\n" * 1_000_000
    assert problems("x.csv", content) == ["It has more than 20,000 rows: split it."]


def test_a_workbook_that_claims_a_million_rows_is_refused():
    content = _changed(workbook(["key"], ["a"]), b'<row r="2"', b'<row r="1048576"')
    assert problems("x.xlsx", content) == ["It has more than 20,000 rows: split it."]


def test_a_bomb_is_refused_unopened():
    file = io.BytesIO(workbook(["key"]))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.bin", bytes(70 * 1024 * 1024))
    assert problems("x.xlsx", file.getvalue()) == ["It unpacks to 70 MB, more than 64 MB: split it."]


def test_a_zip_that_is_no_workbook_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("hello.txt", "hello")
    said = ["It is not a workbook that can be read. Save it anew as .xlsx, or as CSV."]
    assert problems("x.xlsx", file.getvalue()) == said


def test_a_workbook_of_all_kinds_names_its_sheets():
    content = workbook(["key"], ["new"])
    assert list(tables.read("x.xlsx", content, None).rows) == ["background"]
    stray = "There is no kind of entry called colours: "
    assert problems("x.xlsx", workbook(["key"], sheet="colours"), None)[0].startswith(stray)


def test_json_of_all_kinds_names_its_lists():
    content = json.dumps({"backgrounds": [{"key": "new"}]}).encode()
    assert list(tables.read("x.json", content, None).rows) == ["background"]


def _changed(content: bytes, old: bytes, new: bytes) -> bytes:
    """The same workbook with something else in its sheet."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old, new))
    return file.getvalue()
