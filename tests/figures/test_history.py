import datetime as dt

import pghistory
import pytest
from django.db import DatabaseError, connection, transaction

from careers.figures.history import act_of, acts, changes_of_act, changes_of_row
from careers.models import CHANGES, TRACKED, CuratedOfGuide, Resource, Skill, SkillResource, User
from careers.models.curated import Curated
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
"""Rows of one transaction carry one time, so acts need transactions of their own."""


@pytest.fixture
def python() -> Skill:
    return factories.skill("python", factories.stage())


def latest() -> tuple[str, str, list[str]]:
    act = acts()[0]
    return act.who, act.why, [str(count) for count in act.counts]


def test_an_edit_says_who_why_and_what(python: Skill, ada: User):
    with pghistory.context(user=ada.pk, why="snakes are longer"):
        python.hours = 41
        python.save()
    assert latest() == ("ada@example.org", "snakes are longer", ["1 skill changed"])
    change = changes_of_act(acts()[0].at, acts()[0].context)[0]
    assert (change.name, [(d.name, d.before, d.after) for d in change.differences]) == (
        "Python",
        [("hours", "10", "41")],
    )


@pytest.mark.parametrize(
    "act",
    [
        lambda: Skill.objects.update(hours=99),
        lambda: Skill.objects.bulk_update([Skill(pk=Skill.objects.get().pk, hours=99)], ["hours"]),
        lambda: connection.cursor().execute("UPDATE careers_skill SET hours = 99"),
    ],
    ids=["update", "bulk_update", "SQL"],
)
def test_no_bulk_change_slips_past(python: Skill, act):
    act()
    assert latest()[2] == ["1 skill changed"]


def test_an_update_that_changes_nothing_is_none(python: Skill):
    before = len(acts())
    Skill.objects.update(hours=python.hours)
    assert len(acts()) == before


def test_what_is_removed_is_kept(python: Skill):
    key = python.pk
    python.outcomes.all().delete()
    python.delete()
    assert [change.label for change in changes_of_row(Skill, key)] == ["removed", "added"]


def test_rows_that_tie_are_named_by_what_they_tie(python: Skill):
    book = Resource.objects.create(
        guide=factories.guide(),
        key="book",
        title="A book",
        url="https://example.org/",
        kind="book",
        cost="free",
        level="core",
        description="d",
    )
    SkillResource.objects.create(skill=python, resource=book, order=1)
    assert changes_of_act(acts()[0].at, None)[0].name == "Python, A book"


@pytest.mark.parametrize("statement", ["DELETE FROM", "UPDATE"])
def test_nobody_edits_the_history(python: Skill, statement: str):
    rest = " SET hours = 1" if statement == "UPDATE" else ""
    with pytest.raises(DatabaseError, match="not edited"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{statement} careers_skillchange{rest}")


def test_who_has_left_is_not_named(python: Skill, ada: User):
    with pghistory.context(user=ada.pk):
        Skill.objects.update(hours=42)
    ada.delete()
    assert latest()[0] == "somebody who has left"


def test_without_a_context_it_was_done_by_hand(python: Skill):
    assert act_of(dt.datetime.now(dt.UTC), None) == ("by hand in the database", "")
    assert latest()[0] == "by hand in the database"


def test_older_acts_follow(python: Skill):
    Skill.objects.update(hours=42)
    newest = acts()[0]
    assert newest.at not in [act.at for act in acts(before=newest.at)]


def test_every_curated_table_is_tracked_by_triggers():
    curated = {
        model for model in (*Curated.__subclasses__(), *CuratedOfGuide.__subclasses__()) if not model._meta.abstract
    }
    assert curated - set(TRACKED) == set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'keep_history_of_changes'")
        assert {table for (table,) in cursor.fetchall()} == {model._meta.db_table for model in TRACKED}


def test_the_history_has_every_column():
    for model, change in CHANGES.items():
        columns = {column.column for column in model._meta.concrete_fields}
        assert columns - {column.column for column in change._meta.concrete_fields} == set()
