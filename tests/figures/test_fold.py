import datetime as dt
from dataclasses import dataclass

from careers.figures.fold import UNTOUCHED, Projection, fold


@dataclass
class Event:
    pk: int
    was: str
    state: str
    undoes_id: int | None = None
    skill_id: int = 7

    @property
    def at(self) -> dt.datetime:
        return dt.datetime(2026, 1, self.pk, tzinfo=dt.UTC)


BEGUN = Event(1, "todo", "learning")
DONE = Event(2, "learning", "done")


def test_fold_of_nothing() -> None:
    assert fold([]) == {}


def test_fold_keeps_the_last_state_and_the_one_before() -> None:
    assert fold([BEGUN, DONE]) == {7: Projection("done", "learning", DONE.at)}


def test_fold_undo_restores_the_date_too() -> None:
    assert fold([BEGUN, DONE, Event(3, "done", "learning", undoes_id=2)]) == {
        7: Projection("learning", "todo", BEGUN.at)
    }


def test_fold_undo_of_an_undo_brings_it_back() -> None:
    undone = Event(3, "done", "learning", undoes_id=2)
    assert fold([BEGUN, DONE, undone, Event(4, "learning", "done", undoes_id=3)]) == {
        7: Projection("done", "learning", DONE.at)
    }


def test_fold_undo_of_the_first_leaves_it_untouched() -> None:
    assert fold([BEGUN, Event(2, "learning", "todo", undoes_id=1)]) == {7: UNTOUCHED}


def test_fold_keeps_skills_apart() -> None:
    assert fold([BEGUN, Event(2, "todo", "done", skill_id=8)]) == {
        7: Projection("learning", "todo", BEGUN.at),
        8: Projection("done", "todo", DONE.at),
    }
