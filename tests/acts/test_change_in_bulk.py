"""Tables against the catalogue: what would become of it, and that it becomes so, whole or not at all."""

from pathlib import Path
from typing import Any

import pytest

from careers.acts.catalogue import tables
from careers.acts.catalogue.files import CatalogueRefused
from careers.acts.catalogue.kinds import BY_NAME, KINDS
from careers.acts.catalogue.tables import Row, Tables
from careers.acts.change_in_bulk import CatalogueMoved, Outlook, change_in_bulk, foresee
from careers.acts.dump_catalogue import stored
from careers.acts.load_catalogue import load_catalogue
from careers.models import CatalogueState, Resource, Skill
from tests.catalogue_text import CatalogueText

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded(tmp_path: Path) -> None:
    CatalogueText(tmp_path)
    load_catalogue(tmp_path)


def of(kind: str, *rows: dict[str, Any]) -> Tables:
    return Tables({kind: [Row(f"row {number}", row) for number, row in enumerate(rows, 2)]})


def told(outlook: Outlook) -> list[tuple[str, str, dict[str, tuple[Any, Any]]]]:
    return [(c.key, c.what, {d.name: (d.before, d.after) for d in c.differences}) for c in outlook.changes]


def done(table: Tables) -> Outlook:
    return change_in_bulk(table, foresee(table).version)


def problems(table: Tables) -> list[str]:
    with pytest.raises(CatalogueRefused) as refused:
        foresee(table)
    return [str(problem) for problem in refused.value.problems]


NEW = {"key": "pandas-guide", "title": "Guide", "url": "https://example.org/p", "kind": "book", "cost": "free"}
NEW |= {"level": "core", "description": "A guide."}


