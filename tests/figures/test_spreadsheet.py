"""Tables of applications as others write them: encodings, delimiters, headings, words, days."""

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.acts.export_applications import harmless
from careers.figures.spreadsheet import MOST_ROWS, Row, Table, Unreadable, decoded, read_table, unharmed

TEXT = "Company,Role\nÅkerö Värme,Ingeniør für Café\n"
DAY = dt.date(2026, 4, 3)


def only(line: str, head: str = "Company,Status,Date applied") -> Row:
    [row] = read_table(f"{head}\n{line}\n").rows
    return row


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_four_encodings_are_read(encoding: str):
    [row] = read_table(decoded(TEXT.encode(encoding))).rows
    assert row.values == {"company": "Åkerö Värme", "role": "Ingeniør für Café"}


@pytest.mark.parametrize("content", [b"PK\3\4\0\0", b"\xff\xfea"])
def test_what_is_no_text_is_refused(content: bytes):
    with pytest.raises(Unreadable):
        decoded(content)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters_are_told_by_the_headings(mark: str):
    table = read_table(f'COMPANY{mark}Job Title{mark}Moon\n"Tern{mark} AB"{mark}ML engineer{mark}full\n')
    assert [dict(row.values) for row in table.rows] == [{"company": f"Tern{mark} AB", "role": "ML engineer"}]
    assert table.passed_over == ["Moon"]


@pytest.mark.parametrize(
    ("status", "step", "reasons"),
    [
        ("Wishlist", "saved", ()),
        ("APPLIED", "applied", ()),
        ("phone screen", "screening", ()),
        ("Interviewing", "interviews", ()),
        ("Offer received", "offer", ()),
        ("Hired", "accepted", ()),
        ("Rejected", "closed", ("rejected",)),
        ("No response", "closed", ("ghosted",)),
        ("Archived", "closed", ()),
        ("", "applied", ()),
    ],
)
def test_words_for_a_step_are_ours_and_theirs(status: str, step: str, reasons: tuple[str, ...]):
    row = only(f"Tern,{status},2026-04-03")
    assert (row.step, row.reasons, row.days) == (step, reasons, {"applied": DAY})


@pytest.mark.parametrize(
    "text",
    ["2026-04-03", "2026-04-03T10:00:00Z", "3.4.2026", "03/04/26", "3 April 2026", "3rd Apr 2026", '"Apr 3, 2026"'],
)
def test_days_are_read_as_people_write_them(text: str):
    assert only(f"Tern,applied,{text}").days == {"applied": DAY}


def days(*texts: str, days_first: bool | None = None) -> tuple[Table, list[str]]:
    rows = "\n".join(f"Tern,{text}" for text in texts)
    table = read_table(f"Company,Applied on\n{rows}", days_first)
    return table, [day.isoformat() for row in table.rows for day in row.days.values()]


def test_which_comes_first_is_told_by_the_other_days():
    assert days("03/04/2026", "04/13/2026")[1] == ["2026-03-04", "2026-04-13"]
    table, read = days("03/04/2026")
    assert (read, table.is_unsure) == (["2026-04-03"], True)
    assert days("03/04/2026", days_first=False)[1] == ["2026-03-04"]


@pytest.mark.parametrize("line", ["Tern,dancing,", "Tern,,31.2.2026", "Tern,,soon"])
def test_what_cannot_be_read_is_an_error_of_its_row(line: str):
    row = only(line)
    assert (row.number, len(row.errors)) == (2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "Firm A,ML\nFirm B,ML",
        "Company",
        "Company\n\n,,",
        "Company\n" + "a\n" * (MOST_ROWS + 1),
        "Company\na\0b",
    ],
)
def test_what_is_no_table_of_applications_is_refused(text: str):
    with pytest.raises(Unreadable):
        read_table(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_whatever_is_pasted_is_read_or_refused(text: str):
    with suppress(Unreadable):
        read_table(f"Company,Status,Date\n{text}")


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="'=+-@a\t", max_size=6))
def test_what_was_made_harmless_comes_back(text: str):
    assert unharmed(harmless(text)) == text
