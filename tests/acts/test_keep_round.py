import datetime as dt
import json
import uuid

import pytest
from django.utils import timezone

from careers.acts import keep_round as acts
from careers.acts.export_data import export_data
from careers.acts.import_data import import_file
from careers.models import DayBefore, Round, RoundQuestion, RoundTask, RoundWork, User, personal_models
from tests import factories
from tests.factories import application, interview_stage, round_of

pytestmark = pytest.mark.django_db


def test_the_same_form_sent_twice_plans_one_round(ada: User):
    job, key = application(ada), uuid.uuid4()
    rows = [acts.add_round(ada, Round(application=job, title="Call", key=key)) for _ in range(2)]
    assert rows[0] == rows[1]
    assert Round.of(ada).count() == 1


def test_saving_counts_versions_and_refuses_an_older_copy(ada: User):
    row = round_of(ada)
    assert acts.keep_round(ada, row.pk, 1, {"notes": "one"}).version == 2
    with pytest.raises(acts.Clash) as clash:
        acts.keep_round(ada, row.pk, 1, {"notes": "two"})
    assert (clash.value.current.notes, Round.of(ada).get().notes) == ("one", "one")


def test_saving_what_stands_there_is_no_clash(ada: User):
    row = round_of(ada)
    acts.keep_round(ada, row.pk, 1, {"notes": "one"})
    assert acts.keep_round(ada, row.pk, 1, {"notes": "one"}).version == 2


def test_a_deleted_round_can_be_put_back_for_a_month(ada: User):
    row, old = round_of(ada), round_of(ada, removed_at=timezone.now() - dt.timedelta(days=31))
    acts.remove_round(ada, row)
    assert list(Round.of(ada).there()) == []
    assert acts.put_back(ada, row.pk) == row
    assert acts.put_back(ada, old.pk) is None


def test_a_round_goes_with_its_deleted_application(ada: User):
    row = round_of(ada)
    row.application.removed_at = timezone.now()
    row.application.save()
    assert list(Round.of(ada).there()) == []
    assert acts.put_back(ada, row.pk) is None


@pytest.mark.parametrize(("name", "item"), [("prepare", "s1"), ("rubric", "c1"), ("day_before", "rest")])
def test_a_line_of_the_catalogue_is_ticked_once_and_back(ada: User, name: str, item: str):
    DayBefore.objects.create(guide=factories.guide(), key="rest", text="Rest")
    row = round_of(ada, interview_stage=interview_stage("coding"))
    for done in (True, True, False, False, True):
        acts.tick_task(ada, row, name, item, done)
        assert [task.done_at is not None for task in RoundTask.of(ada)] == [done]


@pytest.mark.parametrize(("name", "item"), [("prepare", "s9"), ("ask", "s1"), ("rubric", "s1"), ("day_before", "s1")])
def test_a_line_that_nobody_wrote_is_unknown(ada: User, name: str, item: str):
    row = round_of(ada, interview_stage=interview_stage("coding"))
    with pytest.raises(acts.UnknownLine):
        acts.tick_task(ada, row, name, item, True)


def test_a_round_has_room_for_so_many_lines(ada: User, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(acts, "MOST_TASKS", 1)
    row = round_of(ada)
    acts.add_task(ada, row, "ask", "Why?", uuid.uuid4())
    with pytest.raises(acts.TooMany):
        acts.add_task(ada, row, "ask", "Why not?", uuid.uuid4())


def test_everything_of_a_round_leaves_and_comes_in_again(ada: User, grace: User):
    kind = interview_stage("coding")
    row = round_of(
        ada, interview_stage=kind, starts_at=timezone.now() + dt.timedelta(days=9), zone="America/St_Johns", rating=2,
        status="held", minutes=45,
    )  # fmt: skip
    acts.tick_task(ada, row, "prepare", "s1", True)
    acts.add_task(ada, row, "ask", "Why?", uuid.uuid4())
    RoundQuestion.objects.create(user=ada, round=row, question="Merge two lists", score=2)
    RoundWork.objects.create(user=ada, round=row, day=timezone.localdate(), minutes=50)
    file = json.dumps(export_data(ada)).encode()
    for _ in range(2):
        import_file(grace, file)
    mine = [model for model in personal_models() if model.__name__.startswith("Round")]
    assert [model.exported_of(grace) for model in mine] == [model.exported_of(ada) for model in mine]
