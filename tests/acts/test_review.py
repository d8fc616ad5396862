"""What members told is decided once, for everybody who told it."""

import pytest

from careers.acts.review import DecidedAlready, ListedAlready, accept, answer, mark_duplicate, reject
from careers.acts.suggest import withdraw_suggestion
from careers.models import Decision, Move, Report, Resource, Skill, SkillResource, Suggestion, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> User:
    return factories.with_duty("boss@example.org")


@pytest.fixture
def python() -> Skill:
    return factories.skill("python", factories.stage())


def drawn(title: str = "Something new", url: str = "https://example.org/new") -> Resource:
    return Resource(
        guide=factories.guide(), title=title, url=url, kind="video", cost="free", level="core", description="d"
    )


def shelf(skill: Skill) -> list[str]:
    return list(SkillResource.objects.filter(skill=skill).order_by("order").values_list("resource__key", flat=True))


def test_what_is_accepted_stands_last_on_the_shelf(ada: User, boss: User, python: Skill):
    factories.resource("first", python)
    row = factories.suggestion(ada, python)
    made = accept(row.pk, boss, drawn(), [python.pk])
    row.refresh_from_db()
    assert (shelf(python), row.state, row.resource) == (["first", "something-new"], "accepted", made)
    assert list(Decision.objects.values_list("by", "what", "subject")) == [(boss.pk, "accepted", "Something new")]


def test_a_place_on_the_shelf_is_counted_from_the_top(ada: User, boss: User, python: Skill):
    for key in ("first", "second"):
        factories.resource(key, python)
    accept(factories.suggestion(ada).pk, boss, drawn(), [python.pk], 2)
    assert shelf(python) == ["first", "something-new", "second"]


def test_all_who_suggested_the_address_hear_of_it(ada: User, grace: User, boss: User):
    first = factories.suggestion(ada)
    factories.suggestion(grace, url="http://www.example.org/new/?utm_source=mail")
    reject(first.pk, boss, "It is gone.")
    assert set(Suggestion.objects.values_list("state", "reason")) == {("rejected", "It is gone.")}


def test_the_second_curator_is_told(ada: User, boss: User):
    row = factories.suggestion(ada)
    reject(row.pk, boss, "No.")
    with pytest.raises(DecidedAlready):
        accept(row.pk, boss, drawn(), [])
    assert (Resource.objects.count(), Decision.objects.count()) == (0, 1)


def test_what_is_withdrawn_is_not_accepted(ada: User, boss: User):
    row = factories.suggestion(ada)
    withdraw_suggestion(ada, row.pk)
    with pytest.raises(DecidedAlready):
        accept(row.pk, boss, drawn(), [])


def test_an_address_does_not_stand_in_the_catalogue_twice(ada: User, boss: User, python: Skill):
    row, there = factories.suggestion(ada), factories.resource("new")
    with pytest.raises(ListedAlready):
        accept(row.pk, boss, drawn(), [python.pk])
    mark_duplicate(row.pk, boss, there)
    row.refresh_from_db()
    assert (row.state, row.resource, shelf(python)) == ("duplicate", there, [])


def test_two_of_one_name_have_keys_of_their_own(ada: User, boss: User):
    factories.resource("something-new")
    assert accept(factories.suggestion(ada).pk, boss, drawn(), []).key == "something-new-2"


def test_reports_of_a_resource_are_answered_together(ada: User, grace: User, boss: User, python: Skill):
    there = factories.resource("there", python)
    for user in (ada, grace):
        factories.report(user, there)
    assert answer(there, boss, "retired", "It is gone.") == 2
    there.refresh_from_db()
    assert there.retired_at is not None
    assert set(Report.objects.values_list("state", "outcome", "answer")) == {("answered", "retired", "It is gone.")}
    assert list(Move.objects.values_list("kind", "key")) == [("retire", "there")]
    with pytest.raises(DecidedAlready):
        answer(there, boss, "kept", "")
