"""What happens to an application is written down, corrected with a trace, and undone by name."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from careers.acts.keep_application import (
    Clash,
    add_application,
    keep_notes,
    put_back,
    remove,
    set_priority,
)
from careers.acts.move_application import (
    Happening,
    Superseded,
    TooLate,
    correct,
    course_of,
    move,
    move_many,
    undo,
    undo_many,
)
from careers.models import Application, ApplicationEvent, User
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
WEEK = dt.timedelta(days=7)


@pytest.fixture
def application(ada: User) -> Application:
    return factories.application(ada)


def told(application: Application) -> list[tuple[str, str]]:
    return [(line.event.step, line.event.note) for line in course_of(application).lines]


# --- moving ---


def test_move_appends_one_event_of_today(ada: User, application: Application):
    moved = move(ada, application.pk, Happening("applied"))
    assert (moved.was, moved.step, moved.event.day) == ("saved", "applied", TODAY())
    assert told(application) == [("saved", ""), ("applied", "")]


def test_move_repeated_changes_nothing(ada: User, application: Application):
    move(ada, application.pk, Happening("applied"))
    assert move(ada, application.pk, Happening("applied")).event is None
    assert ApplicationEvent.of(ada).count() == 2


def test_closing_again_for_another_reason_is_told(ada: User, application: Application):
    move(ada, application.pk, Happening("closed", ["ghosted"]))
    assert move(ada, application.pk, Happening("closed", ["ghosted"])).event is None
    move(ada, application.pk, Happening("closed", ["rejected", "role_closed"]))
    assert course_of(application).reasons == ["rejected", "role_closed"]


def test_a_move_told_late_stands_at_its_day(ada: User, application: Application):
    move(ada, application.pk, Happening("screening"))
    moved = move(ada, application.pk, Happening("applied", day=TODAY() - WEEK))
    assert (moved.step, told(application)[0]) == ("screening", ("applied", ""))


def test_a_move_today_counts_for_who_came_from_where_it_is_tomorrow_already(ada: User, application: Application):
    move(ada, application.pk, Happening("applied", day=TODAY() + dt.timedelta(days=1)))
    assert move(ada, application.pk, Happening("screening")).step == "screening"


def test_a_note_moves_nothing(ada: User, application: Application):
    moved = move(ada, application.pk, Happening(note="Wrote again"))
    assert (moved.was, moved.step) == ("saved", "saved")
    assert told(application) == [("saved", ""), ("", "Wrote again")]


def test_another_persons_application_is_not_found(grace: User, application: Application):
    with pytest.raises(Application.DoesNotExist):
        move(grace, application.pk, Happening("offer"))
    assert move_many(grace, [application.pk], Happening("offer")) == []


def test_many_move_at_once(ada: User, application: Application):
    other = factories.application(ada, "Vela", step="applied")
    moved = move_many(ada, [application.pk, other.pk], Happening("applied"))
    assert {row.application.pk: bool(row.event) for row in moved} == {application.pk: True, other.pk: False}


# --- correcting ---


def test_a_correction_is_a_new_event_that_names_the_line(ada: User, application: Application):
    event = move(ada, application.pk, Happening("applied", day=TODAY() - WEEK)).event
    corrected = correct(ada, event.pk, Happening("applied", day=TODAY(), note="by letter")).event
    line = course_of(application).lines[-1]
    assert (line.event, line.corrected) == (corrected, (event,))
    event.refresh_from_db()
    assert event.day == TODAY() - WEEK


def test_a_correction_that_changes_nothing_is_not_written(ada: User, application: Application):
    event = move(ada, application.pk, Happening("applied")).event
    assert correct(ada, event.pk, Happening("applied")).event is None


def test_a_line_that_was_corrected_elsewhere_is_not_corrected_over(ada: User, application: Application):
    event = move(ada, application.pk, Happening("applied")).event
    correct(ada, event.pk, Happening("screening"))
    with pytest.raises(Superseded):
        correct(ada, event.pk, Happening("offer"))


def test_another_persons_line_is_not_found(ada: User, grace: User, application: Application):
    event = move(ada, application.pk, Happening("applied")).event
    for act in (lambda: correct(grace, event.pk, Happening("offer")), lambda: undo(grace, event.pk)):
        with pytest.raises(ApplicationEvent.DoesNotExist):
            act()


# --- undoing ---


def test_undo_takes_the_last_act_back_once(ada: User, application: Application):
    event = move(ada, application.pk, Happening("applied")).event
    assert undo(ada, event.pk).step == "saved"
    assert undo(ada, event.pk).event is None
    assert ApplicationEvent.of(ada).count() == 3


def test_undo_of_an_older_act_changes_nothing(ada: User, application: Application):
    event = move(ada, application.pk, Happening("applied")).event
    move(ada, application.pk, Happening(note="Called"))
    with pytest.raises(TooLate):
        undo(ada, event.pk)
    assert told(application)[-1] == ("", "Called")


def test_how_it_began_cannot_be_undone(ada: User, application: Application):
    with pytest.raises(TooLate):
        undo(ada, application.events.get().pk)


def test_undoing_many_is_all_or_none(ada: User, application: Application):
    other = factories.application(ada, "Vela")
    events = [row.event.pk for row in move_many(ada, [application.pk, other.pk], Happening("applied"))]
    move(ada, other.pk, Happening("screening"))
    with pytest.raises(TooLate):
        undo_many(ada, events)
    assert course_of(application).step == "applied"


@pytest.mark.django_db(transaction=True)
def test_two_tabs_that_move_at_once_take_turns(ada: User, application: Application):
    def tap() -> None:
        move(ada, application.pk, Happening("applied"))
        connection.close()

    threads = [threading.Thread(target=tap) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told(application) == [("saved", ""), ("applied", "")]


# --- the rows themselves ---


def test_the_same_key_is_the_same_application(ada: User):
    first = add_application(ada, Application(company="Vela"), "applied")
    again = add_application(ada, Application(company="Vela", key=first.key), "applied")
    assert (again.pk, ApplicationEvent.of(ada).count()) == (first.pk, 1)


def test_notes_are_not_written_over_a_newer_version(ada: User, application: Application):
    keep_notes(ada, application.pk, "one", 1)
    with pytest.raises(Clash) as caught:
        keep_notes(ada, application.pk, "two", 1)
    assert caught.value.current.notes == "one"
    assert keep_notes(ada, application.pk, "two", 2).version == 3


def test_a_deleted_application_can_be_put_back(ada: User, grace: User, application: Application):
    assert remove(grace, [application.pk]) == []
    assert remove(ada, [application.pk]) == [application.pk]
    assert not Application.of(ada).there().exists()
    assert (put_back(grace, [application.pk]), put_back(ada, [application.pk])) == (0, 1)
    assert told(application) == [("saved", "")]


def test_what_was_deleted_long_ago_goes_with_the_next(ada: User, application: Application):
    remove(ada, [application.pk])
    Application.of(ada).update(removed_at=timezone.now() - dt.timedelta(days=31))
    remove(ada, [factories.application(ada, "Vela").pk])
    assert [row.company for row in Application.of(ada)] == ["Vela"]


def test_priority_is_set_for_ones_own_alone(ada: User, grace: User, application: Application):
    assert (set_priority(grace, [application.pk], 3), set_priority(ada, [application.pk], 3)) == (
        {},
        {application.pk: 2},
    )
