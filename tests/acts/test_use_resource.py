import datetime as dt

import pytest
import time_machine

from careers.acts.take_back import take_back
from careers.acts.use_resource import move_resource, stop_at, vote
from careers.models import Resource, ResourceState, User
from tests import factories

pytestmark = pytest.mark.django_db
DAY, LATER = dt.datetime(2026, 3, 1, 20, tzinfo=dt.UTC), dt.datetime(2026, 3, 2, 19, tzinfo=dt.UTC)


@pytest.fixture
def film() -> Resource:
    return factories.resource("film", kind="video")


def held(user: User) -> tuple:
    row = ResourceState.of(user).get()
    return row.state, row.began_at, row.finished_at, row.stopped_seconds, row.stopped_place, row.helpful


def moved(user: User, film: Resource, state: str, at: dt.datetime = DAY) -> str:
    with time_machine.travel(at, tick=False):
        return move_resource(user, film.pk, state)[1]


def undone(user: User, way_back: str) -> None:
    with time_machine.travel(LATER, tick=False):
        take_back(user, way_back)


def test_finishing_dates_it_and_keeps_when_it_was_begun(ada: User, film: Resource):
    moved(ada, film, "progress")
    moved(ada, film, "finished", LATER)
    assert held(ada) == ("finished", DAY, LATER, None, "", None)


def test_the_same_state_again_changes_nothing(ada: User, film: Resource):
    moved(ada, film, "finished")
    assert moved(ada, film, "finished", LATER) == ""
    assert held(ada)[2] == DAY


def test_a_resource_that_is_to_do_already_gets_no_row(ada: User, film: Resource):
    assert moved(ada, film, "todo") == ""
    assert not ResourceState.of(ada).exists()


def test_undo_brings_the_dates_back(ada: User, film: Resource):
    moved(ada, film, "finished")
    before = held(ada)
    undone(ada, moved(ada, film, "todo", LATER))
    assert held(ada) == before


def test_undo_of_the_first_act_leaves_nothing(ada: User, film: Resource):
    undone(ada, moved(ada, film, "finished"))
    assert not ResourceState.of(ada).exists()


def test_stopping_begins_it(ada: User, film: Resource):
    with time_machine.travel(DAY, tick=False):
        stop_at(ada, film.pk, 48, "")
    assert held(ada) == ("progress", DAY, None, 48, "", None)


def test_a_place_in_words_takes_the_place_of_a_time(ada: User, film: Resource):
    stop_at(ada, film.pk, 48, "")
    stop_at(ada, film.pk, None, "chapter 3")
    assert held(ada)[3:5] == (None, "chapter 3")


def test_a_vote_says_nothing_about_the_state(ada: User, film: Resource):
    vote(ada, film.pk, True)
    assert (held(ada)[0], held(ada)[5]) == ("todo", True)
    vote(ada, film.pk, None)
    assert held(ada)[5] is None


def test_of_two_copies_the_further_one_wins(ada: User, film: Resource):
    mine = ResourceState(user=ada, resource=film, state="progress", began_at=DAY, stopped_seconds=48, helpful=False)
    other = ResourceState(user=ada, resource=film, state="finished", began_at=DAY, finished_at=LATER, helpful=True)
    assert mine.take_in(other)
    assert (mine.state, mine.finished_at, mine.stopped_seconds, mine.helpful) == ("finished", LATER, 48, False)
    assert not mine.take_in(other)