@pytest.mark.parametrize("format", ["csv", "xlsx", "json"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_goes_out_comes_in_as_it_was(kind: Any, format: str):
    outlook = foresee(tables.read(f"x.{format}", tables.write(format, [kind]), kind))
    assert (outlook.changes, outlook.unchanged) == ((), len(kind.read()))


@pytest.mark.parametrize("format", ["xlsx", "json"])
def test_all_of_it_goes_out_and_comes_in_as_it_was(format: str):
    outlook = foresee(tables.read(f"x.{format}", tables.write(format, KINDS), None))
    assert (outlook.changes, outlook.unchanged) == ((), 15)


@pytest.mark.parametrize("format", ["csv", "xlsx", "json"])
def test_a_text_that_a_spreadsheet_would_run_comes_back_unharmed(format: str):
    Resource.objects.filter(key="think-python").update(title="=1+1", provider="'@home", authors=["-a", "+b"])
    content = tables.write(format, [BY_NAME["resource"]])
    assert foresee(tables.read(f"x.{format}", content, BY_NAME["resource"])).changes == ()
    assert b"\n=1" not in content
    assert b",=1" not in content


def test_foreseeing_writes_nothing():
    before = stored()
    foresee(of("resource", NEW, {"key": "think-python", "retired": True}))
    assert stored() == before


def test_each_entry_says_what_becomes_of_it():
    table = of(
        "resource",
        NEW,
        {"key": "think-python", "hours": 9, "cost": "paid"},
        {"key": "fluent-python", "retired": True},
        {"key": "numpy-guide", "title": "Numpy-Guide"},
    )
    outlook = done(table)
    added = {name: (None, value) for name, value in NEW.items() if name != "key"}
    assert told(outlook) == [
        ("pandas-guide", "added", added | {"guide": (None, False), "of_guide": (None, "learning")}),
        ("think-python", "changed", {"cost": ("free", "paid"), "hours": (5, 9)}),
        ("fluent-python", "retired", {}),
    ]
    assert outlook.unchanged == 1


def test_what_was_foreseen_is_what_is_there_afterwards():
    table = of("skill", {"key": "numpy", "hours": 12, "prerequisites": [], "roles": {"ml-engineer": "useful"}})
    final = foresee(table).final
    done(table)
    assert stored() == final


def test_empty_cells_empty_a_field_but_neither_move_nor_bring_back():
    Resource.objects.filter(key="think-python").update(retired_at="2026-01-01T00:00Z")
    outlook = done(of("resource", {"key": "think-python", "hours": None, "hours_basis": None, "retired": None}))
    assert told(outlook) == [("think-python", "changed", {"hours": (5, None), "hours_basis": ("estimated", "")})]


def test_a_new_address_keeps_the_old_one():
    done(of("skill", {"key": "python", "slug": "snake"}))
    assert Skill.objects.get(key="python").former_slugs == ["python"]


@pytest.mark.parametrize(
    ("place", "order"),
    [(1, ["breakfast", "rest", "walk"]), (2, ["rest", "breakfast", "walk"]), (3, ["rest", "walk", "breakfast"])],
)
def test_an_entry_takes_the_place_it_is_given(place: int, order: list[str]):
    done(of("day-before line", {"key": "walk", "text": "Walk"}))
    done(of("day-before line", {"key": "breakfast", "order": place}))
    rows = BY_NAME["day-before line"].read()
    assert sorted(rows, key=lambda key: rows[key]["order"]) == order


def test_all_places_at_once():
    done(of("day-before line", {"key": "walk", "text": "Walk"}))
    done(
        of(
            "day-before line",
            {"key": "rest", "order": 3},
            {"key": "breakfast", "order": 1},
            {"key": "walk", "order": 2},
        )
    )
    rows = BY_NAME["day-before line"].read()
    assert {key: fields["order"] for key, fields in rows.items()} == {"breakfast": 1, "walk": 2, "rest": 3}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"key": "Python!"}, "'Python!' is not of small letters, digits and single hyphens"),
        ({"key": None}, "key is missing"),
        ({"key": 7}, "7 is not text"),
        ({"key": "python", "title": None}, "title is missing"),
        ({"key": "python", "hours": "ten"}, "hours: 'ten' is not a whole number"),
        ({"key": "python", "hours": 401}, "hours: 401 is more than 400"),
        ({"key": "python", "title": "a\0b"}, "holds a character that cannot be stored"),
        ({"key": "python", "title": "\ud800"}, "holds a character that cannot be stored"),
        ({"key": "python", "prerequisites": ["cobol"]}, "unknown skill cobol"),
        ({"key": "python", "prerequisites": ["numpy"]}, "prerequisites form a circle: python → numpy → python"),
        ({"key": "python", "slug": "numpy"}, "slug numpy is that of python too"),
        ({"key": "python", "order": 0}, "order: 0 is less than 1"),
        ({"key": "python", "level": []}, "level is missing"),
    ],
)
def test_a_wrong_row_is_refused_with_its_place(row: dict[str, Any], said: str):
    assert problems(of("skill", row))[0].endswith(said)


def test_errors_are_told_row_by_row_and_nothing_is_written():
    before = stored()
    table = of("resource", {"key": "think-python", "cost": "cheap"}, NEW, NEW, {"key": "x"})
    assert problems(table)[:2] == [
        "row 2: think-python: cost: 'cheap' is none of free, freemium, paid",
        "row 4: pandas-guide: this key stands in row 3 already",
    ]
    assert stored() == before


def test_a_fault_that_stands_already_is_nobodys_fault():
    """Numpy's alias is python's too, since before; the table is about something else."""
    Skill.objects.filter(key="numpy").update(aliases=["python skills"])
    assert told(foresee(of("skill", {"key": "numpy", "hours": 12}))) == [("numpy", "changed", {"hours": (10, 12)})]


def test_a_catalogue_that_moved_meanwhile_is_left_alone():
    table = of("resource", NEW, {"key": "think-python", "retired": True})
    version = foresee(table).version
    Resource.objects.filter(key="numpy-guide").update(title="Edited meanwhile")
    with pytest.raises(CatalogueMoved):
        change_in_bulk(table, version)
    assert Resource.objects.filter(key="pandas-guide").count() == 0


def test_doing_it_twice_is_refused_the_second_time():
    table = of("resource", NEW)
    version = CatalogueState.objects.get().version
    change_in_bulk(table, version)
    with pytest.raises(CatalogueMoved):
        change_in_bulk(table, version)


def test_a_page_carries_what_was_read():
    table = of("resource", NEW)
    assert tables.unpacked(tables.packed(table)) == table
