import pytest

from careers.acts.catalogue.files import CatalogueRefused
from careers.acts.dump_catalogue import stored
from careers.acts.load_catalogue import load_catalogue
from careers.acts.settle_conflict import NothingToSettle, settle_conflict
from careers.figures.desk import conflicts, edited
from careers.models import CatalogueEntry, Resource, Skill
from tests.catalogue_text import CatalogueText

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(tmp_path) -> CatalogueText:
    """Python's hours and numpy's roles are in conflict."""
    written = CatalogueText(tmp_path)
    load_catalogue(tmp_path)
    Skill.objects.filter(key="python").update(hours=20)
    Skill.objects.get(key="numpy").needed_by.update(need="useful")
    written.edit("skills", "python", hours=16)
    written.edit("skills", "numpy", roles={})
    load_catalogue(tmp_path)
    return written


def hours() -> int:
    return Skill.objects.get(key="python").hours


def entry(key: str) -> CatalogueEntry:
    return CatalogueEntry.objects.get(kind="skill", key=key)


def test_a_conflict_shows_all_three_sides(text: CatalogueText):
    told = {(c.entry.key, c.field): (c.before, c.database, c.text) for c in conflicts(stored())}
    assert told == {
        ("python", "hours"): (10, 20, 16),
        ("numpy", "roles"): ({"ml-engineer": "essential"}, {"ml-engineer": "useful"}, {}),
    }


def test_the_texts_side_is_taken(text: CatalogueText):
    settle_conflict(entry("python").pk, "hours", "text", 16)
    assert (hours(), entry("python").conflicts, entry("python").loaded["hours"]) == (16, {}, 16)


def test_the_texts_side_of_a_relation_is_taken(text: CatalogueText):
    settle_conflict(entry("numpy").pk, "roles", "text", {})
    assert Skill.objects.get(key="numpy").needed_by.count() == 0


def test_the_databases_side_is_kept_and_counts_as_edited_here(text: CatalogueText):
    settle_conflict(entry("python").pk, "hours", "database", 16)
    assert (hours(), entry("python").conflicts) == (20, {})
    assert [(e.key, e.fields) for e in edited(stored()) if e.key == "python"] == [("python", ("hours",))]


@pytest.mark.parametrize("side", ["text", "database"])
def test_what_is_settled_stays_settled(text: CatalogueText, side):
    settle_conflict(entry("python").pk, "hours", side, 16)
    settle_conflict(entry("numpy").pk, "roles", side, {})
    before = hours()
    assert load_catalogue(text.folder, force=True).conflicts == []
    assert hours() == before


@pytest.mark.parametrize(("field", "seen"), [("hours", 17), ("title", "Python"), ("hours", None)])
def test_what_is_no_longer_so_is_not_settled(text: CatalogueText, field, seen):
    with pytest.raises(NothingToSettle):
        settle_conflict(entry("python").pk, field, "text", seen)
    assert hours() == 20


@pytest.fixture
def without_hours(tmp_path) -> CatalogueEntry:
    """The text no longer says how long a book takes, while a curator has changed it here."""
    written = CatalogueText(tmp_path)
    load_catalogue(tmp_path)
    Resource.objects.filter(key="fluent-python").update(hours=20)
    for name in ("hours", "hours_basis"):
        del written.entry("resources", "fluent-python")[name]
    written.save()
    load_catalogue(tmp_path)
    return CatalogueEntry.objects.get(kind="resource", key="fluent-python")


def book() -> tuple[int | None, str]:
    row = Resource.objects.get(key="fluent-python")
    return row.hours, row.hours_basis


def test_what_belongs_together_is_in_conflict_together(without_hours: CatalogueEntry):
    assert (book(), without_hours.conflicts) == ((20, "estimated"), {"hours": None, "hours_basis": ""})


@pytest.mark.parametrize(("side", "after"), [("text", (None, "")), ("database", (20, "estimated"))])
def test_what_belongs_together_is_settled_together(without_hours: CatalogueEntry, side, after):
    settle_conflict(without_hours.pk, "hours", side, None)
    without_hours.refresh_from_db()
    assert (book(), without_hours.conflicts) == (after, {})


def test_a_value_that_breaks_a_rule_is_not_taken(text: CatalogueText):
    at_odds = CatalogueEntry.objects.get(kind="skill", key="python")
    at_odds.conflicts = {"prerequisites": ["numpy"]}
    at_odds.save()
    with pytest.raises(CatalogueRefused, match="circle"):
        settle_conflict(at_odds.pk, "prerequisites", "text", ["numpy"])
